package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.capture.CaptureState;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TestClients;
import io.crossdock.hub.kafka.TopicSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/** The sample ERP's mapping file, its changes read from a connector's topics, on their way to the canonical topics. */
final class ConnectedRoute implements AutoCloseable {

    private final AtomicInteger refusals = new AtomicInteger();
    private final List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    private final Topics topics;
    private final CamelContext camel = new DefaultCamelContext();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Producer<byte[], byte[]> producer;
    private final Consumer<byte[], byte[]> consumer;

    /** @param id of database, role and topic prefix */
    ConnectedRoute(Backbone backbone, String id, String more) throws Exception {
        topics = new Topics("hub-" + id);
        KafkaClients kafka = TestClients.of(backbone);
        try (Admin admin = kafka.admin()) {
            new TopicSetup(topics, 2, 1, 1).ensure(admin, Set.of(), Set.of("legacy"));
        }
        producer = kafka.producer(id);
        consumer = kafka.consumer("test-" + id, Map.of());
        consumer.subscribe(
                List.of(topics.stock(), topics.orders(), topics.prices(), topics.items(), topics.deadLetters()));
        camel.getRegistry().bind(ErpSettings.bean("legacy"), settings(backbone, kafka, id, more));
        camel.getRegistry().bind(MicrometerConstants.METRICS_REGISTRY_NAME, meters);
        ErpWriter writer = new ErpWriter(producer, topics, meters, Clock.systemUTC(), Sealing.NONE);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("erp-changes:legacy")
                        .routeId("erp")
                        .process(ConnectedRoute.this::refuse)
                        .bean(writer);
            }
        });
        camel.start();
    }

    private ErpSettings settings(Backbone backbone, KafkaClients kafka, String id, String more) throws Exception {
        var postgres = backbone.postgres();
        String source = "source:\n  kafka-connect:\n    topicPrefix: " + id + "\n" + more + "\ndatabase:";
        Path file = Files.createTempFile("legacy", ".erp.yaml");
        try {
            Files.writeString(
                    file,
                    Files.readString(mappingFile())
                            .replace("\ndatabase:", "\n" + source)
                            .replace("user: crossdock\n", "user: " + id + "\n")
                            .replaceAll("\n  (slot|publication): \\w+", ""));
            return ErpSettings.of(
                    file,
                    text -> text.replace("{{env:LEGACY_ERP_HOST}}", postgres.host())
                            .replace("{{env:LEGACY_ERP_PORT}}", Integer.toString(postgres.port()))
                            .replace("{{env:LEGACY_ERP_DATABASE}}", id)
                            .replace("{{secret:legacy-erp/password}}", "only for tests"),
                    kafka,
                    topics,
                    1);
        } finally {
            Files.delete(file);
        }
    }

    private static Path mappingFile() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("erp/legacy.erp.yaml"))) {
            folder = folder.getParent();
        }
        return folder.resolve("erp/legacy.erp.yaml");
    }

    void refuse(int times) {
        refusals.set(times);
    }

    int refusalsLeft() {
        return refusals.get();
    }

    private void refuse(Exchange exchange) {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("not now");
        }
    }

    void stop() throws Exception {
        camel.getRouteController().stopRoute("erp");
    }

    void start() throws Exception {
        camel.getRouteController().startRoute("erp");
    }

    CaptureState state() {
        return consumer().state().orElseThrow();
    }

    Instant lastCommit() {
        return consumer().lastCommit().orElseThrow();
    }

    /** As the metric of the lag tells it. */
    Instant handledUpTo() {
        double lagSeconds = meters.get(topics.prefix() + ".erp.lag").gauge().value();
        assertThat(lagSeconds).isNotNaN();
        return Instant.now().minusMillis(Math.round(lagSeconds * 1000));
    }

    private ErpChangesConsumer consumer() {
        return (ErpChangesConsumer) camel.getRoute("erp").getConsumer();
    }

    /** The newest level by sequence, as {@code A-00001 hamburg}. */
    Map<String, BigDecimal> levels() {
        Map<String, BigDecimal> levels = new TreeMap<>();
        newest().forEach((key, event) -> levels.put(key, ((StockCounted) event.data()).onHand()));
        return levels;
    }

    CanonicalEvent newestLevel(String sku) {
        return newest().values().stream()
                .filter(event -> event.subject().equals(sku))
                .max((a, b) -> a.sequence().compareTo(b.sequence()))
                .orElseThrow();
    }

    private Map<String, CanonicalEvent> newest() {
        Map<String, CanonicalEvent> newest = new TreeMap<>();
        for (CanonicalEvent event : events(StockCounted.class)) {
            StockCounted level = (StockCounted) event.data();
            newest.merge(
                    level.sku() + " " + level.location(),
                    event,
                    (a, b) -> b.sequence().compareTo(a.sequence()) > 0 ? b : a);
        }
        return newest;
    }

    CanonicalData last(String subject, Class<?> type) {
        List<CanonicalEvent> found = events(type).stream()
                .filter(event -> event.subject().equals(subject))
                .toList();
        return found.get(found.size() - 1).data();
    }

    Set<String> subjects(Class<?> type) {
        return events(type).stream().map(CanonicalEvent::subject).collect(Collectors.toSet());
    }

    List<CanonicalEvent> events(Class<?> type) {
        return records().stream()
                .filter(found -> !found.topic().equals(topics.deadLetters()))
                .map(CloudEventHeaders::event)
                .filter(event -> type.isInstance(event.data()))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        return records().stream()
                .filter(found -> found.topic().equals(topics.deadLetters()))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        consumer.poll(Duration.ofMillis(50)).forEach(read::add);
        return read;
    }

    @Override
    public void close() {
        camel.stop();
        producer.close();
        consumer.close();
    }
}
