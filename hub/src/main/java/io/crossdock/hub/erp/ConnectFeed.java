package io.crossdock.hub.erp;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.capture.CaptureState.Phase;
import io.crossdock.erp.capture.ChangeFeed;
import io.crossdock.erp.capture.ChangeHandler;
import io.crossdock.erp.capture.FeedState;
import io.crossdock.erp.mapping.RowChange;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of an ERP that a Debezium connector on the user's Kafka Connect writes to topics. After a failure it reads
 * again from the last offset that was committed, and so what its handler refused before anything else.
 */
final class ConnectFeed implements ChangeFeed {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectFeed.class);
    private static final Duration INTERRUPT_AFTER = Duration.ofSeconds(4);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    private final ErpConfig config;
    private final ConnectTopics topics;
    private final ChangeHandler handler;
    private final Clock clock;
    private final FeedState progress;
    private final Thread thread;
    private volatile ConnectReading reading;

    ConnectFeed(ErpConfig config, ConnectTopics topics, ChangeHandler handler, Clock clock) {
        this.config = config;
        this.topics = topics;
        this.handler = handler;
        this.clock = clock;
        this.progress = new FeedState(config.name(), clock);
        this.thread = new Thread(() -> progress.keepRunning(this::runOnce), "erp-" + config.name());
        this.thread.setDaemon(true);
    }

    @Override
    public void start() {
        progress.become(Phase.STARTING, "");
        thread.start();
    }

    @Override
    public boolean stop() throws InterruptedException {
        progress.stop();
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
        progress.become(Phase.STOPPED, "");
        return !thread.isAlive();
    }

    @Override
    public FeedState progress() {
        return progress;
    }

    /** @return why it ended */
    private String runOnce() throws InterruptedException {
        try (ConnectReading opened = new ConnectReading(config, topics, clock)) {
            reading = opened;
            while (!progress.isStopping()) {
                Instant asked = clock.instant();
                List<RowChange> changes = opened.next();
                opened.lastContact().ifPresent(progress::heard);
                if (!changes.isEmpty()) {
                    handle(changes);
                }
                opened.commit(!changes.isEmpty());
                if (opened.isUpToDate()) {
                    progress.handledUpTo(asked);
                }
                Optional<String> trouble = opened.trouble();
                progress.become(trouble.isPresent() ? Phase.DOWN : Phase.UP, trouble.orElse(""));
            }
            return "stopped";
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        }
    }

    private void handle(List<RowChange> changes) throws Exception {
        if (progress.isStopping()) {
            throw new InterruptedException("stopping");
        }
        handler.handle(changes).await();
        progress.handled(changes);
        progress.well();
    }
}
