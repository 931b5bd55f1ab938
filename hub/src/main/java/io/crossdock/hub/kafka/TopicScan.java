package io.crossdock.hub.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads once what a topic holds at the moment of the call, partition by partition in order, a batch at a time. It
 * commits nothing and is in nobody's way; what is written meanwhile is not read.
 */
public final class TopicScan implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** Without a record or a step for so long, Kafka is taken to be away. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** What is fetched is compressed, a poll's records are not, and each may have 1 MiB. */
    private static final int POLLED_AT_ONCE = 25;

    private static final int ENOUGH_RECORDS = 500;
    private static final int ENOUGH_BYTES = 8 << 20;

    private static final Map<String, Object> BOUNDED = Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis(),
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis() / 2,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            16 << 20,
            // A consumer's end waits for the fetch that is on its way, and at the topic's end none comes back early.
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            20);

    private final String topic;
    private final Consumer<byte[], byte[]> kafka;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private Map<TopicPartition, Long> endsAtFirst = Map.of();

    private TopicScan(String topic, Consumer<byte[], byte[]> kafka) {
        this.topic = topic;
        this.kafka = kafka;
    }

    /**
     * @param group names the reader to Kafka
     * @param from begins at the first record that was written then or later; null for the topic's beginning
     * @throws IllegalStateException when there is no such topic
     * @throws KafkaException when Kafka does not answer
     */
    public static TopicScan of(KafkaClients clients, String group, String topic, Instant from) {
        return of(clients, group, topic, from, null);
    }

    /** @param to ends before the first record that was written then or later; null for the topic's end */
    public static TopicScan of(KafkaClients clients, String group, String topic, Instant from, Instant to) {
        TopicScan scan = new TopicScan(topic, consumer(clients, group));
        try {
            scan.begin(from, to);
            return scan;
        } catch (TimeoutException e) {
            scan.close();
            throw new KafkaException("Kafka does not answer: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            scan.close();
            throw e;
        }
    }

    private static Consumer<byte[], byte[]> consumer(KafkaClients clients, String group) {
        try {
            return clients.consumer(group, BOUNDED);
        } catch (KafkaException e) {
            // Its own message says no more than that it could not be made.
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new KafkaException("Kafka cannot be asked: " + why.getMessage(), e);
        }
    }

    private void begin(Instant from, Instant to) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (PartitionInfo known : kafka.listTopics().getOrDefault(topic, List.of())) {
            partitions.add(new TopicPartition(topic, known.partition()));
        }
        if (partitions.isEmpty()) {
            throw new IllegalStateException("Kafka has no topic " + topic + ": it is made when a hub starts");
        }
        ends.putAll(kafka.endOffsets(partitions));
        if (to != null) {
            offsets(partitions, to).forEach((partition, offset) -> ends.merge(partition, offset, Math::min));
        }
        endsAtFirst = Map.copyOf(ends);
        kafka.assign(partitions);
        if (from == null) {
            kafka.seekToBeginning(partitions);
        } else {
            Map<TopicPartition, Long> begins = offsets(partitions, from);
            partitions.forEach(partition -> kafka.seek(partition, begins.getOrDefault(partition, ends.get(partition))));
        }
        ends.entrySet().removeIf(this::isReached);
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, Instant at) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, at.toEpochMilli()));
        Map<TopicPartition, Long> found = new HashMap<>();
        kafka.offsetsForTimes(asked).forEach((partition, offset) -> put(found, partition, offset));
        return found;
    }

    private static void put(Map<TopicPartition, Long> found, TopicPartition partition, OffsetAndTimestamp offset) {
        if (offset != null) {
            found.put(partition, offset.offset());
        }
    }

    /** The next records, some hundred unless they are large; none at the end. */
    public List<ConsumerRecord<byte[], byte[]>> next() {
        long steppedNanos = System.nanoTime();
        while (!ends.isEmpty()) {
            List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
            int records = 0;
            long bytes = 0;
            ConsumerRecords<byte[], byte[]> polled = kafka.poll(POLL);
            while (!polled.isEmpty()) {
                records += polled.count();
                bytes += add(polled, batch);
                boolean hasRoom = records < ENOUGH_RECORDS && bytes < ENOUGH_BYTES;
                polled = hasRoom ? kafka.poll(Duration.ZERO) : ConsumerRecords.empty();
            }
            boolean stepped = ends.entrySet().removeIf(this::isReached);
            kafka.pause(kafka.assignment().stream()
                    .filter(partition -> !ends.containsKey(partition))
                    .toList());
            if (!batch.isEmpty()) {
                return batch;
            }
            if (stepped) {
                steppedNanos = System.nanoTime();
            } else if (System.nanoTime() - steppedNanos > PATIENCE.toNanos()) {
                throw new KafkaException("Kafka stopped answering while " + topic + " was read");
            }
        }
        return List.of();
    }

    private long add(ConsumerRecords<byte[], byte[]> polled, List<ConsumerRecord<byte[], byte[]>> batch) {
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> read : polled) {
            Long end = ends.get(new TopicPartition(topic, read.partition()));
            if (end != null && read.offset() < end) {
                batch.add(read);
                bytes += Math.max(0, read.serializedValueSize());
            }
        }
        return bytes;
    }

    /** The offset of a partition before which it reads. */
    public long end(int partition) {
        return endsAtFirst.get(new TopicPartition(topic, partition));
    }

    /** By the consumer's position, which also passes what is no record, such as a transaction's end. */
    private boolean isReached(Map.Entry<TopicPartition, Long> end) {
        return kafka.position(end.getKey()) >= end.getValue();
    }

    @Override
    public void close() {
        kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
