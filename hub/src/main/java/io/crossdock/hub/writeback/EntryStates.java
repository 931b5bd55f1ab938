package io.crossdock.hub.writeback;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicScan;
import io.crossdock.hub.writeback.EntryState.Phase;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What became of all orders of an ERP, by their ids, as its topic has it. For one thread. */
public final class EntryStates {

    private final Map<String, EntryState> byOrder = new LinkedHashMap<>();
    private final Map<Phase, Long> counts = new EnumMap<>(Phase.class);

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
                    Json.read(written.value(), "crossdock", "state", EntryState.class));
        }
    }

    void put(String order, EntryState state) {
        EntryState before = byOrder.put(order, state);
        counts.merge(state.phase(), 1L, Long::sum);
        if (before != null) {
            counts.merge(before.phase(), -1L, Long::sum);
        }
    }

    /** Null of an order that was never looked at. */
    EntryState of(String order) {
        return byOrder.get(order);
    }

    /** All of them, those first whose first event came first. */
    public Map<String, EntryState> all() {
        return byOrder;
    }

    public long count(Phase phase) {
        return counts.getOrDefault(phase, 0L);
    }

    static ProducerRecord<byte[], byte[]> record(String topic, String order, EntryState state) {
        return new ProducerRecord<>(topic, order.getBytes(StandardCharsets.UTF_8), Json.write(state));
    }
}
