package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.capture.CaptureState;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the route from an ERP does on every kind of database. */
abstract class ErpChangesStories {

    private static final String PASSWORD = "only for tests";

    private final Backbone backbone;
    private final Topics topics;
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    private LegacyErp erp;
    private CamelContext camel;
    private Producer<byte[], byte[]> producer;
    private Consumer<byte[], byte[]> consumer;

    ErpChangesStories(Backbone backbone) {
        this.backbone = backbone;
        this.topics = new Topics("erp-changes-" + mapping());
    }

    /** The name of the sample ERP's mapping file. */
    abstract String mapping();

    /** With 3 articles, and a role for Crossdock that has this password. */
    abstract LegacyErp makeErp(String password) throws SQLException;

    abstract String host();

    abstract int port();

    /** The database of {@link #makeErp}, when the file names another one or another role. */
    abstract ErpDatabase own(ErpDatabase read);

    @BeforeEach
    void aRouteFromTheErpToTheTopics() throws Exception {
        erp = makeErp(PASSWORD);
        KafkaClients kafka = TestClients.of(backbone);
        try (Admin admin = kafka.admin()) {
            new TopicSetup(topics, 2, 1, 1).ensure(admin, Set.of(), Set.of("legacy"));
        }
        producer = kafka.producer(topics.prefix());
        consumer = kafka.consumer(topics.prefix(), Map.of());
        consumer.subscribe(List.of(topics.stock(), topics.orders(), topics.deadLetters()));
        ErpWriter writer = new ErpWriter(producer, topics, new SimpleMeterRegistry(), Clock.systemUTC(), Sealing.NONE);
        camel = new DefaultCamelContext();
        camel.getRegistry().bind(ErpSettings.bean("legacy"), settings(kafka));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("erp-changes:legacy")
                        .routeId("erp")
                        .process(ErpChangesStories.this::refuse)
                        .bean(writer);
            }
        });
        camel.start();
    }

    @AfterEach
    void everythingEnds() {
        camel.stop();
        producer.close();
        consumer.close();
    }

    @Test
    void changes_reach_the_topics_when_routes_fail_and_when_they_are_stopped_and_started_again() throws Exception {
        // given
        eventually(() -> assertThat(levels()).hasSize(6));
        eventually(() -> assertThat(state()).isEqualTo(CaptureState.Phase.UP));

        // when
        refusals.set(2);
        erp.book("shopify-us:1", List.of(new LegacyErp.Line("A-00001", "H1", BigDecimal.ONE)));

        // then
        eventually(() -> assertThat(events(OrderBooked.class)).hasSize(1));
        assertThat(refusals).hasValueLessThanOrEqualTo(0);

        // when
        camel.getRouteController().stopRoute("erp");
        assertThat(state()).isEqualTo(CaptureState.Phase.STOPPED);
        erp.book("shopify-us:2", List.of(new LegacyErp.Line("A-00001", "H1", BigDecimal.ONE)));
        camel.getRouteController().startRoute("erp");

        // then
        eventually(() -> assertThat(events(OrderBooked.class))
                .extracting(CanonicalEvent::subject)
                .containsExactly("shopify-us:1", "shopify-us:2"));

        // when
        camel.getRouteController().suspendRoute("erp");
        erp.setLevel("A-00002", "X9", BigDecimal.ONE);
        camel.getRouteController().resumeRoute("erp");

        // then
        eventually(() -> assertThat(deadLetters()).hasSize(1));
        ConsumerRecord<byte[], byte[]> letter = deadLetters().get(0);
        assertThat(CloudEventHeaders.attributes(letter.headers()))
                .containsEntry("failurekind", "UNMAPPABLE")
                .containsEntry("source", "/erp/legacy");
        assertThat(new String(letter.value())).contains("\"lager\":\"X9");
    }

    private void refuse(org.apache.camel.Exchange exchange) {
        if (refusals.getAndDecrement() > 0) {
            throw new IllegalStateException("not now");
        }
    }

    private CaptureState.Phase state() {
        return ((ErpChangesConsumer) camel.getRoute("erp").getConsumer())
                .state()
                .orElseThrow()
                .phase();
    }

    private List<CanonicalEvent> levels() {
        return events(StockCounted.class);
    }

    private List<CanonicalEvent> events(Class<?> type) {
        return records().stream()
                .filter(found -> !found.topic().equals(topics.deadLetters()))
                .map(CloudEventHeaders::event)
                .filter(event -> type.isInstance(event.data()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return records().stream()
                .filter(found -> found.topic().equals(topics.deadLetters()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        consumer.poll(Duration.ofMillis(50)).forEach(read::add);
        return read;
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).pollInSameThread().untilAsserted(assertion);
    }

    private ErpSettings settings(KafkaClients kafka) {
        ErpSettings read = ErpSettings.of(
                mappingFile(),
                text -> text.replace("{{env:LEGACY_ERP_HOST}}", host())
                        .replace("{{env:LEGACY_ERP_PORT}}", Integer.toString(port()))
                        .replace("{{env:LEGACY_ERP_DATABASE}}", "legacy")
                        .replace("{{secret:legacy-erp/password}}", PASSWORD),
                kafka,
                topics,
                1);
        ErpConfig config = read.config();
        return new ErpSettings(new ErpConfig("legacy", 1, own(config.database()), config.sources()), read.offsets());
    }

    private Path mappingFile() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("erp/legacy.erp.yaml"))) {
            folder = folder.getParent();
        }
        return folder.resolve("erp/" + mapping() + ".erp.yaml");
    }
}
