package io.crossdock.hub.strangler;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows where the switches stand, so that what one process sets holds in all of them within moments. While Kafka is
 * away, every switch stays where it was last seen.
 */
final class StandingsFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StandingsFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final CapabilityTopic topic;
    private final Standings standings = new Standings();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "capabilities");
    private Consumer<byte[], byte[]> consumer;
    private volatile String trouble;

    StandingsFollower(CapabilityTopic topic) {
        this.topic = topic;
    }

    /** Returns once all that was set is known. */
    void start() {
        consumer = topic.consumer();
        try {
            topic.readToEnd(consumer, standings);
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(CLOSE));
            throw e;
        }
        thread.setDaemon(true);
        thread.start();
    }

    Standings standings() {
        return standings;
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void follow() {
        try {
            while (stopping.getCount() > 0) {
                try {
                    topic.poll(consumer, standings);
                    trouble = null;
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException | IllegalStateException e) {
                    if (trouble == null) {
                        LOG.warn("the capabilities cannot be followed: {}", e.getMessage());
                    }
                    trouble = "cannot be followed: " + e.getMessage();
                    stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } finally {
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    /** It is in no group, so that nobody waits for word that it left. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(2 * CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
