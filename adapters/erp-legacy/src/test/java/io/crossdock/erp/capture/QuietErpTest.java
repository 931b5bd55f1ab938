package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All databases of a PostgreSQL server, and all tables of a database, write one log, and a slot keeps all of it. */
@OnBackbone(Part.POSTGRES)
class QuietErpTest {

    private final Backbone backbone;

    @TempDir
    Path folder;

    private PostgresErp erp;
    private OffsetStorage offsets;

    QuietErpTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void an_erp_with_a_table_that_nobody_follows() throws SQLException {
        erp = PostgresErp.on(backbone.postgres());
        erp.sql("create table fremd (a integer primary key, b text)");
        offsets = OffsetStorage.file(folder.resolve("offsets"));
    }

    @AfterEach
    void the_slot_is_given_back() {
        erp.close();
    }

    @Test
    void what_others_write_into_the_server_is_not_kept() throws Exception {
        try (Capturing capturing = new Capturing(erp.config(), offsets).awaitUp()) {
            // when
            long written = writeElsewhere(20_000);

            // then
            eventually(() -> assertThat(confirmed()).isGreaterThanOrEqualTo(written));
            assertThat(capturing.capture.backlog().orElseThrow().isEndangered()).isFalse();
            assertThat(capturing.capture.handledUpTo()).isPresent();
        }
    }

    @Test
    void it_goes_forward_after_a_change_of_ours_too() throws Exception {
        try (Capturing capturing = new Capturing(erp.config(), offsets).awaitUp()) {
            // given
            erp.users().setLevel("A-00001", "H1", BigDecimal.valueOf(501));
            eventually(() -> assertThat(capturing.levels()).containsEntry("A-00001 hamburg", BigDecimal.valueOf(501)));

            // when
            long written = writeElsewhere(2000);

            // then
            eventually(() -> assertThat(confirmed()).isGreaterThanOrEqualTo(written));
        }
    }

    @Test
    void a_transaction_that_was_open_while_others_wrote_survives_a_restart() throws Exception {
        // given
        try (Connection slow = erp.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            try (Capturing first = new Capturing(erp.config(), offsets).awaitUp()) {
                statement.execute("update lagbst set bestd = 501 where artnr = 'A-00001' and lager = 'H1'");
                long written = writeElsewhere(2000);
                eventually(() -> assertThat(confirmed()).isGreaterThanOrEqualTo(written));
                statement.execute("update lagbst set bestd = 502 where artnr = 'A-00002' and lager = 'H1'");
                first.awaitUp();
            }
            slow.commit();
        }
        erp.users().setLevel("A-00003", "H1", BigDecimal.valueOf(503));

        // when
        try (Capturing second = new Capturing(erp.config(), offsets)) {
            // then
            eventually(() -> assertThat(second.levels())
                    .containsEntry("A-00001 hamburg", BigDecimal.valueOf(501))
                    .containsEntry("A-00002 hamburg", BigDecimal.valueOf(502))
                    .containsEntry("A-00003 hamburg", BigDecimal.valueOf(503))
                    .hasSize(3));
        }
    }

    /** @return where the log stands then */
    private long writeElsewhere(int rows) throws SQLException {
        erp.sql("insert into fremd select n, repeat('x', 1000) from generate_series(1, " + rows + ") n");
        return position("pg_current_wal_lsn()");
    }

    private long confirmed() throws SQLException {
        return position("(select confirmed_flush_lsn from pg_replication_slots where slot_name = '"
                + erp.config().database().slot() + "')");
    }

    /** In bytes. */
    private long position(String expression) throws SQLException {
        try (Connection connection = erp.connect();
                Statement asking = connection.createStatement();
                ResultSet row = asking.executeQuery("select (" + expression + " - '0/0'::pg_lsn)::bigint")) {
            row.next();
            return row.getLong(1);
        }
    }
}
