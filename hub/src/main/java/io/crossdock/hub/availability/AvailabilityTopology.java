package io.crossdock.hub.availability;

import io.crossdock.hub.events.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Orders, told by SKU, beside levels, moves and master data, into availability. Every node, store and internal topic has
 * a name of its own, so that a later release finds the state of this one.
 */
final class AvailabilityTopology {

    static final String RESERVATIONS = "reservations";

    /** What kits are made of, to all partitions of orders. */
    static final String KITS = "kits-of-orders";

    /** What becomes of a kit, to its parts. */
    static final String KIT_PARTS = "kit-parts";

    /** The stock of parts, to the kits that they are in. */
    static final String PART_STOCK = "part-stock";

    private AvailabilityTopology() {}

    /**
     * @param orders partitions of the orders topic
     * @param partitions of the stock and items topics, which the internal topics by SKU must match
     */
    static Topology of(
            int orders,
            int partitions,
            AvailabilitySettings settings,
            SkippedRecords skipped,
            Overdue overdue,
            CommitPace pace) {
        return of(orders, partitions, settings, skipped, overdue, pace, Stores::persistentKeyValueStore);
    }

    /** @param stores where the state lies, by a store's name */
    static Topology of(
            int orders,
            int partitions,
            AvailabilitySettings settings,
            SkippedRecords skipped,
            Overdue overdue,
            CommitPace pace,
            Function<String, KeyValueBytesStoreSupplier> stores) {
        Topics topics = settings.topics();
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(store(stores.apply(OrderProcessor.STORE), OrderBook.SERDE));
        builder.addStateStore(store(stores.apply(AvailabilityProcessor.ITEMS), ItemStock.SERDE));
        builder.addStateStore(store(stores.apply(AvailabilityProcessor.CLAIMS), Claim.SERDE));
        builder.addStateStore(store(stores.apply(NewestProcessor.PRICES), Newest.SERDE));
        builder.addStateStore(store(stores.apply(NewestProcessor.ITEMS), Newest.SERDE));
        builder.addStateStore(store(stores.apply(OrderProcessor.KITS), OrderProcessor.DEFINITIONS));
        builder.addStateStore(store(stores.apply(Shelf.PARTS), KitProcessor.PARTS));

        KStream<byte[], byte[]> items = source(builder, topics.items(), "items", pace);
        keepNewest(items, topics.items(), NewestProcessor.ITEMS);
        keepNewest(source(builder, topics.prices(), "prices", pace), topics.prices(), NewestProcessor.PRICES);

        KStream<byte[], byte[]> stockAndItems =
                source(builder, topics.stock(), "stock", pace).merge(items, Named.as("stock-and-items"));
        // Before the ledgers, which then take over what is compared here with what they know.
        KStream<byte[], byte[]> unpacked = stockAndItems.process(
                KitUnpacking::new,
                Named.as("kit-unpacking"),
                AvailabilityProcessor.ITEMS,
                AvailabilityProcessor.CLAIMS);
        KStream<byte[], byte[]> kits = unpacked.process(
                        () -> OfContent.of(KitDefinition.CONTENT_TYPE), Named.as("kit-definitions"))
                .repartition(internal(KITS, orders)
                        .withStreamPartitioner((topic, kit, definition, all) ->
                                Optional.of(IntStream.range(0, all).boxed().collect(Collectors.toSet()))))
                .process(pace::reader, Named.as(KITS + "-read"));
        KStream<byte[], byte[]> toParts = unpacked.process(
                        () -> OfContent.otherThan(KitDefinition.CONTENT_TYPE), Named.as("kit-parts-told"))
                .repartition(internal(KIT_PARTS, partitions))
                .process(pace::reader, Named.as(KIT_PARTS + "-read"));

        KStream<byte[], byte[]> reservations = source(builder, topics.orders(), "orders", pace)
                .merge(kits, Named.as("orders-and-kits"))
                .process(
                        () -> new OrderProcessor(skipped, settings.ordersKept()),
                        Named.as("order-books"),
                        OrderProcessor.STORE,
                        OrderProcessor.KITS)
                .repartition(internal(RESERVATIONS, partitions))
                .process(pace::reader, Named.as(RESERVATIONS + "-read"));

        KStream<byte[], byte[]> ledgers = stockAndItems
                .merge(reservations, Named.as("by-sku"))
                .merge(toParts, Named.as("with-kit-parts"))
                .process(
                        () -> new AvailabilityProcessor(skipped, overdue, settings),
                        Named.as("item-ledgers"),
                        AvailabilityProcessor.ITEMS,
                        AvailabilityProcessor.CLAIMS,
                        Shelf.PARTS);
        ledgers.process(() -> OfContent.of(Part.CONTENT_TYPE), Named.as("parts-told"))
                .repartition(internal(PART_STOCK, partitions))
                .process(pace::reader, Named.as(PART_STOCK + "-read"))
                .process(KitProcessor::new, Named.as("kit-stock"), AvailabilityProcessor.ITEMS, Shelf.PARTS)
                .merge(
                        ledgers.process(() -> OfContent.otherThan(Part.CONTENT_TYPE), Named.as("availability-told")),
                        Named.as("availability"))
                .to(
                        topics.availability(),
                        Produced.<byte[], byte[]>as("availability-sink")
                                .withKeySerde(Serdes.ByteArray())
                                .withValueSerde(Serdes.ByteArray()));
        return builder.build();
    }

    /** Whether a record came by an internal topic: nobody but the hub writes there. */
    static boolean isFrom(String internal, ProcessingContext context) {
        return context.recordMetadata()
                .map(at -> at.topic().endsWith("-" + internal + "-repartition"))
                .orElse(false);
    }

    private static Repartitioned<byte[], byte[]> internal(String name, int partitions) {
        return Repartitioned.<byte[], byte[]>as(name)
                .withKeySerde(Serdes.ByteArray())
                .withValueSerde(Serdes.ByteArray())
                .withNumberOfPartitions(partitions);
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

    private static KStream<byte[], byte[]> source(StreamsBuilder builder, String topic, String name, CommitPace pace) {
        return builder.stream(
                        topic,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                // The default extractor stops everything at a record without a time.
                                .withTimestampExtractor((record, partitionTime) -> Math.max(0, record.timestamp()))
                                .withName(name + "-source"))
                .process(pace::reader, Named.as(name + "-read"));
    }

    private static <T> StoreBuilder<KeyValueStore<String, T>> store(
            KeyValueBytesStoreSupplier supplier, Serde<T> values) {
        return Stores.keyValueStoreBuilder(supplier, Serdes.String(), values).withLoggingEnabled(Map.of());
    }
}
