package io.crossdock.erp.check.mariadb;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.MariaDbServer;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.SampleMapping;
import io.crossdock.erp.check.CheckReport;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.check.Finding;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnBackbone(Part.MARIADB)
class MariaDbCheckTest {

    private static final String PASSWORD = "only for tests";

    private final MariaDbServer server;
    private ErpConfig config;

    MariaDbCheckTest(Backbone backbone) {
        this.server = backbone.mariaDb();
    }

    @BeforeEach
    void anErpThatDoesNotKnowCrossdock() throws SQLException {
        LegacyErp.create(
                server.recreateDatabase("legacy") + "?user=" + server.user() + "&password=" + server.password());
        sql("drop user if exists crossdock");
        config = SampleMapping.mariaDb(server.host(), server.port(), PASSWORD);
    }

    @Test
    void what_is_printed_for_a_role_that_is_not_there_is_all_that_it_needs() throws Exception {
        // given
        CheckReport before = check();
        assertThat(before.worst()).isEqualTo(Finding.State.FAIL);

        // when
        for (String statement : before.sql()) {
            sql(statement.replace("'...'", "'" + PASSWORD + "'"));
        }

        // then
        CheckReport after = check();
        assertThat(after.findings()).extracting(Finding::state).containsOnly(Finding.State.OK);
        assertThat(after.findings())
                .extracting(Finding::check)
                .contains("connection", "binlog", "serverId", "role: binlog monitor", "legacy.aufpos");
    }

    @Test
    void what_a_role_lacks_is_told_with_the_statement_that_grants_it() throws Exception {
        // given
        sql("create user crossdock identified by '" + PASSWORD + "'");
        sql("grant replication slave on *.* to crossdock");
        sql("grant select on legacy.lagbst to crossdock");
        sql("grant select on legacy.artst to crossdock");

        // when
        List<String> sql = check().sql();

        // then
        assertThat(sql)
                .containsExactly(
                        "grant binlog monitor on *.* to `crossdock`;",
                        "grant select on `legacy`.`aufkpf` to `crossdock`;",
                        "grant select on `legacy`.`aufpos` to `crossdock`;",
                        "grant select on `legacy`.`prslst` to `crossdock`;");
    }

    private CheckReport check() {
        return ErpCheck.forDatabase(config).of(config);
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = server.connect("mysql");
                Statement executing = connection.createStatement()) {
            executing.execute(statement.replaceAll(";$", ""));
        }
    }
}
