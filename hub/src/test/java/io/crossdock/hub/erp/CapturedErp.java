package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.PriceChanged;
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
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The sample ERP in a database of its own, captured into topics of its own, and what these say in the end. */
final class CapturedErp implements AutoCloseable {

    private static final Map<String, String> LOCATIONS = Map.of("H1", "hamburg", "L1", "lyon");

    private final Backbone backbone;
    private final CapturedDatabase database;
    private final Topics topics;
    private final KafkaClients kafka;
    private final Map<String, CanonicalEvent> newest = new HashMap<>();
    private LegacyErp erp;
    private CamelContext camel;
    private Producer<byte[], byte[]> producer;
    private Consumer<byte[], byte[]> consumer;

    CapturedErp(Backbone backbone, CapturedDatabase database) {
        this.backbone = backbone;
        this.database = database;
        this.topics = new Topics("erp-resync-" + UUID.randomUUID().toString().substring(0, 8));
        this.kafka = TestClients.of(backbone);
    }

    void start(int articles) throws Exception {
        erp = database.make(articles);
        try (Admin admin = kafka.admin()) {
            new TopicSetup(topics, 2, 1, 1).ensure(admin, Set.of(), Set.of("legacy"));
        }
        producer = kafka.producer(topics.prefix());
        consumer = kafka.consumer(topics.prefix(), Map.of());
        consumer.subscribe(List.of(topics.stock(), topics.prices(), topics.items()));
        ErpWriter writer = new ErpWriter(producer, topics, new SimpleMeterRegistry(), Clock.systemUTC(), Sealing.NONE);
        camel = new DefaultCamelContext();
        camel.getRegistry().bind(ErpSettings.bean("legacy"), settings());
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("erp-changes:legacy").routeId("erp").bean(writer);
            }
        });
        camel.start();
    }

    void stopCapture() throws Exception {
        camel.getRouteController().stopRoute("erp");
    }

    void startCapture() throws Exception {
        camel.getRouteController().startRoute("erp");
    }

    CaptureState state() {
        return consumer().state().orElseThrow();
    }

    ErpChangesConsumer consumer() {
        return (ErpChangesConsumer) camel.getRoute("erp").getConsumer();
    }

    LegacyErp erp() {
        return erp;
    }

    Topics topics() {
        return topics;
    }

    KafkaClients kafka() {
        return kafka;
    }

    Producer<byte[], byte[]> producer() {
        return producer;
    }

    CapturedDatabase database() {
        return database;
    }

    void sql(String statement) throws SQLException {
        try (Connection connection = database.connect();
                Statement executing = connection.createStatement()) {
            executing.execute(statement);
        }
    }

    /** As the server tells it. */
    String ask(String question) throws SQLException {
        try (Connection connection = database.connect();
                Statement asking = connection.createStatement();
                ResultSet row = asking.executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Of a hub and its commands. */
    Map<String, String> environment() {
        return Map.of(
                "CROSSDOCK_KAFKA_BROKERS",
                backbone.kafka().bootstrapServers(),
                "CROSSDOCK_KAFKA_FETCH_MAX_WAIT_MS",
                TestClients.FETCH_WAIT_MILLIS,
                "CROSSDOCK_PREFIX",
                topics.prefix(),
                "CROSSDOCK_REPLICATION",
                "1",
                "CROSSDOCK_MIN_INSYNC",
                "1",
                "CROSSDOCK_ALLOW_LOW_REPLICATION",
                "true",
                "LEGACY_ERP_HOST",
                database.host(),
                "LEGACY_ERP_PORT",
                Integer.toString(database.port()),
                "LEGACY_ERP_DATABASE",
                database.name(),
                "CROSSDOCK_SECRET_LEGACY_ERP_PASSWORD",
                CapturedDatabase.PASSWORD);
    }

    Path mappingFile() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("erp/legacy.erp.yaml"))) {
            folder = folder.getParent();
        }
        return folder.resolve("erp/" + database.mapping() + ".erp.yaml");
    }

    /** The newest level of each item and location, such as {@code A-00001 hamburg}. */
    Map<String, BigDecimal> newestLevels() {
        read();
        Map<String, BigDecimal> levels = new TreeMap<>();
        newest.forEach((key, event) -> {
            if (event.data() instanceof StockCounted level) {
                levels.put(key, level.onHand());
            }
        });
        return levels;
    }

    /** Of a level. */
    long newestPosition() {
        read();
        return newest.values().stream()
                .filter(event -> event.data() instanceof StockCounted)
                .mapToLong(event -> Long.parseLong(event.sequence().value().substring(7, 27)))
                .max()
                .orElseThrow();
    }

    /** What is nowhere in the ERP is 0, discontinued, or without a price. */
    void assertKafkaHasWhatTheErpHas() throws SQLException {
        Map<String, BigDecimal> levels = newestLevels();
        levels.values().removeIf(onHand -> onHand.signum() == 0);
        assertThat(levels).isEqualTo(levelsOfTheErp());
        Map<String, Integer> prices = new TreeMap<>();
        Set<String> items = new TreeSet<>();
        newest.values().forEach(event -> {
            if (event.data() instanceof PriceChanged price && !price.prices().isEmpty()) {
                prices.put(event.subject(), price.prices().size());
            } else if (event.data() instanceof ItemDescribed item && !item.discontinued()) {
                items.add(event.subject());
            }
        });
        Map<String, Integer> pricesOfTheErp = new TreeMap<>();
        erp.prices().forEach((sku, lists) -> pricesOfTheErp.put(sku, lists.size()));
        assertThat(prices).isEqualTo(pricesOfTheErp);
        assertThat(Integer.toString(items.size())).isEqualTo(ask("select count(*) from artst where stat <> 9"));
    }

    private Map<String, BigDecimal> levelsOfTheErp() throws SQLException {
        Map<String, BigDecimal> levels = new TreeMap<>();
        erp.levels()
                .forEach((sku, byWarehouse) -> byWarehouse.forEach((warehouse, level) -> {
                    if (level.signum() != 0) {
                        levels.put(
                                sku + " " + LOCATIONS.get(warehouse),
                                new BigDecimal(level.stripTrailingZeros().toPlainString()));
                    }
                }));
        return levels;
    }

    private void read() {
        var polled = consumer.poll(Duration.ofMillis(200));
        while (!polled.isEmpty()) {
            polled.forEach(written -> {
                CanonicalEvent event = CloudEventHeaders.event(written);
                String key = event.data() instanceof StockCounted level
                        ? level.sku() + " " + level.location()
                        : event.type() + " " + event.subject();
                newest.merge(
                        key, event, (known, later) -> later.sequence().compareTo(known.sequence()) > 0 ? later : known);
            });
            polled = consumer.poll(Duration.ofMillis(200));
        }
    }

    private ErpSettings settings() {
        Map<String, String> environment = environment();
        ErpSettings read = ErpSettings.of(
                mappingFile(),
                text -> environment.getOrDefault(
                        text.replaceAll("\\{\\{env:(.*)}}", "$1"),
                        text.contains("secret:") ? CapturedDatabase.PASSWORD : text),
                kafka,
                topics,
                1);
        ErpDatabase own = database.own(read.config().database());
        return new ErpSettings(
                new ErpConfig("legacy", 1, own, read.config().sources()),
                read.offsets(),
                read.topics(),
                read.prices(),
                read.kafka());
    }

    @Override
    public void close() throws SQLException {
        camel.stop();
        producer.close();
        consumer.close();
        database.giveBack();
    }
}
