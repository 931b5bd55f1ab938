package io.crossdock.erp.check.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.backbone.PostgresServer;
import io.crossdock.erp.BareErp;
import io.crossdock.erp.check.CheckReport;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.check.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica that queries are to be asked of is looked at before anything waits for it. */
@OnBackbone(Part.POSTGRES)
class QueriedReplicaTest {

    private static final String ITEMS =
            "items: {query: {keys: {public.l: a}, sql: 'select a as sku from l where a = any(?)'}}\n";

    private final PostgresServer server;
    private final String name = "erp_replica_" + UUID.randomUUID().toString().substring(0, 8);
    private BareErp erp;

    @TempDir
    private Path folder;

    QueriedReplicaTest(Backbone backbone) {
        this.server = backbone.postgres();
    }

    @BeforeEach
    void aDatabase() throws SQLException {
        erp = new BareErp(server, name, folder)
                .run("create table l (a text primary key)", "insert into l values ('A-1')")
                .admit("l");
    }

    @Test
    void a_standby_is_asked_how_far_it_is_and_whether_it_goes_on() throws Exception {
        PostgresServer replica = server.startStandby();
        try {
            // then
            assertThat(told(replica.port()))
                    .hasSize(4)
                    .contains("OK replica: repeats the server: is a standby, on which nothing can be written")
                    .contains("OK replica: select: 1 tables")
                    .anyMatch(line -> line.matches("OK replica: connection: PostgreSQL \\S+ at 127.0.0.1:\\d+"))
                    .anyMatch(
                            line -> line.matches("OK replica: replay position: \\S+, (has all|is \\d+ bytes behind)"));
            // when: it stands still, and a table comes that it does not know yet
            run(replica, "select pg_wal_replay_pause()");
            erp.run("create table m (a text primary key)", "grant select on m to ROLE");
            // then
            assertThat(told(replica.port(), ITEMS.replace("from l", "from l join m using (a)")))
                    .contains("FAIL replica: select: may not read public.m")
                    .anyMatch(line -> line.matches(
                            "WARN replica: replay position: is \\d+ bytes behind, and its replay is paused"));
        } finally {
            replica.discard();
        }
    }

    @Test
    void a_server_that_is_no_replica_or_not_there_is_told_and_all_else_is_looked_at() throws Exception {
        assertThat(told(server.port()))
                .hasSize(2)
                .contains(
                        "FAIL replica: repeats the server: is no replica: it repeats nothing, so how far it is cannot be"
                                + " told");
        // when
        CheckReport report = report(1, ITEMS);
        // then
        assertThat(lines(report))
                .singleElement()
                .asString()
                .startsWith("FAIL replica: connection: 127.0.0.1:1: Connection to 127.0.0.1:1 refused");
        assertThat(report.findings()).extracting(Finding::check).contains("items: query");
    }

    @Test
    void a_role_that_may_not_ask_which_server_it_is_is_told_all_else() throws Exception {
        // given: as hardened servers have it
        erp.run("revoke execute on function pg_control_system() from public");
        PostgresServer replica = server.startStandby();
        try {
            // then
            assertThat(told(replica.port()))
                    .hasSize(4)
                    .contains("OK replica: repeats the server: is a standby, on which nothing can be written");
        } finally {
            replica.discard();
        }
    }

    private List<String> told(int replicaPort) throws Exception {
        return told(replicaPort, ITEMS);
    }

    private List<String> told(int replicaPort, String sections) throws Exception {
        return lines(report(replicaPort, sections));
    }

    private CheckReport report(int replicaPort, String sections) throws Exception {
        var config = erp.queriedOn(replicaPort, sections);
        return ErpCheck.forDatabase(config).of(config);
    }

    private static List<String> lines(CheckReport report) {
        return report.findings().stream()
                .filter(finding -> finding.check().startsWith("replica"))
                .map(finding -> finding.state() + " " + finding.check() + ": " + finding.found())
                .toList();
    }

    private void run(PostgresServer on, String sql) throws SQLException {
        try (Connection connection = on.connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
