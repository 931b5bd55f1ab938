package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.sql.SQLException;
import java.util.List;

/** The replication slot, if it was made already. */
final class SlotState implements Subject<PostgresCatalog> {

    private static final String SLOT = "select plugin, database, to_jsonb(s) ->> 'wal_status' as status, active,"
            + " database = current_database() as is_here from pg_replication_slots s where slot_name = ?";

    @Override
    public List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) throws SQLException {
        String check = "slot " + config.database().slot();
        List<Finding> found = session.rows(
                SLOT,
                row -> {
                    if (!"pgoutput".equals(row.getString("plugin")) || !row.getBoolean("is_here")) {
                        return Finding.fail(
                                check,
                                "belongs to somebody else: plugin " + row.getString("plugin") + ", database "
                                        + row.getString("database"),
                                "name another slot in the mapping file");
                    }
                    if ("lost".equals(row.getString("status"))) {
                        return Finding.fail(
                                check,
                                "lost the log that it held",
                                "have the tables read anew by erp resync --all: docs/erp-operations.md");
                    }
                    return "unreserved".equals(row.getString("status"))
                            ? Finding.warn(check, "is about to lose the log that it holds", "start Crossdock")
                            : Finding.ok(check, row.getBoolean("active") ? "is being read" : "nobody reads it now");
                },
                config.database().slot());
        return found.isEmpty() ? List.of(Finding.ok(check, "is made at the first start")) : found;
    }
}
