package io.crossdock.hub.encryption;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;

/** The topic of keys: read whole, and changed by one process at a time. */
final class KeyTopic {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LOAD = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 20;

    /** What to write, given all keys that there are; asked again when another process was faster. */
    @FunctionalInterface
    interface Decision {
        List<ProducerRecord<byte[], byte[]>> on(KeyRing ring);
    }

    private final KafkaClients clients;
    private final Topics topics;
    private final MasterKeys masters;

    KeyTopic(KafkaClients clients, Topics topics, MasterKeys masters) {
        this.clients = clients;
        this.topics = topics;
        this.masters = masters;
    }

    Topics topics() {
        return topics;
    }

    /** @throws IllegalStateException when Kafka does not tell */
    static boolean exists(KafkaClients clients, Topics topics) {
        try (Admin admin = clients.admin()) {
            return admin.listTopics()
                    .names()
                    .get(ANSWER.toSeconds(), TimeUnit.SECONDS)
                    .contains(topics.keys());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka listed its topics", e);
        } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("Kafka does not tell whether there is a topic " + topics.keys(), e);
        }
    }

    /** At the beginning of the topic; the caller closes it. */
    Consumer<byte[], byte[]> consumer() {
        Consumer<byte[], byte[]> consumer = clients.consumer(topics.keys(), Map.of());
        try {
            consumer.assign(List.of(partition()));
            consumer.seekToBeginning(List.of(partition()));
            // A broker hears of a new topic a moment after it was created.
            consumer.position(partition(), ANSWER);
            return consumer;
        } catch (TimeoutException e) {
            consumer.close();
            throw new IllegalStateException(
                    "the keys cannot be read: Kafka does not answer, or there is no topic " + topics.keys()
                            + " since nothing was encrypted yet",
                    e);
        }
    }

    /** Applies what has come. */
    void poll(Consumer<byte[], byte[]> consumer, KeyRing ring) {
        for (ConsumerRecord<byte[], byte[]> next : consumer.poll(POLL)) {
            ring.apply(new String(next.key(), StandardCharsets.UTF_8), next.value(), masters);
        }
    }

    long end(Consumer<byte[], byte[]> consumer) {
        return consumer.endOffsets(List.of(partition()), ANSWER).get(partition());
    }

    long position(Consumer<byte[], byte[]> consumer) {
        return consumer.position(partition(), ANSWER);
    }

    /** @throws IllegalStateException when that takes longer than a minute */
    void readToEnd(Consumer<byte[], byte[]> consumer, KeyRing ring) {
        long end = end(consumer);
        long deadline = System.nanoTime() + LOAD.toNanos();
        while (position(consumer) < end) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the keys in " + topics.keys() + " cannot be read within a minute");
            }
            poll(consumer, ring);
        }
    }

    ProducerRecord<byte[], byte[]> put(String tree, KeyTree.Node node) {
        String key = KeyRing.recordKey(tree, node);
        return new ProducerRecord<>(
                topics.keys(), key.getBytes(StandardCharsets.UTF_8), masters.wrap(key, node.bytes()));
    }

    ProducerRecord<byte[], byte[]> remove(String tree, KeyTree.Node node) {
        return new ProducerRecord<>(
                topics.keys(), KeyRing.recordKey(tree, node).getBytes(StandardCharsets.UTF_8), null);
    }

    /**
     * Decides by what there is, and writes what was decided in one transaction. All processes share the transactional id:
     * who begins fences whoever began before, so that nobody writes by what it read before another wrote.
     */
    void change(Decision decision) {
        for (int attempt = 1; ; attempt++) {
            try (Producer<byte[], byte[]> producer = clients.producer(
                            topics.keys(),
                            Map.of(
                                    ProducerConfig.TRANSACTIONAL_ID_CONFIG, topics.keys(),
                                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000,
                                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000,
                                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000));
                    Consumer<byte[], byte[]> consumer = consumer()) {
                producer.initTransactions();
                KeyRing ring = new KeyRing();
                readToEnd(consumer, ring);
                List<ProducerRecord<byte[], byte[]>> records = decision.on(ring);
                if (!records.isEmpty()) {
                    producer.beginTransaction();
                    records.forEach(producer::send);
                    producer.commitTransaction();
                }
                return;
            } catch (ProducerFencedException | InvalidProducerEpochException | InvalidTxnStateException e) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("others keep changing the keys in " + topics.keys(), e);
                }
            }
        }
    }

    private TopicPartition partition() {
        return new TopicPartition(topics.keys(), 0);
    }
}
