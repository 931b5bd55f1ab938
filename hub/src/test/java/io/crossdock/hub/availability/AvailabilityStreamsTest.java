package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.hub.availability.AvailabilityStatus.State;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@OnBackbone(Part.KAFKA)
@Timeout(120)
class AvailabilityStreamsTest {

    private final Map<String, String> kafka;

    @TempDir
    private Path state;

    AvailabilityStreamsTest(Backbone backbone) {
        kafka = Map.of("bootstrap.servers", backbone.kafka().bootstrapServers());
    }

    @Test
    void an_order_and_its_booking_go_through_kafka_and_a_lost_state_is_rebuilt() throws Exception {
        // given
        Topics topics = new Topics("availability-rebuilt");
        create(topics, 3, 3);
        // when
        AvailabilityStreams first = running(topics, "first");
        send(topics, level("A", "hamburg", "10", 1), placed("1", 1, List.of(), line("1", "A", 3, "hamburg")));
        // then
        told(topics, stock(10, 3));
        assertThat(first.skipped()).isEmpty();
        // when
        long before = System.nanoTime();
        first.close();
        // then
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        assertThat(first.status().state()).isEqualTo(State.STOPPED);
        // when
        try (var streams = running(topics, "second")) {
            send(topics, booked("1", 5, piece("A", "hamburg", 3)), level("A", "hamburg", "7", 5));
            // then
            told(topics, stock(7, 0));
            assertThat(streams.status()).isEqualTo(new AvailabilityStatus(State.RUNNING, null));
        }
    }

    @Test
    void versions_rise_though_changelogs_and_positions_were_deleted() throws Exception {
        // given
        Topics topics = new Topics("availability-lost");
        create(topics, 3, 3);
        AvailabilityStreams first = running(topics, "first");
        send(topics, level("A", "hamburg", "10", 1), level("A", "hamburg", "9", 2), level("A", "hamburg", "8", 3));
        told(topics, stock(8, 0));
        first.close();
        // when
        forget(topics);
        try (var streams = running(topics, "second")) {
            send(topics, level("A", "hamburg", "4", 4));
            // then all was told again, in versions above the earlier ones
            assertThat(told(topics, stock(4, 0))).hasSizeGreaterThan(4);
            assertThat(streams.skipped()).isEmpty();
        }
    }

