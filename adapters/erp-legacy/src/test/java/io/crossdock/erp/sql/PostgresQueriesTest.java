package io.crossdock.erp.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.backbone.PostgresServer;
import io.crossdock.erp.DatabaseType;
import io.crossdock.erp.ErpDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnBackbone(Part.POSTGRES)
class PostgresQueriesTest {

    private static final String DATABASE = "fragen";

    private final PostgresServer server;
    private DatabaseQueries queries;

    PostgresQueriesTest(Backbone backbone) {
        this.server = backbone.postgres();
    }

    @BeforeEach
    void someRows() throws SQLException {
        try (Connection connection = server.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + DATABASE + " with (force)");
        }
        server.createDatabase(DATABASE);
        try (Connection connection = server.connect(DATABASE);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "create table prslst (artnr text primary key, von date, seit timestamp, bis timestamptz)");
            statement.execute("insert into prslst values ('ever', '-infinity', '-infinity', 'infinity'),"
                    + " ('never', 'infinity', 'infinity', '-infinity'),"
                    + " ('now', '2026-12-01', '2026-12-01 08:00', '2026-12-24 12:00+01')");
        }
        queries = DatabaseQueries.of(
                "legacy",
                new ErpDatabase(
                        DatabaseType.POSTGRESQL,
                        server.host(),
                        server.port(),
                        DATABASE,
                        server.user(),
                        server.password(),
                        "slot",
                        "publication"));
    }

    @AfterEach
    void theConnectionEnds() {
        queries.close();
    }

    @Test
    void dates_and_times_that_always_were_or_never_come_are_told_in_the_servers_own_words() {
        // when
        List<Map<String, Object>> rows = ask("select * from prslst where artnr = any(?) order by artnr");
        // then
        assertThat(rows.get(0))
                .isEqualTo(Map.of("artnr", "ever", "von", "-infinity", "seit", "-infinity", "bis", "infinity"));
        assertThat(rows.get(1))
                .isEqualTo(Map.of("artnr", "never", "von", "infinity", "seit", "infinity", "bis", "-infinity"));
        assertThat(rows.get(2).get("von")).hasToString("2026-12-01");
        assertThat(rows.get(2).get("seit")).hasToString("2026-12-01 08:00:00.0");
        assertThat(((OffsetDateTime) rows.get(2).get("bis")).toInstant()).isEqualTo("2026-12-24T11:00:00Z");
    }

    @Test
    void columns_have_lower_case_names_whichever_way_a_query_writes_them() {
        for (String alias : List.of("componentQuantity", "componentquantity", "\"componentQuantity\"")) {
            assertThat(ask("select 2 as " + alias + " from prslst where artnr = any(?)"))
                    .allMatch(row -> row.equals(Map.of("componentquantity", 2)));
        }
    }

    private List<Map<String, Object>> ask(String sql) {
        return queries.rows(sql, List.of("ever", "never", "now"), Set.of());
    }
}
