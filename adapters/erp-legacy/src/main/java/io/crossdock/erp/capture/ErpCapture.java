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
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows one ERP's database and hands its changes over, each at least once and in the order of commits. It remembers
 * how far it got only after the handler returned; it starts anew by itself after whatever befalls it, with growing pauses,
 * and says so in its {@link #state()}. Started once, stopped once.
 */
public final class ErpCapture implements ChangeFeed, Rereading {

    private static final Logger LOG = LoggerFactory.getLogger(ErpCapture.class);
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
    /** Held while changes are handled, and while something is read between two batches of them. */
    private final ReentrantLock turns = new ReentrantLock(true);

    private final LatestTransactions latest = new LatestTransactions();
    private volatile OptionalLong handled = OptionalLong.empty();
    private OptionalLong reachedInThisRun = OptionalLong.empty();
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
            while (thread.isAlive()) {
                close(engine);
                thread.join(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public FeedState progress() {
        return progress;
    }

    /** @return why it ended */
    private String runOnce() {
        String[] reason = {"the engine ended"};
        try (SilenceWatch watch = new SilenceWatch(thread.getName() + "-silence", log.longestSilence(), () -> {
            reason[0] = "the database's log has been silent for too long";
            close(engine);
        })) {
            log.check();
            handled = epochs.begin();
            reachedInThisRun = OptionalLong.empty();
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
            takeWhole(changes, committer);
        } finally {
            turns.unlock();
        }
    }

    private void takeWhole(CommittedChanges changes, RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        Phase phase = changes.isInSnapshot() ? Phase.SNAPSHOT : Phase.UP;
        List<RowChange> ready = changes.takeReady();
        if (!ready.isEmpty()) {
            handle(ready);
        }
        Optional<Progress> reached = changes.takeProgress();
        if (reached.isPresent()) {
            DebeziumEngine.Offsets offset = committer.buildOffsets();
            reached.get().offset().forEach(offset::set);
            committer.markProcessed(reached.get().event(), offset);
            committer.markBatchFinished();
            OptionalLong before = reachedInThisRun;
            handled = OptionalLong.of(log.position(reached.get().offset()));
            reachedInThisRun = handled;
            log.handledUpTo(reached.get().reached(), handled.equals(before), clock.instant())
                    .ifPresent(progress::handledUpTo);
        }
        progress.well();
        progress.become(phase, "");
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
        return handled.isPresent() && epochs.request().equals(request) && isUp();
    }

    @Override
    public void raiseEpoch() {
        epochs.raise();
    }

    @Override
    public boolean inTurn(Turn turn) throws Exception {
        turns.lockInterruptibly();
        try {
            if (!isUp() || handled.isEmpty()) {
                return false;
            }
            epochs.use();
            if (turn.take(epochs.number(), handled.getAsLong(), latest.all())) {
                latest.clear();
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
    private void handle(List<RowChange> ready) throws InterruptedException {
        while (true) {
            if (progress.isStopping()) {
                throw new InterruptedException("stopping");
            }
            try {
                epochs.use();
                handler.handle(ready);
                progress.handled(ready);
                latest.add(ready);
                return;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                progress.down(reason(e, ""));
            }
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
