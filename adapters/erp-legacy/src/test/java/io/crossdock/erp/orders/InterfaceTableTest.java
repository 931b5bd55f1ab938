package io.crossdock.erp.orders;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.backbone.PostgresServer;
import java.sql.SQLException;

@OnBackbone(Part.POSTGRES)
class InterfaceTableTest extends InterfaceTableStories {

    private final PostgresServer server;

    InterfaceTableTest(Backbone backbone) {
        this.server = backbone.postgres();
    }

    @Override
    String makeDatabase() throws SQLException {
        return server.createDatabase(name) + "?user=" + server.user() + "&password=" + server.password();
    }

    @Override
    TableTarget target() {
        return Entries.target(
                "jdbc:postgresql://" + server.host() + ":" + server.port() + "/" + name, "public", name, PASSWORD);
    }

    @Override
    String overflow() {
        return "ERROR: numeric field overflow";
    }

    @Override
    String dropKey() {
        return "alter table aufein drop constraint aufein_pkey";
    }

    @Override
    void cutConnections() throws SQLException {
        execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = '" + name + "'");
    }
}
