package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.capture.CaptureState.Phase;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against Kafka Connect's own worker and the real connector; one worker for all, a database and a connector each. */
@OnBackbone({Part.KAFKA, Part.POSTGRES})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectFeedTest {

    private static final Map<String, String> LOCATIONS = Map.of("H1", "hamburg", "L1", "lyon");

    private final Backbone backbone;
    private ConnectWorker worker;

    ConnectFeedTest(Backbone backbone) {
        this.backbone = backbone;
    }

    /** What somebody may have told their connector and its converter. */
    enum Form {
        WITH_SCHEMA(true, "precise", true, ""),
        WITHOUT_SCHEMA(false, "string", false, "    decimals: string\n"),
        WITHOUT_SCHEMA_IN_BASE64(
                false,
                "precise",
                true,
                "    decimals: {public.lagbst.bestd: 3, public.prslst.preis: 4, public.aufpos.menge: 3}\n");

        private final boolean hasSchema;
        private final String decimals;
        private final boolean hasTransactions;
        private final String mapping;

        Form(boolean hasSchema, String decimals, boolean hasTransactions, String mapping) {
            this.hasSchema = hasSchema;
            this.decimals = decimals;
            this.hasTransactions = hasTransactions;
            this.mapping = mapping;
        }

        String id() {
            return "connect_" + ordinal();
        }
    }

    @BeforeAll
    void aWorker(@TempDir Path folder) {
        worker = new ConnectWorker(backbone.kafka().bootstrapServers(), folder);
    }

    @AfterAll
    void theWorkerEnds() {
        worker.close();
    }

    @ParameterizedTest
    @EnumSource
    void changes_reach_the_topics_whole_through_refusals_and_restarts(Form form) throws Exception {
        LegacyErp erp = anErp(form);
        worker.connect(form.id(), connector(form));
        try (ConnectedRoute route = new ConnectedRoute(backbone, form.id(), form.mapping)) {
            // given
            eventually(() -> assertThat(route.levels()).isEqualTo(truth(erp)));
            eventually(() -> assertThat(route.subjects(PriceChanged.class)).hasSize(20));
            eventually(() -> assertThat(route.subjects(ItemDescribed.class)).hasSize(20));
            eventually(() -> assertThat(route.state().phase()).isEqualTo(Phase.UP));
            assertThat(route.events(StockCounted.class))
                    .allSatisfy(level -> assertThat(level.committedAt()).isNull());

            // when
            route.refuse(2);
            erp.book("shopify-us:1", List.of(line("A-00001", "H1", "2.500"), line("A-00002", "L1", "1")));

            // then
            eventually(() -> assertThat(route.events(OrderBooked.class)).hasSize(1));
            eventually(() -> assertThat(route.levels()).isEqualTo(truth(erp)));
            assertThat(route.refusalsLeft()).isZero();
            CanonicalEvent booked = route.events(OrderBooked.class).get(0);
            assertThat(booked.committedAt()).isNotNull();
            assertThat(route.newestLevel("A-00001").sequence().commit())
                    .isGreaterThanOrEqualTo(booked.sequence().commit());

            // when
            route.stop();
            int known = route.events(StockCounted.class).size();
            for (int i = 0; i < 30; i++) {
                erp.setLevel("A-00003", "H1", BigDecimal.valueOf(1000 + i));
            }
            erp.removeLevel("A-00004", "L1");
            erp.changePrice("A-00005", "01", new BigDecimal("259.95"), "EUR");
            sql(form, "update artst set stat = 9 where artnr = 'A-00006'");
            route.start();

            // then
            eventually(() -> assertThat(route.levels())
                    .containsEntry("A-00003 hamburg", new BigDecimal("1029"))
                    .containsEntry("A-00004 lyon", BigDecimal.ZERO));
            eventually(() -> assertThat(route.events(PriceChanged.class))
                    .last()
                    .satisfies(price -> assertThat(price.data().toString()).contains("259.95")));
            eventually(() -> assertThat(((ItemDescribed) route.last("A-00006", ItemDescribed.class)).discontinued())
                    .isTrue());
            assertThat(route.events(StockCounted.class)
                            .subList(known, route.events(StockCounted.class).size()))
                    .extracting(CanonicalEvent::subject)
                    .containsOnly("A-00003", "A-00004");
            assertThat(route.deadLetters()).isEmpty();

            eventually(() ->
                    assertThat(route.handledUpTo()).isAfter(route.lastCommit().plusSeconds(2)));
        } finally {
            worker.disconnect(form.id());
        }
    }

    @Test
    void topics_that_are_not_there_are_told() throws Exception {
        try (ConnectedRoute route = new ConnectedRoute(backbone, "mistyped", "")) {
            eventually(() -> assertThat(route.state().reason())
                    .contains("mistyped.public.lagbst")
                    .endsWith(
                            "there is no such topic: the connector has not written yet, or has another topic.prefix"));
        }
    }

    private LegacyErp anErp(Form form) throws SQLException {
        var postgres = backbone.postgres();
        LegacyErp erp = LegacyErp.create(
                postgres.createDatabase(form.id()) + "?user=" + postgres.user() + "&password=" + postgres.password());
        sql(form, "alter table artst add text text");
        erp.fill(20, List.of("H1", "L1"), 4711);
        // So long that an update which does not touch it leaves it out of the log.
        sql(form, "alter table artst alter text set storage external");
        sql(form, "update artst set text = repeat('x', 10000)");
        erp.admitCrossdock(form.id(), "only for tests");
        return erp;
    }

    private Map<String, String> connector(Form form) {
        var postgres = backbone.postgres();
        Map<String, String> settings = new TreeMap<>();
        settings.put("connector.class", "io.debezium.connector.postgresql.PostgresConnector");
        settings.put("database.hostname", postgres.host());
        settings.put("database.port", Integer.toString(postgres.port()));
        settings.put("database.dbname", form.id());
        settings.put("database.user", form.id());
        settings.put("database.password", "only for tests");
        settings.put("plugin.name", "pgoutput");
        settings.put("slot.name", form.id());
        settings.put("slot.drop.on.stop", "true");
        settings.put("publication.name", "crossdock_legacy");
        settings.put("publication.autocreate.mode", "disabled");
        settings.put("table.include.list", "public[.](artst|lagbst|prslst|aufkpf|aufpos)");
        settings.put("topic.prefix", form.id());
        settings.put("poll.interval.ms", "20");
        settings.put("heartbeat.interval.ms", "200");
        settings.put("tombstones.on.delete", "true");
        settings.put("decimal.handling.mode", form.decimals);
        settings.put("provide.transaction.metadata", Boolean.toString(form.hasTransactions));
        settings.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        settings.put("value.converter.schemas.enable", Boolean.toString(form.hasSchema));
        return settings;
    }

    private static LegacyErp.Line line(String sku, String warehouse, String quantity) {
        return new LegacyErp.Line(sku, warehouse, new BigDecimal(quantity));
    }

    private static Map<String, BigDecimal> truth(LegacyErp erp) throws SQLException {
        Map<String, BigDecimal> levels = new TreeMap<>();
        erp.levels()
                .forEach((sku, byWarehouse) -> byWarehouse.forEach((warehouse, level) -> levels.put(
                        sku + " " + LOCATIONS.get(warehouse),
                        new BigDecimal(level.stripTrailingZeros().toPlainString()))));
        return levels;
    }

    private void sql(Form form, String statement) throws SQLException {
        try (Connection connection = backbone.postgres().connect(form.id());
                Statement executing = connection.createStatement()) {
            executing.execute(statement);
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).pollInSameThread().untilAsserted(assertion);
    }
}
