package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.MariaDbServer;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.SampleMapping;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ThrowingRunnable;

/** On a MariaDB, in the database {@code legacy}, which is made anew. */
record MariaDbErp(MariaDbServer server, LegacyErp users, ErpConfig config) implements SampleErp {

    static MariaDbErp on(MariaDbServer server) throws SQLException {
        // A story that failed may have left it killed.
        server.start();
        String url = server.recreateDatabase("legacy");
        LegacyErp users = LegacyErp.create(url + "?user=" + server.user() + "&password=" + server.password());
        users.fill(20, List.of("H1", "L1"), 4711);
        MariaDbErp erp =
                new MariaDbErp(server, users, SampleMapping.mariaDb(server.host(), server.port(), "only for tests"));
        erp.sql("drop user if exists crossdock");
        users.admitCrossdock("crossdock", "only for tests");
        return erp;
    }

    @Override
    public Connection connect() throws SQLException {
        return server.connect("legacy");
    }

    @Override
    public void cutConnections() throws SQLException {
        for (String id : column("select id from information_schema.processlist where user = 'crossdock'")) {
            sql("kill connection " + id);
        }
    }

    /** A file is not purged while somebody reads it, as the server thinks for a while of whoever has gone. */
    @Override
    public void loseLog() throws SQLException {
        sql("flush binary logs");
        eventually(() -> {
            cutConnections();
            List<String> files = column("show binary logs");
            sql("purge binary logs to '" + files.get(files.size() - 1) + "'");
            assertThat(column("show binary logs")).hasSize(1);
        });
    }

    @Override
    public String lostLog() {
        return "the server does not have the binlog file 'binlog.";
    }

    @Override
    public void close() {
        // the next test makes the database anew
    }

    /**
     * Runs what commits, in the background; it is in the binlog at once, and others see it after so many milliseconds. The
     * server waits for a semi-synchronous replica, of which there is none.
     */
    CompletableFuture<Void> commitsThatShowAfter(int millis, ThrowingRunnable commits) throws SQLException {
        sql(
                "set global rpl_semi_sync_master_wait_point = AFTER_SYNC",
                "set global rpl_semi_sync_master_timeout = " + millis,
                "set global rpl_semi_sync_master_enabled = ON");
        return CompletableFuture.runAsync(() -> {
            try {
                commits.run();
                sql("set global rpl_semi_sync_master_enabled = OFF");
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The first column of what a statement answers. */
    List<String> column(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement asking = connection.createStatement();
                ResultSet rows = asking.executeQuery(statement)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }
}
