package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.SampleMapping;
import io.crossdock.erp.check.CheckReport;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.Finding.State;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an ERP that never heard of Crossdock to its events, by what the check prints alone. */
@OnBackbone(Part.POSTGRES)
class CheckedCaptureTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String PASSWORD = "only for tests";

    private final Backbone backbone;
    private final String name = "erp_checked_" + DATABASES.incrementAndGet();

    @TempDir
    Path folder;

    private LegacyErp erp;
    private ErpConfig config;

    CheckedCaptureTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void anErpThatNeverHeardOfCrossdock() throws SQLException {
        var postgres = backbone.postgres();
        erp = LegacyErp.create(
                postgres.createDatabase(name) + "?user=" + postgres.user() + "&password=" + postgres.password());
        erp.fill(20, List.of("H1", "L1"), 4711);
        config = SampleMapping.read(postgres.host(), postgres.port(), name, name, name, PASSWORD);
    }

    @AfterEach
    void theServerIsAsItWas() throws SQLException {
        eventually(() -> administrator("select pg_drop_replication_slot(slot_name) from pg_replication_slots"
                + " where slot_name = '" + name + "'"));
        administrator("alter system reset max_slot_wal_keep_size");
        administrator("select pg_reload_conf()");
    }

    @Test
    void what_the_check_prints_is_all_that_the_administrator_runs() throws Exception {
        // given
        CheckReport first = check();
        assertThat(first.worst()).isEqualTo(State.FAIL);
        assertThat(first.findings()).extracting(Finding::check).containsExactly("connection");

        // when
        paste(first);
        paste(check());

        // then
        CheckReport report = check();
        assertThat(report.findings()).extracting(Finding::state).containsOnly(State.OK);
        assertThat(report.sql()).isEmpty();
        try (Capturing capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets"))).awaitUp()) {
            erp.book("shopify-us:1", List.of(new LegacyErp.Line("A-00001", "H1", BigDecimal.ONE)));
            eventually(() -> assertThat(capturing.of(OrderBooked.class)).hasSize(1));
            assertThat(check().findings())
                    .contains(Finding.ok("slot " + name, "is being read"))
                    .extracting(Finding::state)
                    .containsOnly(State.OK);
        }
    }

    @Test
    void nothing_is_altered_by_looking() throws Exception {
        // given
        paste(check());
        String before = dump();
        // when
        check();
        // then
        assertThat(dump()).isEqualTo(before);
    }

    private CheckReport check() {
        return ErpCheck.forDatabase(config).of(config);
    }

    private void paste(CheckReport report) throws SQLException {
        for (String sql : report.sql()) {
            administrator(sql.replace("password '...'", "password '" + PASSWORD + "'"));
        }
    }

    private void administrator(String sql) throws SQLException {
        try (Connection connection = backbone.postgres().connect(name);
                Statement executing = connection.createStatement()) {
            executing.execute(sql);
        }
    }

    /** All that is published, granted, set or held back. */
    private String dump() throws SQLException {
        try (Connection connection = backbone.postgres().connect(name);
                Statement asking = connection.createStatement();
                var row = asking.executeQuery(
                        "select (select string_agg(c.relname || c.relreplident::text || coalesce(c.relacl::text, ''), ' '"
                                + " order by c.oid) from pg_class c where relnamespace = 'public'::regnamespace)"
                                + " || (select count(*) from pg_publication) || (select count(*) from pg_replication_slots)"
                                + " || (select string_agg(rolname || coalesce(rolconfig::text, ''), ' ' order by oid) from pg_roles)")) {
            row.next();
            return row.getString(1);
        }
    }
}