    @Test
    void another_process_has_the_state_already_when_one_goes() throws Exception {
        // given
        Topics topics = new Topics("availability-shared");
        create(topics, 3, 3);
        AvailabilityStreams first = running(topics, "one");
        send(topics, level("A", "hamburg", "10", 1), placed("1", 1, List.of(), line("1", "A", 3, "hamburg")));
        told(topics, stock(10, 3));
        try (var second = running(topics, "other")) {
            // when all of what the first one keeps lies in the folder of the second as well
            Set<String> kept = stores(topics, "one");
            assertThat(kept).isNotEmpty();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> stores(topics, "other")
                    .containsAll(kept));
            first.close();
            send(topics, booked("1", 5, piece("A", "hamburg", 3)), level("A", "hamburg", "7", 5));
            // then
            told(topics, stock(7, 0));
            assertThat(second.status().state()).isIn(State.RUNNING, State.REBALANCING);
        } finally {
            first.close();
        }
    }

    @Test
    void what_was_just_written_is_told_long_before_the_interval_of_a_backlog() throws Exception {
        // given an interval that is longer than this test may take, and a pace whose time stands still
        Topics topics = new Topics("availability-fresh");
        create(topics, 3, 3);
        AvailabilitySettings settings = settings(topics, "fresh");
        Map<String, Object> properties = StreamsProperties.of(settings);
        int interval = (int) Duration.ofMinutes(10).toMillis();
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, interval);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), interval);
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        CommitPace pace = new CommitPace(now::get);
        var topology = AvailabilityTopology.of(2, 3, settings, new SkippedRecords(), Overdue.of(settings), pace);
        try (var streams = new KafkaStreams(topology, new StreamsConfig(properties), new PacedClients(pace))) {
            streams.start();
            // when
            send(topics, level("A", "hamburg", "10", 1));
            // then it is committed at once
            told(topics, stock(10, 0));
            // when another comes just after that
            long before = end(topics, IsolationLevel.READ_UNCOMMITTED);
            send(topics, level("A", "hamburg", "9", 2));
            // then it is written
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> end(topics, IsolationLevel.READ_UNCOMMITTED) > before);
            // and not committed before its time, and then though nothing comes after it
            assertThat(end(topics, IsolationLevel.READ_COMMITTED)).isEqualTo(before);
            now.updateAndGet(it -> it.plusMillis(CommitPace.INTERVAL_MS));
            told(topics, stock(9, 0));
        }
    }

    @Test
    void what_cannot_be_used_is_counted_by_its_topic_in_a_metric() throws Exception {
        // given
        Topics topics = new Topics("availability-skipped");
        create(topics, 3, 3);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (var streams = running(topics, "skipping");
                var producer = producer()) {
            AvailabilityMeters.register(meters, topics, streams);
            // when
            producer.send(new ProducerRecord<>(topics.stock(), new byte[] {1}, new byte[0]))
                    .get();
            // then
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> skipped(meters, topics.stock()) == 1);
            assertThat(skipped(meters, topics.orders())).isZero();
            assertThat(skipped(meters, topics.items())).isZero();
        }
    }

    private static double skipped(SimpleMeterRegistry meters, String topic) {
        return meters.get("availability-skipped.availability.skipped")
                .tag("topic", topic)
                .functionCounter()
                .count();
    }

    @Test
    void topics_that_do_not_match_are_refused_in_words() throws Exception {
        // given
        Topics topics = new Topics("availability-mismatch");
        create(topics, 3, 2);
        try (var streams = new AvailabilityStreams(settings(topics, "mismatch"))) {
            // then
            assertThatThrownBy(streams::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("availability-mismatch.stock has 3 partitions and availability-mismatch.items has 2:"
                            + " they must have equally many");
            assertThat(streams.status().state()).isEqualTo(State.STOPPED);
        }
    }

    private AvailabilityStreams running(Topics topics, String folder) {
        var streams = new AvailabilityStreams(settings(topics, folder));
        streams.start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> streams.status().state() == State.RUNNING);
        return streams;
    }

    private AvailabilitySettings settings(Topics topics, String folder) {
        return AvailabilitySettings.of(kafka, topics, state.resolve(folder), 1, Retention.DEFAULT);
    }

    /** Tasks and their stores. */
    private Set<String> stores(Topics topics, String folder) throws IOException {
        Path root = state.resolve(folder).resolve(settings(topics, folder).applicationId());
        try (Stream<Path> all = Files.walk(root, 3)) {
            return all.filter(each -> each.getParent().getFileName().toString().equals("rocksdb"))
                    .map(each -> root.relativize(each).toString())
                    .collect(Collectors.toSet());
        }
    }

    /** What resetting the application does. */
    private void forget(Topics topics) throws Exception {
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            String application = settings(topics, "any").applicationId();
            Awaitility.await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> {
                admin.deleteConsumerGroups(List.of(application)).all().get();
                return true;
            });
            List<String> internal = admin.listTopics().names().get().stream()
                    .filter(topic -> topic.startsWith(application + "-"))
                    .toList();
            assertThat(internal).hasSize(11);
            admin.deleteTopics(internal).all().get();
        }
    }

    private void create(Topics topics, int stock, int items) throws Exception {
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            admin.createTopics(List.of(
                            new NewTopic(topics.orders(), 2, (short) 1),
                            new NewTopic(topics.prices(), 2, (short) 1),
                            new NewTopic(topics.stock(), stock, (short) 1),
                            new NewTopic(topics.items(), items, (short) 1),
                            new NewTopic(topics.availability(), 3, (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Where availability ends for a reader. */
    private long end(Topics topics, IsolationLevel reader) throws Exception {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            partitions.put(new TopicPartition(topics.availability(), i), OffsetSpec.latest());
        }
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            return admin.listOffsets(partitions, new ListOffsetsOptions(reader)).all().get().values().stream()
                    .mapToLong(each -> each.offset())
                    .sum();
        }
    }

    private void send(Topics topics, CanonicalEvent... events) throws Exception {
        try (var producer = producer()) {
            for (CanonicalEvent event : events) {
                producer.send(CloudEventHeaders.record(topics.of(event.type()), event))
                        .get();
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                new HashMap<String, Object>(kafka), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Waits until this has been told; in all that was told before it, versions only rise. */
    private List<AvailabilityChanged> told(Topics topics, LocationStock wanted) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("group.id", topics.group("test", wanted.onHand().toString()));
        List<AvailabilityChanged> told = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topics.availability()));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    AvailabilityChanged data = (AvailabilityChanged)
                            CloudEventHeaders.event(record).data();
                    assertThat(told).allMatch(earlier -> earlier.version() < data.version());
                    told.add(data);
                }
                return !told.isEmpty() && told.get(told.size() - 1).locations().equals(List.of(wanted));
            });
        }
        return told;
    }

    private static LocationStock stock(int onHand, int reserved) {
        return new LocationStock(new LocationId("hamburg"), BigDecimal.valueOf(onHand), BigDecimal.valueOf(reserved));
    }
}
