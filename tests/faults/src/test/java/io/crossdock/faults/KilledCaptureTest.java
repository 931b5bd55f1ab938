package io.crossdock.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.FreePort;
import io.crossdock.backbone.Part;
import io.crossdock.backbone.PostgresServer;
import io.crossdock.demo.HubProcess;
import io.crossdock.hub.cli.Crossdock;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The hub that captures an ERP is killed, in the middle of transactions, of readings of tables and before its offset is
 * stored; database and broker are, too; its slot is dropped, and tables are added to its mapping. All the while the ERP's
 * own people work. In the end the newest event of every key is what the ERP has, and nobody there was refused anything.
 */
class KilledCaptureTest {

    private static final boolean LONG = Boolean.getBoolean("crossdock.long");
    private static final int KILLS = LONG ? 30 : 3;
    private static final int ARTICLES = LONG ? 5_000 : 1_000;
    private static final String NAME = "erp_faults";
    private static final String PASSWORD = "only for tests";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Map<String, String> LOCATIONS = Map.of("H1", "hamburg", "L1", "lyon");

    private final Topics topics = new Topics("capture-faults");
    private final Random random = new Random(1174);
    private final Map<String, String> environment = new HashMap<>();
    private final Backbone backbone = Backbone.start(Part.KAFKA, Part.POSTGRES);
    private final PostgresServer postgres = backbone.postgres();
    private final Kept kept = new Kept(
            new KafkaClients(Map.of("bootstrap.servers", backbone.kafka().bootstrapServers())));
    private final ErpTrade trade = new ErpTrade(postgres, NAME, ARTICLES);

    @TempDir
    Path folder;

    private HubProcess hub;
    private Path mapping;

    @BeforeEach
    void an_erp_of_whose_tables_only_two_are_mapped() throws Exception {
        LegacyErp erp = LegacyErp.create(
                postgres.createDatabase(NAME) + "?user=" + postgres.user() + "&password=" + postgres.password());
        erp.fill(ARTICLES, List.of("H1", "L1"), 4711);
        erp.admitCrossdock("crossdock", PASSWORD);
        sql("alter publication crossdock_legacy drop table prslst, aufkpf");
        mapping = folder.resolve("legacy.erp.yaml");
        String whole = Files.readString(Path.of("../../erp/legacy.erp.yaml"));
        Files.writeString(mapping, whole.substring(0, whole.indexOf("# A price event")));
        environment.putAll(Map.of(
                "CROSSDOCK_KAFKA_BROKERS", backbone.kafka().bootstrapServers(),
                "CROSSDOCK_PREFIX", topics.prefix(),
                "CROSSDOCK_PARTITIONS", "2",
                "CROSSDOCK_REPLICATION", "1",
                "CROSSDOCK_MIN_INSYNC", "1",
                "CROSSDOCK_ALLOW_LOW_REPLICATION", "true"));
        environment.putAll(Map.of(
                "CROSSDOCK_SECRET_ACME_EU_WEBHOOK",
                Partner.SECRET,
                "CROSSDOCK_SECRET_LEGACY_ERP_PASSWORD",
                PASSWORD,
                "CROSSDOCK_KAMELETS",
                "../../channels/kamelets",
                "LEGACY_ERP_HOST",
                postgres.host(),
                "LEGACY_ERP_PORT",
                Integer.toString(postgres.port()),
                "LEGACY_ERP_DATABASE",
                NAME));
    }

    @AfterEach
    void everything_ends() {
        trade.close();
        if (hub != null) {
            hub.close();
        }
        backbone.close();
    }

    @Test
    void the_newest_event_of_every_key_is_what_the_erp_has() throws Exception {
        // given
        trade.start();
        startHub();
        // when
        for (int kill = 0; kill < KILLS; kill++) {
            if (kill % 3 == 1) {
                assertThat(resync("--all", "--no-wait")).isZero();
                awaitTrade(random.nextInt(100));
            } else {
                awaitEvents(1 + random.nextInt(500));
            }
            hub.kill();
            if (kill % 5 == 2) {
                postgres.kill();
                postgres.start();
            }
            startHub();
            if (kill % 5 == 1) {
                awaitTrade(random.nextInt(100));
                backbone.kafka().kill();
                backbone.kafka().start();
            }
        }
        dropTheSlot();
        addTables();
        trade.finish();
        // then
        awaitEqual();
        assertThat(trade.failures()).isEmpty();
        assertThat(trade.longest()).isLessThan(Duration.ofSeconds(10));
        assertThat(trade.transactions()).isGreaterThan(KILLS * 100L);
    }

    private void dropTheSlot() throws Exception {
        // Whatever was asked for before has ended then, and does not mend the gap unasked.
        assertThat(resync("A-00001")).isZero();
        hub.kill();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            sql("select pg_drop_replication_slot('crossdock_legacy')");
            return true;
        });
        awaitTrade(200);
        startHub();
        await().atMost(PATIENCE).until(() -> hub.health().contains("erp resync --erp FILE --all"));
        assertThat(resync("--all")).isZero();
        awaitEvents(100);
    }

    private void addTables() throws Exception {
        sql("alter publication crossdock_legacy add table prslst, aufkpf");
        Files.copy(Path.of("../../erp/legacy.erp.yaml"), mapping, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        hub.close();
        startHub();
        assertThat(resync("public.prslst")).isZero();
    }

    private void startHub() {
        int managementPort = FreePort.find();
        environment.put("CROSSDOCK_MANAGEMENT_PORT", Integer.toString(managementPort));
        hub = HubProcess.start(
                backbone.folder(),
                environment,
                managementPort,
                List.of("--channels", "src/test/resources/channels", "--erp", mapping.toString(), "--roles", "erp"));
    }

    private int resync(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "erp";
        all[1] = "resync";
        all[2] = "--erp";
        all[3] = mapping.toString();
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Crossdock.commandLine(environment).execute(all);
    }

    private void awaitTrade(int more) {
        long before = trade.transactions();
        await().atMost(PATIENCE).until(() -> trade.transactions() >= before + more);
    }

    private void awaitEvents(int more) throws ExecutionException, InterruptedException {
        long before = kept.records(topics.stock());
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> kept.records(topics.stock()) >= before + more);
    }

    private void awaitEqual() throws SQLException {
        Map<String, String> truth = truth();
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> assertThat(
                        kept.newest(topics.stock(), topics.prices(), topics.items()))
                .isEqualTo(truth));
    }

    /** What is there: a level that is not 0, a price, an article that is sold. */
    private Map<String, String> truth() throws SQLException {
        Map<String, String> truth = new TreeMap<>();
        query(
                "select trim(artnr), trim(lager), trim_scale(bestd) from lagbst where bestd <> 0",
                row -> truth.put(
                        "level " + row.getString(1) + " " + LOCATIONS.get(row.getString(2)), row.getString(3)));
        query(
                "select trim(artnr), string_agg(prlst || ' ' || trim_scale(preis), ', ' order by prlst)"
                        + " from prslst group by artnr",
                row -> truth.put("price " + row.getString(1), row.getString(2)));
        query("select trim(artnr) from artst where stat = 1", row -> truth.put("item " + row.getString(1), "sold"));
        return truth;
    }

    @FunctionalInterface
    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Row reads) throws SQLException {
        try (Connection connection = postgres.connect(NAME);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reads.read(rows);
            }
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = postgres.connect(NAME);
                Statement executing = connection.createStatement()) {
            executing.execute(statement);
        }
    }
}
