package io.crossdock.faults;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.StockCounted;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What Kafka holds of a hub, read from the first record to the last one there is now. */
final class Kept {

    /** Whoever reads once waits for no more at its end. */
    private static final Map<String, Object> ONCE = Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);

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

    /**
     * What the newest event of each key says is there, by the sequence: {@code level A-1 hamburg} with the pieces, {@code
     * price A-1} with lists and amounts, {@code item A-1}.
     */
    Map<String, String> newest(String... topics) {
        Map<String, CanonicalEvent> newest = new HashMap<>();
        for (String topic : topics) {
            for (ConsumerRecord<byte[], byte[]> read : all(topic)) {
                CanonicalEvent event = CloudEventHeaders.event(read);
                newest.merge(
                        key(event),
                        event,
                        (known, later) -> later.sequence().compareTo(known.sequence()) > 0 ? later : known);
            }
        }
        Map<String, String> there = new TreeMap<>();
        newest.forEach((key, event) -> said(event).ifPresent(said -> there.put(key, said)));
        return there;
    }

    private static String key(CanonicalEvent event) {
        return event.data() instanceof StockCounted level
                ? "level " + level.sku() + " " + level.location()
                : (event.data() instanceof PriceChanged ? "price " : "item ") + event.subject();
    }

    private static Optional<String> said(CanonicalEvent event) {
        if (event.data() instanceof StockCounted level) {
            return Optional.of(plain(level.onHand())).filter(pieces -> !pieces.equals("0"));
        }
        if (event.data() instanceof PriceChanged price) {
            return Optional.of(price.prices().stream()
                            .map(each ->
                                    Map.of("retail-eu", "01", "retail-us", "02").get(each.list()) + " "
                                            + plain(each.price().amount()))
                            .sorted()
                            .collect(Collectors.joining(", ")))
                    .filter(prices -> !prices.isEmpty());
        }
        return Optional.of("sold").filter(sold -> !((ItemDescribed) event.data()).discontinued());
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
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
        try (Consumer<byte[], byte[]> kafka = clients.consumer("faults-reader", ONCE)) {
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
