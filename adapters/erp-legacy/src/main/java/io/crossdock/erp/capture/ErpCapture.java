package io.crossdock.erp.capture;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.capture.CaptureState.Phase;
import io.crossdock.erp.mapping.RowChange;
import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one ERP's database and hands its changes over, each at least once and in the order of commits. It remembers
 * how far it got only after the handler has stored them; it starts anew by itself after whatever befalls it, with
 * growing pauses, and says so in its {@link #state()}. Started once, stopped once.
 */
public final class ErpCapture implements ChangeFeed, Rereading {

    private static final Logger LOG = LoggerFactory.getLogger(ErpCapture.class);
    private static final Duration TURN_WITHIN = Duration.ofSeconds(1);
    private static final Duration SETTLE_TURN_WITHIN = Duration.ofMillis(200);
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(2);
    private static final Duration INTERRUPT_AFTER = Duration.ofSeconds(4);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(6);

    private final ErpConfig config;
    private final DatabaseLog log;
    private final Epochs epochs;
    private final OffsetStorage offsets;
    private final ChangeHandler handler;
    private final Clock clock;
    private final FeedState progress;
    private final AtomicLong stopsSince = new AtomicLong();
    /** Held while changes are handed over, and while something is read between two batches of them. */
    private final ReentrantLock turns = new ReentrantLock(true);

    private final Handover handover = new Handover(this::waitAfter);
    private final HandledChanges handled;
    private volatile DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private Thread thread;

    public ErpCapture(ErpConfig config, OffsetStorage offsets, ChangeHandler handler, Clock clock) {
        this.config = config;
        this.log = DatabaseLog.of(config);
        this.epochs = new Epochs(config, log, offsets);
        this.offsets = offsets;
        this.handler = handler;
        this.clock = clock;
        this.progress = new FeedState(config.name(), clock);
        this.handled = new HandledChanges(log, progress, clock);
    }

    @Override
    public void start() {
        progress.become(Phase.STARTING, "");
        thread = new Thread(() -> progress.keepRunning(this::runOnce), "erp-" + config.name());
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits for a batch in the handler's hands, though no longer than six seconds; whoever calls it again has no more time
     * than the first.
     *
     * @return whether it has ended; if not, its thread hangs, and hands nothing more over than what the handler has
     */
    @Override
    public boolean stop() throws InterruptedException {
        progress.stop();
        if (thread == null) {
            return true;
        }
        if (stopsSince.compareAndSet(0, System.nanoTime())) {
            Thread closing = new Thread(this::closeUntilEnded, thread.getName() + "-stop");
            closing.setDaemon(true);
            closing.start();
        }
        if (!hasEndedWithin(INTERRUPT_AFTER)) {
            thread.interrupt();
        }
        boolean hasEnded = hasEndedWithin(STOP_WITHIN);
        if (!hasEnded) {
            LOG.warn("the capture of {} does not end and is left behind", config.name());
        }
        progress.become(Phase.STOPPED, "");
        return hasEnded;
    }

    private boolean hasEndedWithin(Duration allowed) throws InterruptedException {
        long left = allowed.minusNanos(System.nanoTime() - stopsSince.get()).toMillis();
        thread.join(Math.max(1, left));
        return !thread.isAlive();
    }

    /** On a thread of its own: closing may hang as well. */
    private void closeUntilEnded() {
        try {
            settle();
            while (thread.isAlive()) {
                close(engine);
                thread.join(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is on its way need not come again. Nothing else is sent any more. */
    private void settle() throws InterruptedException {
        if (turns.tryLock(SETTLE_TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                handover.settleWithin(SETTLE_WITHIN, handled::store);
            } catch (RuntimeException e) {
                LOG.debug("the last changes of {} come again: {}", config.name(), e.getMessage());
            } finally {
                turns.unlock();
            }
        }
    }

    /** What the engine before had not marked comes again, and not while it is still on its way. */
    private void abandon() throws InterruptedException {
        turns.lockInterruptibly();
        try {
            handover.abandon();
        } finally {
            turns.unlock();
        }
    }

    @Override
    public FeedState progress() {
        return progress;
    }

    /** @return why it ended */
    private String runOnce() throws InterruptedException {
        abandon();
        String[] reason = {"the engine ended"};
        try (SilenceWatch watch = new SilenceWatch(thread.getName() + "-silence", log.longestSilence(), () -> {
            reason[0] = "the database's log has been silent for too long";
            close(engine);
        })) {
            log.check();
            handled.begin(epochs.begin());
            CommittedChanges changes = new CommittedChanges(config.name(), log, epochs::number);
            engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                    .using(EngineProperties.lean(config, log, offsets))
                    .using(ErpCapture.class.getClassLoader())
                    .using((success, message, error) -> reason[0] = error == null ? reason[0] : reason(error, message))
                    .notifying((records, committer) -> {
                        watch.pause();
                        take(changes, records, committer);
                        if (!changes.isInSnapshot()) {
                            watch.resume();
                        }
                    })
                    .build();
            engine.run();
        } catch (RuntimeException e) {
            reason[0] = reason(e, "");
        }
        return reason[0];
    }

    private void take(
            CommittedChanges changes,
            List<RecordChangeEvent<SourceRecord>> records,
            RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        turns.lockInterruptibly();
        try {
            records.forEach(changes::add);
            progress.heard(clock.instant());
            Phase phase = changes.isInSnapshot() ? Phase.SNAPSHOT : Phase.UP;
            handover.take(new Batch(this, changes.takeReady(), changes.takeProgress(), phase, committer));
            if (!isFull(records)) {
                handover.finish();
            }
        } finally {
            turns.unlock();
        }
    }

    /** Whether the engine reads faster than its changes are stored, and so more will come at once. */
    private static boolean isFull(List<RecordChangeEvent<SourceRecord>> records) {
        return records.stream()
                        .mapToInt(event -> PolledRecords.of(event.record()).size())
                        .sum()
                >= EngineQueue.MOST;
    }

    /**
     * What the engine gave at once.
     *
     * @param ready transactions that are whole by then, or a piece of the snapshot
     * @param reached up to where all is handled then
     */
    private record Batch(
            ErpCapture capture,
            List<RowChange> ready,
            Optional<Progress> reached,
            Phase phase,
            RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            implements Handover.Batch {

        @Override
        public ChangeHandler.Storing send() throws Exception {
            return ready.isEmpty() ? ChangeHandler.Storing.DONE : capture.handOver(ready);
        }

        @Override
        public void done(boolean isFollowed) throws InterruptedException {
            capture.handled.add(ready);
            if (reached.isPresent()) {
                capture.handled.mark(reached.get(), committer, isFollowed);
            }
            capture.progress.well();
            capture.progress.become(phase, "");
        }
    }

    private ChangeHandler.Storing handOver(List<RowChange> ready) throws Exception {
        if (progress.isStopping()) {
            throw new InterruptedException("stopping");
        }
        epochs.use();
        return handler.handle(ready);
    }

    @Override
    public void look() {
        OptionalLong position = handled.position();
        if (isUp() && position.isPresent() && log.isAnewSince(position.getAsLong())) {
            LOG.warn("the database of {} began its log anew", config.name());
            close(engine);
        }
    }

    @Override
    public Optional<LogBacklog> backlog() throws SQLException {
        return log.backlog();
    }

    @Override
    public void readAnew(String request) {
        if (!epochs.readAnew(request)) {
            close(engine);
            progress.goOn();
        }
    }

    @Override
    public boolean hasReadAnew(String request) {
        return handled.position().isPresent() && epochs.request().equals(request) && isUp();
    }

    @Override
    public void raiseEpoch() {
        epochs.raise();
    }

    @Override
    public boolean inTurn(Turn turn) throws Exception {
        if (!turns.tryLock(TURN_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        try {
            if (!handover.settle() || !isUp() || handled.position().isEmpty()) {
                return false;
            }
            epochs.use();
            if (turn.take(
                    epochs.number(),
                    handled.position().getAsLong(),
                    handled.latest().all())) {
                handled.latest().clear();
            }
            return true;
        } finally {
            turns.unlock();
        }
    }

    private boolean isUp() {
        return progress.state().phase() == Phase.UP;
    }

    /** Again and again: the engine must not get to hear of a failure, or it would go on with what comes next. */
    private void waitAfter(Exception failure) throws InterruptedException {
        progress.down(reason(failure, ""));
        if (progress.isStopping()) {
            throw new InterruptedException("stopping");
        }
    }

    /** The innermost cause that has a message tells what happened; the outer ones tell where in the engine. */
    private static String reason(Throwable error, String message) {
        String reason = message;
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause.getMessage() != null) {
                reason = cause.getMessage();
            } else if (reason.isEmpty()) {
                reason = cause.getClass().getSimpleName();
            }
        }
        return reason;
    }

    private static void close(DebeziumEngine<?> running) {
        if (running != null) {
            try {
                running.close();
            } catch (IOException | IllegalStateException e) {
                // it is starting, or stopping already; asked again until it ended
            }
        }
    }
}
