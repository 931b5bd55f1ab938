package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnBackbone(Part.POSTGRES)
@Timeout(60)
class PostgresServerTest {

    private final PostgresServer postgres;

    PostgresServerTest(Backbone backbone) {
        this.postgres = backbone.postgres();
    }

    @ParameterizedTest
    @CsvSource({
        "fsync,on",
        "synchronous_commit,on",
        "full_page_writes,on",
        "wal_level,logical",
        "listen_addresses,127.0.0.1",
        "server_encoding,UTF8"
    })
    void it_runs_as_an_erp_database_would(String setting, String expected) throws Exception {
        // when
        String value = query("postgres", "show " + setting);

        // then
        assertThat(value).isEqualTo(expected);
    }

    @Test
    void a_logical_slot_sees_a_committed_row() throws Exception {
        // given
        postgres.createDatabase("decoded");
        execute("decoded", "create table stock (sku text primary key, quantity int)");
        query("decoded", "select pg_create_logical_replication_slot('watcher', 'test_decoding')");

        // when
        execute("decoded", "insert into stock values ('TEA-1', 7)");

        // then
        String changes = query(
                "decoded",
                "select string_agg(data, ' ') from pg_logical_slot_get_changes('watcher', null, null)"
                        + " where data like 'table%'");
        assertThat(changes).contains("INSERT").contains("'TEA-1'").contains("7");
        query("decoded", "select pg_drop_replication_slot('watcher')");
    }

    @Test
    void a_role_needs_its_password() throws Exception {
        // given
        execute("postgres", "create role clerk login password 'right'");

        // when
        String url = postgres.jdbcUrl("postgres");

        // then
        DriverManager.getConnection(url, "clerk", "right").close();
        assertThatThrownBy(() -> DriverManager.getConnection(url, "clerk", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password");
    }

    @Test
    void a_killed_server_comes_back_at_the_same_place_with_what_was_committed() throws Exception {
        // given
        String url = postgres.createDatabase("kept");
        execute("kept", "create table orders (id int)");
        execute("kept", "insert into orders values (1)");

        // when
        postgres.kill();
        boolean portWasFree = FreePort.isFree(postgres.port());
        postgres.start();

        // then
        assertThat(portWasFree).isTrue();
        assertThat(postgres.jdbcUrl("kept")).isEqualTo(url);
        assertThat(query("kept", "select count(*) from orders")).isEqualTo("1");
    }

    @Test
    void a_paused_server_answers_again_once_resumed() throws Exception {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            // given
            statement.execute("select 1");

            // when
            postgres.pause();
            CompletableFuture<Boolean> answer = CompletableFuture.supplyAsync(() -> answers(statement));
            assertThatThrownBy(() -> answer.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            postgres.resume();

            // then
            assertThat(answer.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static boolean answers(Statement statement) {
        try {
            return statement.execute("select 1");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String database, String sql) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
