package io.crossdock.erp.sql;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Looks whether the publication fits the mapping, and whether it harms the ERP. Changes nothing. */
public final class PublicationCheck {

    private PublicationCheck() {}

    /**
     * @throws Failure {@code REJECTED} with what the database's administrator has to do, {@code UNAVAILABLE} when the
     *     database does not answer
     */
    public static void check(ErpConfig config) {
        ErpDatabase database = config.database();
        try (Connection connection = BoundedConnection.open(database.jdbcUrl(), database.user(), database.password())) {
            connection.setReadOnly(true);
            Optional<PostgresPublication> found = PostgresPublication.read(connection, database.publication());
            Set<String> missing = new TreeSet<>(config.tables());
            found.ifPresent(publication -> missing.removeAll(publication.tables()));
            if (!missing.isEmpty()) {
                throw rejected(config, "does not name " + String.join(", ", missing));
            }
            Set<String> harmed = found.orElseThrow().harmed();
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
}
