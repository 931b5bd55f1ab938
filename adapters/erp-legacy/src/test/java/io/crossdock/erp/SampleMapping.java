package io.crossdock.erp;

import java.nio.file.Files;
import java.nio.file.Path;

/** The sample ERP's own mapping files, read as a user would have them read. */
public final class SampleMapping {

    private SampleMapping() {}

    public static ErpConfig read(String host, int port, String database, String user, String slot, String password) {
        ErpConfig config = read("legacy", host, port, database, password);
        // Roles and slots are the server's, not the database's: tests that share a server need their own.
        return new ErpConfig(
                config.name(),
                config.epoch(),
                new ErpDatabase(
                        DatabaseType.POSTGRESQL,
                        host,
                        port,
                        database,
                        user,
                        password,
                        slot,
                        config.database().publication()),
                config.sources());
    }

    /** Of the database {@code legacy} and the account {@code crossdock}. */
    public static ErpConfig mariaDb(String host, int port, String password) {
        return read("legacy-mariadb", host, port, "legacy", password);
    }

    private static ErpConfig read(String name, String host, int port, String database, String password) {
        return ErpConfigReader.read(
                folder().resolve(name + ".erp.yaml"), text -> text.replace("{{env:LEGACY_ERP_HOST}}", host)
                        .replace("{{env:LEGACY_ERP_PORT}}", Integer.toString(port))
                        .replace("{{env:LEGACY_ERP_DATABASE}}", database)
                        .replace("{{secret:legacy-erp/password}}", password));
    }

    static Path file() {
        return folder().resolve("legacy.erp.yaml");
    }

    private static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("erp/legacy.erp.yaml"))) {
            folder = folder.getParent();
        }
        return folder.resolve("erp");
    }
}
