package io.crossdock.hub.writeback;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicScan;
import io.crossdock.hub.writeback.EntryState.Phase;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What became of the orders of an ERP, by their ids, as its topic has it: those of which something was written within a
 * time, and those that are open. For one thread.
 */
public final class EntryStates {

    /** How long before Kafka may delete it, what is open is written anew. */
    private static final Duration RENEWED_BEFORE = Duration.ofDays(15);

    /** Those first of which nothing was written for the longest time. */
    private final Map<String, Written> byOrder = new LinkedHashMap<>();

    private final Map<Phase, Long> counts = new EnumMap<>(Phase.class);

    private record Written(EntryState state, Instant at) {}

    /**
     * Reads the topic whole.
     *
     * @throws IllegalStateException when there is no such topic
     */
    public static EntryStates read(KafkaClients clients, Topics topics, String erp) {
        EntryStates states = new EntryStates();
        try (TopicScan scan = TopicScan.of(clients, topics.group("erp-orders", erp), topics.erpOrders(erp), null)) {
            for (var batch = scan.next(); !batch.isEmpty(); batch = scan.next()) {
                batch.forEach(states::apply);
            }
        }
        return states;
    }

    private void apply(ConsumerRecord<byte[], byte[]> written) {
        if (written.value() != null) {
            put(
                    new String(written.key(), StandardCharsets.UTF_8),
                    Json.read(written.value(), "crossdock", "state", EntryState.class),
                    Instant.ofEpochMilli(written.timestamp()));
        }
    }

    void put(String order, EntryState state, Instant at) {
        Written before = byOrder.remove(order);
        byOrder.put(order, new Written(state, at));
        counts.merge(state.phase(), 1L, Long::sum);
        if (before != null) {
            counts.merge(before.state().phase(), -1L, Long::sum);
        }
    }

    /**
     * Drops what ended and of which nothing was written for so long, as Kafka does.
     *
     * @return orders that are open and of which nothing was written for almost as long: they are to be written anew
     */
    List<String> tidy(Instant now, Duration kept) {
        Instant dropped = now.minus(kept);
        Instant renewed = dropped.plus(RENEWED_BEFORE);
        List<String> open = new ArrayList<>();
        Iterator<Map.Entry<String, Written>> all = byOrder.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Written> each = all.next();
            Written written = each.getValue();
            if (!written.at().isBefore(renewed)) {
                break;
            }
            if (written.state().phase() == Phase.SENT) {
                open.add(each.getKey());
            } else if (written.at().isBefore(dropped)) {
                all.remove();
                counts.merge(written.state().phase(), -1L, Long::sum);
            }
        }
        return open;
    }

    /** Null of an order that was never looked at, or long ago. */
    EntryState of(String order) {
        Written known = byOrder.get(order);
        return known == null ? null : known.state();
    }

    /** All of them, those first of which nothing was written for the longest time. */
    public Stream<Map.Entry<String, EntryState>> all() {
        return byOrder.entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue().state()));
    }

    public long count(Phase phase) {
        return counts.getOrDefault(phase, 0L);
    }

    static ProducerRecord<byte[], byte[]> record(String topic, String order, EntryState state) {
        return new ProducerRecord<>(topic, order.getBytes(StandardCharsets.UTF_8), Json.write(state));
    }
}
