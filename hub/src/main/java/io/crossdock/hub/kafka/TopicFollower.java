package io.crossdock.hub.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a {@link SharedTopic}, so that what one process writes there holds in all of them within moments. While Kafka
 * is away, all stays as it was last seen.
 */
public final class TopicFollower implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofMillis(500);

    private final SharedTopic topic;
    private final java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reads;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private Consumer<byte[], byte[]> consumer;
    private volatile String trouble;

    /** @param reads takes every record, in order and by one thread at a time */
    public TopicFollower(SharedTopic topic, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reads) {
        this.topic = topic;
        this.reads = reads;
        this.thread = new Thread(this::follow, "follow-" + topic.name());
    }

    /** Returns once all that was written is known. */
    public void start() {
        consumer = topic.consumer();
        try {
            topic.readToEnd(consumer, reads);
        } catch (RuntimeException e) {
            consumer.close(CloseOptions.timeout(CLOSE));
            throw e;
        }
        thread.setDaemon(true);
        thread.start();
    }

    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    private void follow() {
        try {
            while (stopping.getCount() > 0) {
                try {
                    topic.poll(consumer, reads);
                    trouble = null;
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException | IllegalStateException e) {
                    if (trouble == null) {
                        LOG.warn("{} cannot be followed: {}", topic.what(), e.getMessage());
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
        if (!thread.isAlive()) {
            return;
        }
        try {
            thread.join(2 * CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
