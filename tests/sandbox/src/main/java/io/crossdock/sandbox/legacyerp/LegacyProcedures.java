package io.crossdock.sandbox.legacyerp;

import java.sql.SQLException;
import java.util.Map;

/** The ERP's stored procedures. */
public final class LegacyProcedures {

    private LegacyProcedures() {}

    /**
     * Creates them, and lets Crossdock call them.
     *
     * @param jdbcUrl of the ERP's database, with user and password of its owner
     * @param role that {@link LegacyErp#admitCrossdock} made
     */
    public static void install(String jdbcUrl, String role) throws SQLException {
        new LegacyDatabase(jdbcUrl).script("procedures", Map.of(":\"role\"", role));
    }
}
