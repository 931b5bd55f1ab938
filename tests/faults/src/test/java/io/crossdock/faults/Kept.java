package io.crossdock.faults;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What Kafka holds of a hub, read from the first record to the last one there is now. */
final class Kept {

    private final KafkaClients clients;

    Kept(KafkaClients clients) {
        this.clients = clients;
    }

    /** An attribute's values, each with the ids of the events that have it. */
    Map<String, Set<String>> idsBy(String attribute, String topic) {
        Map<String, Set<String>> ids = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> read : all(topic)) {
            Map<String, String> attributes = CloudEventHeaders.attributes(read.headers());
            ids.computeIfAbsent(attributes.get(attribute), value -> new HashSet<>())
                    .add(attributes.get("id"));
        }
        return ids;
    }

    /** All values as text. */
    Set<String> bodies(String topic) {
        return all(topic).stream()
                .map(read -> new String(read.value(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    /** The newest availability of each SKU. */
    Map<String, AvailabilityChanged> availability(String topic) {
        Map<String, AvailabilityChanged> newest = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> read : all(topic)) {
            AvailabilityChanged changed =
                    (AvailabilityChanged) CloudEventHeaders.event(read).data();
            newest.put(changed.subject(), changed);
        }
        return newest;
    }

    long records(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = clients.admin()) {
            Map<TopicPartition, OffsetSpec> ends =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                            .collect(Collectors.toMap(
                                    info -> new TopicPartition(topic, info.partition()), info -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (Consumer<byte[], byte[]> kafka = clients.consumer("faults-reader", Map.of())) {
            List<TopicPartition> partitions = partitions(kafka, topic);
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> kafka.position(partition) < ends.get(partition))) {
                kafka.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> kafka, String topic) {
        return kafka.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }
}
