package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;

import io.crossdock.backbone.PostgresServer;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.SampleMapping;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** On a PostgreSQL, in a database with a role and a slot of its own. */
record PostgresErp(PostgresServer server, String name, LegacyErp users, ErpConfig config) implements SampleErp {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    static PostgresErp on(PostgresServer server) throws SQLException {
        String name = "erp_capture_" + DATABASES.incrementAndGet();
        String url = server.createDatabase(name);
        LegacyErp users = LegacyErp.create(url + "?user=" + server.user() + "&password=" + server.password());
        users.fill(20, List.of("H1", "L1"), 4711);
        users.admitCrossdock(name, "only for tests");
        return new PostgresErp(
                server,
                name,
                users,
                SampleMapping.read(server.host(), server.port(), name, name, name, "only for tests"));
    }

    @Override
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    @Override
    public void cutConnections() throws SQLException {
        sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + name + "'");
    }

    @Override
    public void loseLog() throws SQLException {
        sql("select pg_drop_replication_slot('" + name + "')");
    }

    @Override
    public String lostLog() {
        return "replication slot '" + name + "' is gone: changes since the last one handled are lost";
    }

    /** The server may hold the slot a moment longer than whoever has let it go. */
    @Override
    public void close() {
        eventually(() -> sql("select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '"
                + name + "'"));
    }
}
