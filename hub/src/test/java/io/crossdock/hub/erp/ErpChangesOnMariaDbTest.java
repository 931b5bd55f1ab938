package io.crossdock.hub.erp;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.MariaDbServer;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.sql.SQLException;
import java.util.List;

@OnBackbone({Part.KAFKA, Part.MARIADB})
class ErpChangesOnMariaDbTest extends ErpChangesStories {

    private final MariaDbServer server;

    ErpChangesOnMariaDbTest(Backbone backbone) {
        super(backbone);
        this.server = backbone.mariaDb();
    }

    @Override
    String mapping() {
        return "legacy-mariadb";
    }

    @Override
    LegacyErp makeErp(String password) throws SQLException {
        LegacyErp erp = LegacyErp.create(
                server.recreateDatabase("legacy") + "?user=" + server.user() + "&password=" + server.password());
        erp.fill(3, List.of("H1", "L1"), 1);
        erp.admitCrossdock("crossdock", password);
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
        return read;
    }
}
