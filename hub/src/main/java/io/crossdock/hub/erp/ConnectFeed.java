package io.crossdock.hub.erp;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.capture.CaptureState;
import io.crossdock.erp.capture.CaptureState.Phase;
import io.crossdock.erp.capture.ChangeFeed;
import io.crossdock.erp.capture.ChangeHandler;
import io.crossdock.erp.mapping.RowChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of an ERP that a Debezium connector on the user's Kafka Connect writes to topics. After a failure it reads
 * again from the last offset that was committed, and so what its handler refused before anything else.
 */
final class ConnectFeed implements ChangeFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectFeed.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);
    private static final Duration INTERRUPT_AFTER = Duration.ofSeconds(4);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final ErpConfig config;
    private final ConnectTopics topics;
    private final ChangeHandler handler;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicLong handled = new AtomicLong();
    private final AtomicLong restarts = new AtomicLong();
    private final Thread thread;
    private volatile CaptureState state;
    private volatile ConnectReading reading;
    private volatile Instant lastContact;
    private volatile Instant lastCommit;
    private Duration pause = FIRST_PAUSE;

    ConnectFeed(ErpConfig config, ConnectTopics topics, ChangeHandler handler, Clock clock) {
        this.config = config;
        this.topics = topics;
        this.handler = handler;
        this.clock = clock;
        this.state = new CaptureState(Phase.STOPPED, "", clock.instant());
        this.thread = new Thread(this::run, "erp-" + config.name());
        this.thread.setDaemon(true);
    }

    @Override
    public void start() {
        become(Phase.STARTING, "");
        thread.start();
    }

    @Override
    public boolean stop() throws InterruptedException {
        stopping.countDown();
        ConnectReading running = reading;
        if (running != null) {
            running.wakeUp();
        }
        thread.join(INTERRUPT_AFTER.toMillis());
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(STOP_WITHIN.toMillis());
        }
        if (thread.isAlive()) {
            LOG.warn("what reads the changes of {} does not end and is left behind", config.name());
        }
        become(Phase.STOPPED, "");
        return !thread.isAlive();
    }

    @Override
    public CaptureState state() {
        return state;
    }

    @Override
    public Optional<Instant> lastContact() {
        return Optional.ofNullable(lastContact);
    }

    @Override
    public Optional<Instant> lastCommit() {
        return Optional.ofNullable(lastCommit);
    }

    @Override
    public long changesHandled() {
        return handled.get();
    }

    @Override
    public long restarts() {
        return restarts.get();
    }

    private void run() {
        try {
            while (!isStopping()) {
                String reason = runOnce();
                if (!isStopping()) {
                    down(reason);
                    restarts.incrementAndGet();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return why it ended */
    private String runOnce() throws InterruptedException {
        try (ConnectReading opened = new ConnectReading(config, topics, clock)) {
            reading = opened;
            while (!isStopping()) {
                List<RowChange> changes = opened.next();
                opened.lastContact().ifPresent(contact -> lastContact = contact);
                if (!changes.isEmpty()) {
                    handle(changes);
                }
                opened.commit(!changes.isEmpty());
                Optional<String> trouble = opened.trouble();
                become(trouble.isPresent() ? Phase.DOWN : Phase.UP, trouble.orElse(""));
            }
            return "stopped";
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }

    private void handle(List<RowChange> changes) throws Exception {
        if (isStopping()) {
            throw new InterruptedException("stopping");
        }
        handler.handle(changes);
        handled.addAndGet(changes.size());
        lastCommit = changes.get(changes.size() - 1).commit().at();
        pause = FIRST_PAUSE;
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void down(String reason) throws InterruptedException {
        LOG.warn("the changes of {} wait {} ms: {}", config.name(), pause.toMillis(), reason);
        become(Phase.DOWN, reason);
        stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    private synchronized void become(Phase phase, String reason) {
        if (isStopping() && phase != Phase.STOPPED) {
            return;
        }
        if (state.phase() != phase || !state.reason().equals(reason)) {
            state = new CaptureState(phase, reason, clock.instant());
        }
    }
}
