package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.erp.capture.OffsetStorage;
import io.crossdock.hub.events.Topics;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the ERP's database is asked for its changes, by our own count and by the server's log of statements. */
@OnBackbone(Part.POSTGRES)
class ErpCostTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String MARK = "erp cost test";
    private static final String MAPPING = """
            erp: legacy
            database: {type: postgresql, host: 127.0.0.1, port: PORT, name: NAME, user: NAME, password: only for tests, slot: NAME, publication: crossdock_legacy}
            stock: {row: {table: public.lagbst, sku: artnr, location: {column: lager, codes: {H1: hamburg}}, onHand: bestd}}
            prices:
              query:
                keys: {public.prslst: artnr}
                sql: select artnr as sku, prlst as list, preis as amount, whrg as currency /* MARK */ from prslst where artnr = any(?)
            """;

    private final Backbone backbone;
    private final String name = "erp_cost_" + DATABASES.incrementAndGet();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<ErpChanges> batches = new CopyOnWriteArrayList<>();

    @TempDir
    Path folder;

    private LegacyErp erp;
    private CamelContext camel;

    ErpCostTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void aRouteFromTheErp() throws Exception {
        var postgres = backbone.postgres();
        erp = LegacyErp.create(
                postgres.createDatabase(name) + "?user=" + postgres.user() + "&password=" + postgres.password());
        erp.fill(20, List.of("H1"), 1);
        erp.admitCrossdock(name, "only for tests");
        administrator("alter role " + name + " set log_statement = 'all'");
        camel = new DefaultCamelContext();
        camel.getRegistry().bind("meters", meters);
        camel.getRegistry().bind("topics", new Topics("cost"));
        camel.getRegistry()
                .bind(
                        ErpSettings.bean("legacy"),
                        new ErpSettings(config(), OffsetStorage.file(folder.resolve("offsets"))));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("erp-changes:legacy")
                        .process(exchange -> batches.add(exchange.getMessage().getBody(ErpChanges.class)));
            }
        });
        camel.start();
        await().atMost(Duration.ofSeconds(60)).until(() -> prices() == 20);
    }

    @AfterEach
    void everythingEnds() {
        camel.stop();
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> administrator("select pg_drop_replication_slot('" + name + "')"));
    }

    @Test
    void a_batch_costs_one_statement_for_each_query_and_none_for_rows_that_are_the_fact() throws Exception {
        // given
        double before = count("statements");
        double rowsBefore = count("rows.read");
        double changesBefore = count("changes");
        int loggedBefore = logged();
        int batchesBefore = batches.size();

        // when
        for (int i = 1; i <= 20; i++) {
            String sku = String.format("A-%05d", i);
            erp.setLevel(sku, "H1", BigDecimal.valueOf(i));
            erp.changePrice(sku, "01", BigDecimal.valueOf(1000 + i), "EUR");
        }

        // then
        await().atMost(Duration.ofSeconds(60)).until(() -> count("changes") - changesBefore == 40);
        await().atMost(Duration.ofSeconds(60)).until(() -> prices() == 40);
        long withPrices = batches.subList(batchesBefore, batches.size()).stream()
                .filter(batch -> batch.events().stream().anyMatch(event -> event.data() instanceof PriceChanged))
                .count();
        assertThat(count("statements") - before).isEqualTo(withPrices);
        assertThat(count("rows.read") - rowsBefore).isEqualTo(40);
        assertThat(logged() - loggedBefore).isEqualTo((int) withPrices);
    }

    @Test
    void many_changes_of_one_transaction_are_one_statement() throws Exception {
        // given
        double before = count("statements");
        int loggedBefore = logged();
        // when
        administrator("update prslst set preis = preis + 1");
        // then
        await().atMost(Duration.ofSeconds(60)).until(() -> prices() == 40);
        assertThat(count("statements") - before).isEqualTo(1);
        assertThat(logged() - loggedBefore).isEqualTo(1);
    }

    private long prices() {
        return batches.stream()
                .flatMap(batch -> batch.events().stream())
                .filter(event -> event.data() instanceof PriceChanged)
                .count();
    }

    private double count(String what) {
        return meters.get("cost.erp." + what).tag("erp", "legacy").counter().count();
    }

    /** How often the server's log has the query. */
    private int logged() throws IOException {
        return (int) Files.readString(backbone.folder().path().resolve("postgres.log"))
                .lines()
                .filter(line -> line.contains("execute") && line.contains(MARK))
                .count();
    }

    private boolean administrator(String sql) throws SQLException {
        try (Connection connection = backbone.postgres().connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return true;
        }
    }

    private ErpConfig config() throws IOException {
        Path file = folder.resolve("legacy.erp.yaml");
        Files.writeString(
                file,
                MAPPING.replace("PORT", backbone.postgres().port() + "")
                        .replace("NAME", name)
                        .replace("MARK", MARK));
        return ErpConfigReader.read(file, text -> text);
    }
}
