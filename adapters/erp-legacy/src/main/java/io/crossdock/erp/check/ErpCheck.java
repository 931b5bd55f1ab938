package io.crossdock.erp.check;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.check.mariadb.MariaDbCheck;
import io.crossdock.erp.check.postgres.PostgresCheck;
import java.util.List;

/** Looks at an ERP's database as the mapping file's own role sees it, and alters nothing. */
@FunctionalInterface
public interface ErpCheck {

    /** One that the database refuses, or that does not answer, is a finding like any other. */
    CheckReport of(ErpConfig config);

    /** The kind of database says what there is to look at. */
    static ErpCheck forDatabase(ErpConfig config) {
        boolean hasDatabase = config.connect().isEmpty()
                || config.sources().values().stream().anyMatch(QuerySource.class::isInstance);
        if (!hasDatabase) {
            return nothing -> new CheckReport(List.of());
        }
        return switch (config.database().type()) {
            case POSTGRESQL -> new PostgresCheck();
            case MARIADB -> new MariaDbCheck();
        };
    }
}
