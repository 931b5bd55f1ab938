package io.crossdock.erp.sql;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** Looks whether the publication fits the mapping, and whether it harms the ERP. Changes nothing. */
public final class PublicationCheck {

    private static final String TABLES =
            "select schemaname || '.' || tablename from pg_publication_tables" + " where pubname = ?";
    /** Published without a key: the server refuses the ERP's own updates and deletes of such a table. */
    private static final String HARMED = "select t.schemaname || '.' || t.tablename from pg_publication_tables t"
            + " join pg_namespace n on n.nspname = t.schemaname"
            + " join pg_class c on c.relnamespace = n.oid and c.relname = t.tablename"
            + " where t.pubname = ? and (c.relreplident = 'n' or c.relreplident = 'd' and not exists"
            + " (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary))";

    private PublicationCheck() {}

    /**
     * @throws Failure {@code REJECTED} with what the database's administrator has to do, {@code UNAVAILABLE} when the
     *     database does not answer
     */
    public static void check(ErpConfig config) {
        ErpDatabase database = config.database();
        try (Connection connection = BoundedConnection.open(database.jdbcUrl(), database.user(), database.password())) {
            connection.setReadOnly(true);
            Set<String> missing = new TreeSet<>(config.tables());
            missing.removeAll(names(connection, TABLES, database.publication()));
            if (!missing.isEmpty()) {
                throw rejected(config, "does not name " + String.join(", ", missing));
            }
            Set<String> harmed = names(connection, HARMED, database.publication());
            if (!harmed.isEmpty()) {
                throw rejected(
                        config,
                        "makes the ERP's own updates fail on tables without a primary key: "
                                + String.join(", ", harmed));
            }
        } catch (SQLException e) {
            throw Failure.unavailable(config.name(), "publication", e.getMessage(), e);
        }
    }

    private static Failure rejected(ErpConfig config, String what) {
        return Failure.rejected(config.name(), "publication", config.database().publication(), what);
    }

    private static Set<String> names(Connection connection, String sql, String publication) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, publication);
            Set<String> names = new TreeSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        }
    }
}
