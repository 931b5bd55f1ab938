package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.DatabaseType;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.capture.CaptureState;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
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

@OnBackbone({Part.KAFKA, Part.POSTGRES})
class ErpChangesTest {

    private static final String NAME = "erp_changes";

    private final Backbone backbone;
    private final Topics topics = new Topics("erp-changes-test");
    private final AtomicInteger refusals = new AtomicInteger();
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    private LegacyErp erp;
    private CamelContext camel;
    private Producer<byte[], byte[]> producer;
    private Consumer<byte[], byte[]> consumer;

    ErpChangesTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void aRouteFromTheErpToTheTopics() throws Exception {
        var postgres = backbone.postgres();
        erp = LegacyErp.create(
                postgres.createDatabase(NAME) + "?user=" + postgres.user() + "&password=" + postgres.password());
        erp.fill(3, List.of("H1", "L1"), 1);
        erp.admitCrossdock(NAME, "only for tests");
        KafkaClients kafka =
                new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers()));
        try (Admin admin = kafka.admin()) {
            new TopicSetup(topics, 2, 1, 1).ensure(admin, Set.of(), Set.of("legacy"));
        }
        producer = kafka.producer("erp-changes-test");
        consumer = kafka.consumer("erp-changes-test", Map.of());
        consumer.subscribe(List.of(topics.stock(), topics.orders(), topics.deadLetters()));
        ErpWriter writer = new ErpWriter(producer, topics, new SimpleMeterRegistry(), Clock.systemUTC(), Sealing.NONE);
        camel = new DefaultCamelContext();
        camel.getRegistry().bind(ErpSettings.bean("legacy"), settings(kafka));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("erp-changes:legacy")
                        .routeId("erp")
                        .process(ErpChangesTest.this::refuse)
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
        await().atMost(Duration.ofSeconds(30)).pollInSameThread().untilAsserted(assertion);
    }

    private ErpSettings settings(KafkaClients kafka) throws SQLException {
        var postgres = backbone.postgres();
        ErpSettings read = ErpSettings.of(
                mappingFile(),
                text -> text.replace("{{env:LEGACY_ERP_HOST}}", postgres.host())
                        .replace("{{env:LEGACY_ERP_PORT}}", Integer.toString(postgres.port()))
                        .replace("{{env:LEGACY_ERP_DATABASE}}", NAME)
                        .replace("{{secret:legacy-erp/password}}", "only for tests"),
                kafka,
                topics,
                1);
        ErpDatabase database = read.config().database();
        // Roles and slots are the server's, which the tests of this module share.
        ErpConfig own = new ErpConfig(
                "legacy",
                1,
                new ErpDatabase(
                        DatabaseType.POSTGRESQL,
                        database.host(),
                        database.port(),
                        NAME,
                        NAME,
                        database.password(),
                        NAME,
                        database.publication()),
                read.config().sources());
        return new ErpSettings(own, read.offsets());
    }

    private static Path mappingFile() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("erp/legacy.erp.yaml"))) {
            folder = folder.getParent();
        }
        return folder.resolve("erp/legacy.erp.yaml");
    }
}
