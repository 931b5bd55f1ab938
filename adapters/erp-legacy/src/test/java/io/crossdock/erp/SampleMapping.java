package io.crossdock.erp;

import java.nio.file.Files;
import java.nio.file.Path;

/** The sample ERP's own mapping file, read as a user would have it read. */
public final class SampleMapping {

    private SampleMapping() {}

    public static ErpConfig read(String host, int port, String database, String user, String slot, String password) {
        ErpConfig config = ErpConfigReader.read(file(), text -> text.replace("{{env:LEGACY_ERP_HOST}}", host)
                .replace("{{env:LEGACY_ERP_PORT}}", Integer.toString(port))
                .replace("{{env:LEGACY_ERP_DATABASE}}", database)
                .replace("{{secret:legacy-erp/password}}", password));
        ErpDatabase read = config.database();
        // Roles and slots are the server's, not the database's: tests that share a server need their own.
        return new ErpConfig(
                config.name(),
                config.epoch(),
                new ErpDatabase(read.type(), host, port, database, user, password, slot, read.publication()),
                config.sources());
    }

    static Path file() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("erp/legacy.erp.yaml"))) {
            folder = folder.getParent();
        }
        return folder.resolve("erp/legacy.erp.yaml");
    }
}
