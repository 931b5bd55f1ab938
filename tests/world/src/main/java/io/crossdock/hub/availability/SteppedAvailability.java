package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The real topology in Kafka's own test driver: what an event makes of the availability comes out at once, and time is the
 * caller's. For one thread.
 */
public final class SteppedAvailability implements AutoCloseable {

    private static final Duration STEP = Duration.ofMinutes(1);

    /** What is over is remembered for minutes rather than months: nothing comes so late in a world, and it would grow. */
    private static final Duration KEPT = Duration.ofMinutes(2);

    private final Topics topics;
    private final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<byte[], byte[]>> inputs = new HashMap<>();
    private final List<TestOutputTopic<byte[], byte[]>> outputs = new ArrayList<>();
    private Instant time;

    /** @param state an empty folder for the stores */
    public SteppedAvailability(Topics topics, Path state, Instant start) {
        this.topics = topics;
        this.time = start;
        AvailabilitySettings settings = settings(topics, state);
        Properties properties = new Properties();
        properties.putAll(StreamsProperties.of(settings));
        // The driver has no transactions, and with exactly once it syncs a file to disk after every record.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        // On disk the driver would flush and sync every store after every record.
        var topology = AvailabilityTopology.of(
                1,
                1,
                settings,
                new SkippedRecords(),
                Overdue.of(settings),
                new CommitPace(InstantSource.system()),
                Stores::inMemoryKeyValueStore);
        driver = new TopologyTestDriver(topology, properties, start);
        for (String topic : List.of(topics.orders(), topics.stock(), topics.items(), topics.prices())) {
            inputs.put(topic, driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer()));
        }
        for (String topic : List.of(topics.availability(), topics.prices())) {
            outputs.add(driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
        }
    }

    private static AvailabilitySettings settings(Topics topics, Path state) {
        var usual = AvailabilitySettings.of(Map.of("bootstrap.servers", "none:1"), topics, state, 1, Retention.DEFAULT);
        return new AvailabilitySettings(
                usual.kafka(),
                topics,
                state,
                usual.threads(),
                usual.replicationFactor(),
                KEPT,
                KEPT,
                usual.salesAwaited(),
                usual.reservations());
    }

    /** What the topology writes because of the event to the topics that channels read: one is the event's own. */
    public List<TestRecord<byte[], byte[]>> give(CanonicalEvent event, Instant now) {
        pass(now);
        String topic = topics.of(event.type());
        var record = CloudEventHeaders.record(topic, event);
        inputs.get(topic).pipeInput(new TestRecord<>(record.key(), record.value(), record.headers(), now));
        List<TestRecord<byte[], byte[]>> written = new ArrayList<>();
        outputs.forEach(output -> written.addAll(output.readRecordsToList()));
        return written;
    }

    private void pass(Instant now) {
        for (; !time.plus(STEP).isAfter(now); time = time.plus(STEP)) {
            driver.advanceWallClockTime(STEP);
            forgetChangelogs();
        }
    }

    /** The driver keeps all that is written until somebody reads it. */
    private void forgetChangelogs() {
        for (String topic : driver.producedTopicNames()) {
            if (!topic.equals(topics.availability()) && !topic.equals(topics.prices())) {
                driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                        .readRecordsToList();
            }
        }
    }

    /** Takes over what the changelogs of another one would restore. */
    public void restoreFrom(SteppedAvailability other) {
        for (String name : other.driver.getAllStateStores().keySet()) {
            KeyValueStore<String, Object> source = other.driver.getKeyValueStore(name);
            KeyValueStore<String, Object> target = driver.getKeyValueStore(name);
            try (var entries = source.all()) {
                entries.forEachRemaining(entry -> target.put(entry.key, entry.value));
            }
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}
