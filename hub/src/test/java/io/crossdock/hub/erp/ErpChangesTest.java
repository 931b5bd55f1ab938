package io.crossdock.hub.erp;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.backbone.PostgresServer;
import io.crossdock.erp.DatabaseType;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.sql.SQLException;
import java.util.List;

@OnBackbone({Part.KAFKA, Part.POSTGRES})
class ErpChangesTest extends ErpChangesStories {

    /** Roles and slots are the server's, which the tests of this module share. */
    private static final String NAME = "erp_changes";

    private final PostgresServer server;

    ErpChangesTest(Backbone backbone) {
        super(backbone);
        this.server = backbone.postgres();
    }

    @Override
    String mapping() {
        return "legacy";
    }

    @Override
    LegacyErp makeErp(String password) throws SQLException {
        LegacyErp erp = LegacyErp.create(
                server.createDatabase(NAME) + "?user=" + server.user() + "&password=" + server.password());
        erp.fill(3, List.of("H1", "L1"), 1);
        erp.admitCrossdock(NAME, password);
        return erp;
    }

    @Override
    String host() {
        return server.host();
    }

    @Override
    int port() {
        return server.port();
    }

    @Override
    ErpDatabase own(ErpDatabase read) {
        return new ErpDatabase(
                DatabaseType.POSTGRESQL,
                read.host(),
                read.port(),
                NAME,
                NAME,
                read.password(),
                NAME,
                read.publication());
    }
}
