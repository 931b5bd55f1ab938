package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.kit;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.locations;
import static io.crossdock.hub.availability.Events.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.availability.AvailabilityStatus.State;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.explain.Explainer;
import io.crossdock.hub.explain.Explanation.Place;
import io.crossdock.hub.explain.Explanation.Stock;
import io.crossdock.hub.kafka.KafkaClients;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kits, their parts and their orders in partitions of their own. */
@OnBackbone(Part.KAFKA)
@Timeout(120)
class KitStreamsTest {

    private static final int ORDERS = 8;

    private final Topics topics = new Topics("availability-kits");
    private final Map<String, String> kafka;
    private final Map<String, AvailabilityChanged> newest = new TreeMap<>();

    @TempDir
    private Path state;

    KitStreamsTest(Backbone backbone) {
        kafka = Map.of("bootstrap.servers", backbone.kafka().bootstrapServers());
    }

    @Test
    void orders_of_all_partitions_know_a_kit_and_its_parts_find_it_wherever_they_are() throws Exception {
        // given
        create();
        var settings = AvailabilitySettings.of(kafka, topics, state, 1, Retention.DEFAULT);
        try (var streams = new AvailabilityStreams(settings);
                var consumer = consumer()) {
            streams.start();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> streams.status().state() == State.RUNNING);
            // when
            send(kit("K", 1, "A", 1, "B", 1, "C", 2), kit("L", 1, "C", 1));
            for (String sku : List.of("A", "B", "C")) {
                send(level(sku, "hamburg", "100", 1));
            }
            // then
            awaits(consumer, Map.of("K", 50, "L", 100));
            // when
            for (int order = 1; order <= ORDERS; order++) {
                send(placed(Integer.toString(order), 1, List.of("hamburg"), line("1", "K", 1, null)));
            }
            // then
            awaits(consumer, Map.of("A", 92, "B", 92, "C", 84, "K", 42, "L", 84));
            assertThat(streams.skipped()).isEmpty();
            // and an explanation tells what the kit comes from
            Sku sku = new Sku("K");
            Stock explained = new Explainer(new KafkaClients(kafka), topics, List.of())
                    .explain(List.of(sku), share -> {})
                    .get(sku)
                    .stock();
            assertThat(explained.locations()).extracting(Place::level).containsOnlyNulls();
            assertThat(explained.kit().refusal()).isNull();
            assertThat(explained.kit().parts())
                    .extracting(part -> part.each() + " x " + part.sku() + " of " + part.locations())
                    .containsExactly(
                            "1 x A of " + hamburg(100, 8),
                            "1 x B of " + hamburg(100, 8),
                            "2 x C of " + hamburg(100, 16));
        }
    }

    private void awaits(KafkaConsumer<byte[], byte[]> consumer, Map<String, Integer> wanted) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            for (var record : consumer.poll(Duration.ofMillis(100))) {
                var told = (AvailabilityChanged) CloudEventHeaders.event(record).data();
                AvailabilityChanged earlier = newest.put(told.sku().value(), told);
                assertThat(earlier == null || earlier.version() < told.version())
                        .isTrue();
            }
            wanted.forEach((sku, pieces) -> assertThat(newest.get(sku))
                    .as(sku)
                    .isNotNull()
                    .satisfies(told ->
                            assertThat(told.available(locations("hamburg"))).isEqualByComparingTo(pieces.toString())));
        });
    }

    private static List<LocationStock> hamburg(int onHand, int reserved) {
        return List.of(
                new LocationStock(new LocationId("hamburg"), BigDecimal.valueOf(onHand), BigDecimal.valueOf(reserved)));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("group.id", topics.group("test", "kits"));
        var consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(topics.availability()));
        return consumer;
    }

    private void create() throws Exception {
        try (Admin admin = Admin.create(new HashMap<>(kafka))) {
            admin.createTopics(List.of(
                            new NewTopic(topics.orders(), 2, (short) 1),
                            new NewTopic(topics.prices(), 1, (short) 1),
                            new NewTopic(topics.stock(), 3, (short) 1),
                            new NewTopic(topics.items(), 3, (short) 1),
                            new NewTopic(topics.availability(), 3, (short) 1)))
                    .all()
                    .get();
        }
    }

    private void send(CanonicalEvent... events) throws Exception {
        try (var producer = new KafkaProducer<>(
                new HashMap<String, Object>(kafka), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (CanonicalEvent event : events) {
                producer.send(CloudEventHeaders.record(topics.of(event.type()), event))
                        .get();
            }
        }
    }
}
