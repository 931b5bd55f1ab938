package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@OnBackbone(Part.MARIADB)
@Timeout(90)
class MariaDbServerTest {

    private final MariaDbServer mariaDb;

    MariaDbServerTest(Backbone backbone) {
        this.mariaDb = backbone.mariaDb();
    }

    @ParameterizedTest
    @CsvSource({
        "log_bin,1",
        "binlog_format,ROW",
        "binlog_row_image,FULL",
        "sync_binlog,1",
        "innodb_flush_log_at_trx_commit,1",
        "bind_address,127.0.0.1",
        "character_set_server,utf8mb4"
    })
    void it_runs_as_an_erp_database_would(String setting, String expected) throws Exception {
        // when
        String value = query("mysql", "select @@" + setting);

        // then
        assertThat(value).isEqualTo(expected);
    }

    @Test
    void an_account_needs_its_password() throws Exception {
        // given
        execute("mysql", "create user clerk identified by 'right'");

        // when
        String url = mariaDb.jdbcUrl("");

        // then
        DriverManager.getConnection(url, "clerk", "right").close();
        assertThatThrownBy(() -> DriverManager.getConnection(url, "clerk", "wrong"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
        assertThatThrownBy(() -> DriverManager.getConnection(url, mariaDb.user(), ""))
                .hasMessageContaining("Access denied");
    }

    @Test
    void a_killed_server_comes_back_at_the_same_place_with_what_was_committed() throws Exception {
        // given
        String url = mariaDb.recreateDatabase("kept");
        execute("kept", "create table orders (id int)");
        execute("kept", "insert into orders values (1)");

        // when
        mariaDb.kill();
        boolean portWasFree = FreePort.isFree(mariaDb.port());
        mariaDb.start();

        // then
        assertThat(portWasFree).isTrue();
        assertThat(mariaDb.jdbcUrl("kept")).isEqualTo(url);
        assertThat(query("kept", "select count(*) from orders")).isEqualTo("1");
    }

    private void execute(String database, String sql) throws SQLException {
        try (Connection connection = mariaDb.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String query(String database, String sql) throws SQLException {
        try (Connection connection = mariaDb.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
