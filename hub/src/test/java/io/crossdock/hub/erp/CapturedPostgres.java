package io.crossdock.hub.erp;

import io.crossdock.backbone.PostgresServer;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A database with a role and a slot that have its name: they are the server's, which tests share. */
record CapturedPostgres(PostgresServer server, String name) implements CapturedDatabase {

    static CapturedPostgres on(PostgresServer server, String name) {
        return new CapturedPostgres(
                server, name + "_" + UUID.randomUUID().toString().substring(0, 8));
    }

    @Override
    public String host() {
        return server.host();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String mapping() {
        return "legacy";
    }

    @Override
    public String schema() {
        return "public";
    }

    @Override
    public LegacyErp make(int articles) throws SQLException {
        LegacyErp erp = LegacyErp.create(
                server.createDatabase(name) + "?user=" + server.user() + "&password=" + server.password());
        erp.fill(articles, List.of("H1", "L1"), 4711);
        erp.admitCrossdock(name, PASSWORD);
        return erp;
    }

    @Override
    public ErpDatabase own(ErpDatabase read) {
        return new ErpDatabase(read.type(), read.host(), read.port(), name, name, PASSWORD, name, read.publication());
    }

    @Override
    public Connection connect() throws SQLException {
        return server.connect(name);
    }

    /** The server may hold the slot a moment longer than whoever has let it go. */
    @Override
    public void loseLog() {
        Awaitility.await().ignoreExceptions().until(() -> {
            try (Connection connection = connect();
                    Statement executing = connection.createStatement()) {
                executing.execute("select pg_drop_replication_slot('" + name + "')");
            }
            return true;
        });
    }

    @Override
    public void giveBack() {
        loseLog();
    }
}
