package io.crossdock.erp.check.postgres;

import io.crossdock.erp.check.ReadOnlySession;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Some keys that are there, found without reading a table whole. */
final class SampleKeys {

    private static final int SOME = 50;

    private SampleKeys() {}

    /** Empty where the table is empty, or may not be read. */
    static Optional<String> one(ReadOnlySession session, PostgresCatalog catalog, String table, String column) {
        return some(session, catalog, table, column).stream().findFirst();
    }

    static List<String> some(ReadOnlySession session, PostgresCatalog catalog, String table, String column) {
        PostgresTable known = catalog.tables().get(table);
        if (known == null || !known.columns().containsKey(column) || !known.isReadable()) {
            return List.of();
        }
        String name = AdministratorSql.quoted(column);
        try {
            return session.rows(
                    "select distinct key from (select " + name + "::text as key from "
                            + AdministratorSql.quotedTable(table) + " limit 1000) part where key is not null limit "
                            + SOME,
                    row -> row.getString(1).strip());
        } catch (SQLException e) {
            return List.of();
        }
    }
}
