package io.crossdock.erp.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.MariaDbServer;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.mapping.BinlogPosition;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnBackbone(Part.MARIADB)
class MariaDbQueriesTest {

    private final MariaDbServer server;
    private DatabaseQueries queries;

    MariaDbQueriesTest(Backbone backbone) {
        this.server = backbone.mariaDb();
    }

    @BeforeEach
    void someRows() throws SQLException {
        server.recreateDatabase("fragen");
        sql(
                "create table preise (nr integer primary key, artnr char(18) character set latin1 unique, preis double)",
                "insert into preise select seq, concat('A-', seq), seq / 100 from seq_1_to_2000");
        queries = DatabaseQueries.of(
                "legacy",
                ErpDatabase.mariadb(server.host(), server.port(), "fragen", server.user(), server.password(), 1));
    }

    @AfterEach
    void theConnectionEnds() {
        queries.close();
    }

    @Test
    void keys_are_asked_at_once_and_found_by_their_index_whatever_their_type() {
        // when
        List<Map<String, Object>> rows = queries.rows(
                "select artnr as SKU, preis from preise where artnr in (?)", keys("A-25995", "A-7"), Set.of());

        // then
        assertThat(rows).containsExactly(Map.of("sku", "A-7", "preis", 0.07));
        assertThat(plan("artnr")).containsEntry("type", "range").containsEntry("key", "artnr");
        assertThat(plan("nr")).containsEntry("type", "range").containsEntry("key", "PRIMARY");
    }

    @Test
    void a_question_that_writes_is_refused() {
        assertThatThrownBy(() -> queries.rows("delete from preise where artnr in (?)", keys("A-7"), Set.of()))
                .isInstanceOf(Failure.class);
    }

    @Test
    void an_answer_shows_the_transaction_that_asked_for_it_though_others_do_not_see_it_yet() throws Exception {
        // given
        long begins = written() + 1;
        sql(
                "set global rpl_semi_sync_master_wait_point = AFTER_SYNC",
                "set global rpl_semi_sync_master_timeout = 1500",
                "set global rpl_semi_sync_master_enabled = ON");
        CompletableFuture<Void> commit =
                CompletableFuture.runAsync(() -> sql("update preise set preis = 8 where nr = 7"));
        await().atMost(Duration.ofSeconds(90)).until(() -> written() > begins);

        // when
        String select = "select preis from preise where artnr in (?)";
        List<Map<String, Object>> before = queries.rows(select, keys("A-7"), Set.of());
        List<Map<String, Object>> after = queries.rows(select, keys("A-7"), Set.of(begins));

        // then
        commit.join();
        sql("set global rpl_semi_sync_master_enabled = OFF");
        assertThat(before).containsExactly(Map.of("preis", 0.07));
        assertThat(after).containsExactly(Map.of("preis", 8.0));
    }

    private static List<String> keys(String... keys) {
        return List.of(keys);
    }

    private Map<String, Object> plan(String column) {
        return queries.rows("explain select * from preise where " + column + " in (?)", keys("7", "8", "9"), Set.of())
                .get(0);
    }

    private long written() throws SQLException {
        try (Connection connection = server.connect("fragen");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show master status")) {
            row.next();
            return BinlogPosition.of(row.getString(1), row.getLong(2));
        }
    }

    private void sql(String... statements) {
        try (Connection connection = server.connect("fragen");
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
