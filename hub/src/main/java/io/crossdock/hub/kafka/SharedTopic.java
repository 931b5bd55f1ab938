package io.crossdock.hub.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * A small topic of one partition that all processes know by heart: read whole, followed, and changed by one process at a
 * time.
 *
 * @param name the topic's
 * @param what stands in it, for messages, such as {@code the keys}
 * @param whenMissing why there may be no such topic, for messages
 */
public record SharedTopic(KafkaClients clients, String name, String what, String whenMissing) {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LOAD = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 20;

    /** Whoever reads once waits for no more at its end. */
    private static final Map<String, Object> ONCE = Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);

    /**
     * A change that follows from what there is.
     *
     * @param reads takes every record that there is
     * @param decides what to write then
     */
    public record Change(
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reads,
            Supplier<List<ProducerRecord<byte[], byte[]>>> decides) {}

    /** At the beginning of the topic, for whoever follows it; the caller closes it. */
    public Consumer<byte[], byte[]> consumer() {
        return consumer(Map.of());
    }

    /** Hands on all that there is. */
    public void read(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reads) {
        try (Consumer<byte[], byte[]> consumer = consumer(ONCE)) {
            readToEnd(consumer, reads);
        }
    }

    private Consumer<byte[], byte[]> consumer(Map<String, Object> overrides) {
        Consumer<byte[], byte[]> consumer = clients.consumer(name, overrides);
        try {
            consumer.assign(List.of(partition()));
            consumer.seekToBeginning(List.of(partition()));
            // A broker hears of a new topic a moment after it was created.
            consumer.position(partition(), ANSWER);
            return consumer;
        } catch (TimeoutException e) {
            consumer.close();
            throw new IllegalStateException(
                    what + " cannot be read: Kafka does not answer, or there is no topic " + name + " since "
                            + whenMissing,
                    e);
        }
    }

    /** Hands on what has come. */
    public void poll(
            Consumer<byte[], byte[]> consumer, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reads) {
        consumer.poll(POLL).forEach(reads);
    }

    /** @throws IllegalStateException when that takes longer than a minute */
    public void readToEnd(
            Consumer<byte[], byte[]> consumer, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reads) {
        long end = consumer.endOffsets(List.of(partition()), ANSWER).get(partition());
        long deadline = System.nanoTime() + LOAD.toNanos();
        while (consumer.position(partition(), ANSWER) < end) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(what + " in " + name + " cannot be read within a minute");
            }
            poll(consumer, reads);
        }
    }

    /**
     * Decides by what there is, and writes what was decided in one transaction. All processes share the transactional id:
     * who begins fences whoever began before, so that nobody writes by what it read before another wrote.
     *
     * @param begin a change that has read nothing yet; asked again when another process was faster
     */
    public void change(Supplier<Change> begin) {
        for (int attempt = 1; ; attempt++) {
            boolean isWriting = false;
            try (Producer<byte[], byte[]> producer = clients.producer(
                    name,
                    Map.of(
                            ProducerConfig.TRANSACTIONAL_ID_CONFIG, name,
                            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000))) {
                producer.initTransactions();
                Change change = begin.get();
                read(change.reads());
                List<ProducerRecord<byte[], byte[]>> records = change.decides().get();
                if (!records.isEmpty()) {
                    isWriting = true;
                    producer.beginTransaction();
                    records.forEach(producer::send);
                    producer.commitTransaction();
                }
                return;
            } catch (ProducerFencedException | InvalidProducerEpochException | InvalidTxnStateException e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("others keep changing " + what + " in " + name, e);
                }
            } catch (KafkaException e) {
                // Fenced in the middle of its commit, it is told an error that the client has no name for. Whether the
                // commit was done or not, the next attempt sees.
                if (!isWriting || e.getClass() != KafkaException.class || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private TopicPartition partition() {
        return new TopicPartition(name, 0);
    }
}
