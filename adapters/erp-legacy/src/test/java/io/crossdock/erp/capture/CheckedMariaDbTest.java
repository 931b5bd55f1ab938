package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.MariaDbServer;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a MariaDB that never heard of Crossdock to its events, by what the check prints alone. */
@OnBackbone(Part.MARIADB)
class CheckedMariaDbTest {

    private static final String PASSWORD = "only for tests";

    private final MariaDbServer server;

    @TempDir
    Path folder;

    private LegacyErp erp;
    private ErpConfig config;

    CheckedMariaDbTest(Backbone backbone) {
        this.server = backbone.mariaDb();
    }

    @BeforeEach
    void anErpThatNeverHeardOfCrossdock() throws SQLException {
        erp = LegacyErp.create(
                server.recreateDatabase("legacy") + "?user=" + server.user() + "&password=" + server.password());
        erp.fill(20, List.of("H1", "L1"), 4711);
        administrator("drop user if exists crossdock");
        config = SampleMapping.mariaDb(server.host(), server.port(), PASSWORD);
    }

    @Test
    void what_the_check_prints_is_all_that_the_administrator_runs() throws Exception {
        // given
        CheckReport first = check();
        assertThat(first.findings()).extracting(Finding::check).containsExactly("connection");
        assertThat(first.worst()).isEqualTo(State.FAIL);

        // when
        paste(first);

        // then
        assertThat(troubles()).isEmpty();
        try (Capturing capturing = new Capturing(config, OffsetStorage.file(folder.resolve("offsets"))).awaitUp()) {
            erp.book("shopify-us:1", List.of(new LegacyErp.Line("A-00001", "H1", BigDecimal.ONE)));
            eventually(() -> assertThat(capturing.of(OrderBooked.class)).hasSize(1));
        }
    }

    @Test
    void what_is_missing_of_the_rights_is_told_and_what_is_needless_too() throws Exception {
        // given
        administrator(
                "create user crossdock identified by '" + PASSWORD + "'",
                "grant select, update on legacy.artst to crossdock",
                "grant select on legacy.lagbst to crossdock",
                "grant select on legacy.prslst to crossdock");
        // when
        CheckReport report = check();
        // then
        assertThat(troubles())
                .contains(
                        "FAIL account: binlog: may not read it",
                        "WARN account: nothing needless: could write legacy.artst",
                        "FAIL account: select: may not read, or there is no, legacy.aufkpf, legacy.aufpos");
        // when
        paste(report);
        administrator("revoke update on legacy.artst from crossdock");
        // then
        assertThat(troubles()).isEmpty();
    }

    @Test
    void tables_without_transactions_and_columns_that_are_not_there_are_told() throws Exception {
        // given
        paste(check());
        administrator("alter table prslst engine = MyISAM", "alter table lagbst rename column bestd to menge");
        // then
        assertThat(troubles())
                .hasSize(2)
                .contains("FAIL legacy.lagbst: stock.onHand: has no column 'bestd'")
                .anyMatch(trouble -> trouble.startsWith("WARN legacy.prslst: MyISAM knows no transactions"));
        // when
        administrator("alter table prslst rename column preis to betrag");
        // then
        assertThat(troubles()).anyMatch(trouble -> trouble.startsWith("FAIL prices: query: Unknown column 'preis'"));
    }

    @Test
    void rows_that_a_foreign_key_deletes_are_warned_of_since_the_binlog_does_not_tell_them() throws Exception {
        // given
        paste(check());
        administrator("alter table lagbst add foreign key (artnr) references artst (artnr) on delete cascade");
        // then
        assertThat(troubles())
                .containsExactly("WARN legacy.lagbst: a foreign key to `artst` deletes or changes its rows, which the"
                        + " binlog does not tell");
    }

    private CheckReport check() {
        return ErpCheck.forDatabase(config).of(config);
    }

    private List<String> troubles() {
        return check().findings().stream()
                .filter(finding -> finding.state() != State.OK)
                .map(finding -> finding.state() + " " + finding.check() + ": " + finding.found())
                .toList();
    }

    private void paste(CheckReport report) throws SQLException {
        for (String sql : report.sql()) {
            administrator(sql.replace("identified by '...'", "identified by '" + PASSWORD + "'"));
        }
    }

    private void administrator(String... statements) throws SQLException {
        try (Connection connection = server.connect("legacy");
                Statement executing = connection.createStatement()) {
            for (String sql : statements) {
                executing.execute(sql);
            }
        }
    }
}
