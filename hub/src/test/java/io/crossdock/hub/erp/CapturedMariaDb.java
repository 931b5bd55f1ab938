package io.crossdock.hub.erp;

import io.crossdock.backbone.MariaDbServer;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The database {@code legacy}, which is made anew. */
record CapturedMariaDb(MariaDbServer server) implements CapturedDatabase {

    @Override
    public String host() {
        return server.host();
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public String name() {
        return "legacy";
    }

    @Override
    public String mapping() {
        return "legacy-mariadb";
    }

    @Override
    public String schema() {
        return "legacy";
    }

    @Override
    public LegacyErp make(int articles) throws SQLException {
        LegacyErp erp = LegacyErp.create(
                server.recreateDatabase("legacy") + "?user=" + server.user() + "&password=" + server.password());
        erp.fill(articles, List.of("H1", "L1"), 4711);
        giveBack();
        erp.admitCrossdock("crossdock", PASSWORD);
        return erp;
    }

    @Override
    public ErpDatabase own(ErpDatabase read) {
        return read;
    }

    @Override
    public Connection connect() throws SQLException {
        return server.connect("legacy");
    }

    /** The binlog begins anew with its first file. */
    @Override
    public void loseLog() throws SQLException {
        sql("reset master");
    }

    @Override
    public void giveBack() throws SQLException {
        sql("drop user if exists crossdock");
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = connect();
                Statement executing = connection.createStatement()) {
            executing.execute(statement);
        }
    }
}
