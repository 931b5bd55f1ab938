package io.crossdock.bench.availability;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a group of Kafka Streams is with its sources and with its own topics between two steps. */
final class Progress {

    private static final Duration STANDSTILL = Duration.ofMinutes(3);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** What a transaction leaves behind its last record. */
    private static final int MARKER = 1;

    private final Admin admin;
    private final String group;
    private final List<String> sources;

    Progress(Admin admin, String group, List<String> sources) {
        this.admin = admin;
        this.group = group;
        this.sources = sources;
    }

    /** @throws IllegalStateException when it does not come true within three minutes */
    void await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + STANDSTILL.toNanos();
        while (!condition.getAsBoolean()) {
            pause(deadlineNanos);
        }
    }

    /**
     * Returns once all is consumed, also what it wrote to itself.
     *
     * @throws IllegalStateException when nothing moves for three minutes
     */
    void awaitConsumed() throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = partitions();
        long deadlineNanos = System.nanoTime() + STANDSTILL.toNanos();
        Map<TopicPartition, Long> earlier = Map.of();
        while (true) {
            // Positions first: what the group wrote before them is counted in the ends, which are asked for later.
            Map<TopicPartition, Long> positions = positions();
            if (isConsumed(positions, ends(partitions))) {
                return;
            }
            if (!positions.equals(earlier)) {
                deadlineNanos = System.nanoTime() + STANDSTILL.toNanos();
            }
            earlier = positions;
            pause(deadlineNanos);
        }
    }

    private boolean isConsumed(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> {
            int after = sources.contains(end.getKey().topic()) ? 0 : MARKER;
            return positions.getOrDefault(end.getKey(), 0L) + after >= end.getValue();
        });
    }

    private List<TopicPartition> partitions() throws ExecutionException, InterruptedException {
        List<String> topics = new ArrayList<>(sources);
        admin.listTopics().names().get().stream()
                .filter(topic -> topic.startsWith(group + "-") && topic.endsWith("-repartition"))
                .forEach(topics::add);
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(topics).allTopicNames().get().values().forEach(topic -> topic.partitions()
                .forEach(each -> partitions.add(new TopicPartition(topic.name(), each.partition()))));
        return partitions;
    }

    private Map<TopicPartition, Long> positions() throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        Map<TopicPartition, Long> positions = new HashMap<>();
        committed.forEach((partition, at) -> positions.put(partition, at == null ? 0L : at.offset()));
        return positions;
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                admin.listOffsets(latest).all().get().entrySet()) {
            ends.put(end.getKey(), end.getValue().offset());
        }
        return ends;
    }

    private void pause(long deadlineNanos) {
        if (System.nanoTime() > deadlineNanos) {
            throw new IllegalStateException(group + " does not get on");
        }
        LockSupport.parkNanos(GLANCE_NANOS);
    }
}
