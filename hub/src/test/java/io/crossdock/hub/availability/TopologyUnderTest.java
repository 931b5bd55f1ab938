package io.crossdock.hub.availability;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.hub.config.ReservationTimes;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology in Kafka's own test driver, with its stores on disk. */
final class TopologyUnderTest implements AutoCloseable {

    static final Topics TOPICS = new Topics("crossdock");

    final SkippedRecords skipped = new SkippedRecords();
    final Overdue overdue;
    final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final TestOutputTopic<byte[], byte[]> output;
    private final TestOutputTopic<byte[], byte[]> prices;
    private final List<CanonicalEvent> out = new ArrayList<>();

    TopologyUnderTest(Path state) {
        this(state, Events.NOON);
    }

    /** @param start what its clock says at first */
    TopologyUnderTest(Path state, Instant start) {
        this(state, start, ReservationTimes.DEFAULT);
    }

    TopologyUnderTest(Path state, Instant start, ReservationTimes reservations) {
        var settings = AvailabilitySettings.of(
                        Map.of("bootstrap.servers", "none:1"), TOPICS, state, 1, Retention.DEFAULT)
                .withReservations(reservations);
        overdue = Overdue.of(settings);
        Properties properties = new Properties();
        properties.putAll(StreamsProperties.of(settings));
        // The driver has no transactions, and with exactly once it syncs a file to disk after every record.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        driver = new TopologyTestDriver(
                AvailabilityTopology.of(1, 1, settings, skipped, overdue, new CommitPace(InstantSource.system())),
                properties,
                start);
        for (String topic : List.of(TOPICS.orders(), TOPICS.stock(), TOPICS.items(), TOPICS.prices())) {
            inputs.put(topic, driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer()));
        }
        output = driver.createOutputTopic(
                TOPICS.availability(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        prices = driver.createOutputTopic(TOPICS.prices(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    TopologyUnderTest give(CanonicalEvent... events) {
        for (CanonicalEvent event : events) {
            String topic = TOPICS.of(event.type());
            var record = CloudEventHeaders.record(topic, event);
            inputs.get(topic).pipeInput(new TestRecord<>(record.key(), record.value(), record.headers()));
        }
        return this;
    }

    void give(String topic, Headers headers, byte[] value) {
        inputs.get(topic).pipeInput(new TestRecord<>("key".getBytes(StandardCharsets.UTF_8), value, headers));
    }

    List<TestRecord<byte[], byte[]>> records() {
        return output.readRecordsToList();
    }

    /** The prices that were written again since the last call. */
    List<CanonicalEvent> pricesAgain() {
        return prices.readRecordsToList().stream()
                .map(record -> CloudEventHeaders.event(record.headers(), record.value()))
                .toList();
    }

    /** All that went out since the start. */
    List<CanonicalEvent> out() {
        for (TestRecord<byte[], byte[]> record : records()) {
            out.add(CloudEventHeaders.event(record.headers(), record.value()));
        }
        return out;
    }

    /** An item's newest availability; null when there is none. */
    AvailabilityChanged availability(String sku) {
        return out().stream()
                .map(event -> (AvailabilityChanged) event.data())
                .filter(data -> data.sku().value().equals(sku))
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** What a changelog would restore. */
    void restoreFrom(TopologyUnderTest other) {
        for (String store : List.of(
                OrderProcessor.STORE,
                AvailabilityProcessor.ITEMS,
                AvailabilityProcessor.CLAIMS,
                OrderProcessor.KITS,
                Shelf.PARTS,
                NewestProcessor.PRICES,
                NewestProcessor.ITEMS)) {
            KeyValueStore<String, Object> target = driver.getKeyValueStore(store);
            other.entries(store).forEach(entry -> target.put(entry.key, entry.value));
        }
    }

    List<KeyValue<String, Object>> entries(String store) {
        List<KeyValue<String, Object>> entries = new ArrayList<>();
        KeyValueStore<String, Object> source = driver.getKeyValueStore(store);
        try (var all = source.all()) {
            all.forEachRemaining(entries::add);
        }
        return entries;
    }

    @Override
    public void close() {
        driver.close();
    }
}
