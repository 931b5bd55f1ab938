package io.crossdock.hub.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * Reads once what single partitions of several topics hold at the moment of the call: all that there is about a key lies
 * in one of each. It commits nothing and is in nobody's way.
 */
public final class PartitionScan implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    /** Without a record or a step for so long, Kafka is taken to be away. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Map<String, Object> BOUNDED = Map.of(
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis(),
            ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) PATIENCE.toMillis() / 2,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            16 << 20,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
            20);

    private final Consumer<byte[], byte[]> kafka;
    private final Map<String, List<PartitionInfo>> topics;

    /**
     * @param group names the reader to Kafka
     * @throws KafkaException when Kafka does not answer
     */
    public PartitionScan(KafkaClients clients, String group) {
        this.kafka = clients.consumer(group, BOUNDED);
        try {
            this.topics = kafka.listTopics();
        } catch (RuntimeException e) {
            kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
            throw new KafkaException("Kafka does not answer: " + e.getMessage(), e);
        }
    }

    /** All partitions of a topic; none where there is no such topic. */
    public List<TopicPartition> partitions(String topic) {
        return topics.getOrDefault(topic, List.of()).stream()
                .map(known -> new TopicPartition(topic, known.partition()))
                .toList();
    }

    /** The partition where Kafka's producers put a key; empty where there is no such topic. */
    public Optional<TopicPartition> ofKey(String topic, byte[] key) {
        int count = topics.getOrDefault(topic, List.of()).size();
        return count == 0
                ? Optional.empty()
                : Optional.of(new TopicPartition(topic, Utils.toPositive(Utils.murmur2(key)) % count));
    }

    /**
     * Hands on every record, in order within a partition.
     *
     * @param progress is told again and again which share of all is read, 0 to 1
     * @throws KafkaException when Kafka stops answering
     */
    public void read(
            Collection<TopicPartition> partitions,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reads,
            DoubleConsumer progress) {
        kafka.assign(partitions);
        kafka.seekToBeginning(partitions);
        Map<TopicPartition, Long> begins = kafka.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = new HashMap<>(kafka.endOffsets(partitions));
        long all = sum(ends) - sum(begins);
        ends.keySet().removeIf(partition -> isReached(partition, ends.get(partition)));
        long steppedNanos = System.nanoTime();
        while (!ends.isEmpty()) {
            long left = left(ends);
            for (ConsumerRecord<byte[], byte[]> read : kafka.poll(POLL)) {
                Long end = ends.get(new TopicPartition(read.topic(), read.partition()));
                if (end != null && read.offset() < end) {
                    reads.accept(read);
                }
            }
            ends.keySet().removeIf(partition -> isReached(partition, ends.get(partition)));
            kafka.pause(kafka.assignment().stream()
                    .filter(partition -> !ends.containsKey(partition))
                    .toList());
            if (left(ends) < left) {
                steppedNanos = System.nanoTime();
                progress.accept(1 - (double) left(ends) / all);
            } else if (System.nanoTime() - steppedNanos > PATIENCE.toNanos()) {
                throw new KafkaException("Kafka stopped answering while topics were read");
            }
        }
    }

    private long left(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - kafka.position(end.getKey())))
                .sum();
    }

    /** By the consumer's position, which also passes what is no record, such as a transaction's end. */
    private boolean isReached(TopicPartition partition, long end) {
        return kafka.position(partition) >= end;
    }

    private static long sum(Map<TopicPartition, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
    }
}
