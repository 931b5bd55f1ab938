package io.crossdock.hub.availability;

import io.crossdock.hub.events.Topics;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Orders, told by SKU, beside levels, moves and master data, into availability. Every node, store and internal topic has
 * a name of its own, so that a later release finds the state of this one.
 */
final class AvailabilityTopology {

    static final String RESERVATIONS = "reservations";

    private AvailabilityTopology() {}

    /** @param partitions of the stock and items topics, which the internal topic must match */
    static Topology of(
            Topics topics,
            int partitions,
            AvailabilitySettings settings,
            SkippedRecords skipped,
            UnabsorbedSales unabsorbed) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(store(OrderProcessor.STORE, OrderBook.class));
        builder.addStateStore(store(AvailabilityProcessor.ITEMS, ItemStock.class));
        builder.addStateStore(store(AvailabilityProcessor.CLAIMS, Claim.class));
        builder.addStateStore(store(NewestProcessor.PRICES, Newest.class));
        builder.addStateStore(store(NewestProcessor.ITEMS, Newest.class));

        KStream<byte[], byte[]> reservations = source(builder, topics.orders(), "orders-source")
                .process(
                        () -> new OrderProcessor(skipped, settings.ordersKept()),
                        Named.as("order-books"),
                        OrderProcessor.STORE)
                .repartition(Repartitioned.<byte[], byte[]>as(RESERVATIONS)
                        .withKeySerde(Serdes.ByteArray())
                        .withValueSerde(Serdes.ByteArray())
                        .withNumberOfPartitions(partitions));

        KStream<byte[], byte[]> items = source(builder, topics.items(), "items-source");
        keepNewest(items, topics.items(), NewestProcessor.ITEMS);
        keepNewest(source(builder, topics.prices(), "prices-source"), topics.prices(), NewestProcessor.PRICES);

        source(builder, topics.stock(), "stock-source")
                .merge(items, Named.as("stock-and-items"))
                .merge(reservations, Named.as("by-sku"))
                .process(
                        () -> new AvailabilityProcessor(skipped, unabsorbed, settings),
                        Named.as("item-ledgers"),
                        AvailabilityProcessor.ITEMS,
                        AvailabilityProcessor.CLAIMS)
                .to(
                        topics.availability(),
                        Produced.<byte[], byte[]>as("availability-sink")
                                .withKeySerde(Serdes.ByteArray())
                                .withValueSerde(Serdes.ByteArray()));
        return builder.build();
    }

    /** Compaction keeps what was written last, so that has to be the newest. */
    private static void keepNewest(KStream<byte[], byte[]> written, String topic, String store) {
        written.process(() -> new NewestProcessor(store), Named.as(store + "-kept"), store)
                .to(
                        topic,
                        Produced.<byte[], byte[]>as(store + "-sink")
                                .withKeySerde(Serdes.ByteArray())
                                .withValueSerde(Serdes.ByteArray()));
    }

    private static KStream<byte[], byte[]> source(StreamsBuilder builder, String topic, String name) {
        return builder.stream(
                topic,
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                        // The default extractor stops everything at a record without a time.
                        .withTimestampExtractor((record, partitionTime) -> Math.max(0, record.timestamp()))
                        .withName(name));
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(String name, Class<T> type) {
        Serde<T> values = StateJson.serde(type);
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values)
                .withLoggingEnabled(Map.of());
    }
}
