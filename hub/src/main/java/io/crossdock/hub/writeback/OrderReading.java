package io.crossdock.hub.writeback;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Reads the events about orders, and what is to be tried once more, from where an ERP's group committed. Partitions are
 * assigned rather than shared out: who has the duty has all of them.
 */
final class OrderReading implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_FOR_PARTITIONS = Duration.ofSeconds(30);
    private static final Duration FIND_WITHIN = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final Map<String, Object> SETTINGS = Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            100,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) Duration.ofSeconds(20).toMillis());

    private final KafkaClients clients;
    private final String orders;
    private final String retries;
    private final String group;
    private final Clock clock;
    private final Consumer<byte[], byte[]> kafka;
    private final Admin admin;
    private final Map<TopicPartition, Long> done = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private Instant lookedAt = Instant.MIN;
    private String retriesId = "";

    OrderReading(KafkaClients clients, Topics topics, String erp, Clock clock) {
        this.clients = clients;
        this.orders = topics.orders();
        this.retries = topics.erpOrderRetries(erp);
        this.group = topics.group("erp-orders", erp);
        this.clock = clock;
        this.kafka = clients.consumer(group, SETTINGS);
        this.admin = clients.admin();
    }

    /** What has come, of each partition in its order; after a moment, nothing. */
    List<ConsumerRecord<byte[], byte[]>> next() {
        lookForPartitions();
        if (!kafka.paused().isEmpty()) {
            kafka.resume(kafka.paused());
        }
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        kafka.poll(POLL).forEach(batch::add);
        // They are rare, as people ask for them: asked at each of them, no topic is taken for the one before it.
        if (batch.stream().anyMatch(record -> record.topic().equals(retries))) {
            retriesId = idOfRetries();
        }
        return batch;
    }

    /** Lets a moment pass without taking anything. */
    void pause() {
        kafka.pause(kafka.assignment());
        kafka.poll(POLL);
    }

    /**
     * The first so many records of the last batch are done with; the others come again.
     *
     * @param aside those that are not done with after all: their places, and what follows them, are not committed yet
     */
    void handled(
            List<ConsumerRecord<byte[], byte[]>> batch, int count, Collection<ConsumerRecord<byte[], byte[]>> aside) {
        for (ConsumerRecord<byte[], byte[]> record : batch.subList(0, count)) {
            done.put(partition(record), record.offset() + 1);
        }
        Set<TopicPartition> rewound = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> record : batch.subList(count, batch.size())) {
            if (rewound.add(partition(record))) {
                kafka.seek(partition(record), record.offset());
            }
        }
        Map<TopicPartition, Long> places = new HashMap<>(done);
        aside.forEach(record -> places.merge(partition(record), record.offset(), Math::min));
        places.entrySet().removeIf(place -> place.getValue().equals(committed.get(place.getKey())));
        if (!places.isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            places.forEach((partition, place) -> offsets.put(partition, new OffsetAndMetadata(place)));
            kafka.commitSync(offsets);
            committed.putAll(places);
        }
    }

    OrderRecord order(ConsumerRecord<byte[], byte[]> record) {
        return order(record, retriesId);
    }

    private OrderRecord order(ConsumerRecord<byte[], byte[]> record, String ofRetries) {
        return record.topic().equals(retries) ? OrderRecord.retry(record, ofRetries) : OrderRecord.of(record);
    }

    /** Records that were not taken yet. */
    long waiting() {
        return kafka.assignment().stream()
                .mapToLong(assigned -> kafka.currentLag(assigned).orElse(0))
                .sum();
    }

    /** What stands at a place; empty when Kafka has deleted it since, or its topic. */
    Optional<OrderRecord> at(String place) {
        boolean isRetry = OrderRecord.isRetry(place);
        String id = isRetry ? idOfRetries() : "";
        if (isRetry && !OrderRecord.isSameTopic(OrderRecord.topic(place), id)) {
            return Optional.empty();
        }
        String[] parts = place.split(":", 4);
        TopicPartition partition = new TopicPartition(isRetry ? retries : orders, Integer.parseInt(parts[1]));
        long offset = Long.parseLong(parts[2]);
        try (Consumer<byte[], byte[]> looking = clients.consumer(group, SETTINGS)) {
            looking.assign(List.of(partition));
            if (looking.beginningOffsets(List.of(partition)).get(partition) > offset) {
                return Optional.empty();
            }
            looking.seek(partition, offset);
            long deadline = System.nanoTime() + FIND_WITHIN.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> found : looking.poll(POLL)) {
                    return found.offset() == offset ? Optional.of(order(found, id)) : Optional.empty();
                }
            }
            throw new IllegalStateException("Kafka does not give what stands at " + place);
        }
    }

    /** From another thread. */
    void wakeUp() {
        kafka.wakeup();
    }

    @Override
    public void close() {
        try {
            kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
        } finally {
            admin.close(CLOSE_WITHIN);
        }
    }

    private String idOfRetries() {
        try {
            return admin.describeTopics(List.of(retries))
                    .allTopicNames()
                    .get(20, TimeUnit.SECONDS)
                    .get(retries)
                    .topicId()
                    .toString();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not tell which topic " + retries + " is", e);
        }
    }

    private void lookForPartitions() {
        Instant now = clock.instant();
        if (lookedAt.isAfter(now.minus(LOOK_FOR_PARTITIONS))) {
            return;
        }
        Set<TopicPartition> all = new HashSet<>();
        for (String topic : List.of(orders, retries)) {
            for (PartitionInfo known : kafka.partitionsFor(topic)) {
                all.add(new TopicPartition(topic, known.partition()));
            }
        }
        if (!all.equals(kafka.assignment())) {
            kafka.assign(all);
        }
        lookedAt = now;
    }

    private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
