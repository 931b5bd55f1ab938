package io.crossdock.erp.check.mariadb;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the account may read what it must, and nothing more. */
final class AccountRights implements Subject<MariaDbCatalog> {

    private static final String GRANTEE = "grantee = concat('''', replace(current_user(), '@', '''@'''), '''')";
    private static final String GLOBAL =
            "select privilege_type from information_schema.user_privileges where " + GRANTEE;
    private static final String WRITES =
            "('INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'ALTER', 'TRIGGER', 'SUPER')";
    private static final String WRITABLE = "select '*.*' from information_schema.user_privileges where " + GRANTEE
            + " and privilege_type in " + WRITES
            + " union select concat(table_schema, '.*') from information_schema.schema_privileges where " + GRANTEE
            + " and privilege_type in " + WRITES
            + " union select concat(table_schema, '.', table_name) from information_schema.table_privileges where "
            + GRANTEE + " and privilege_type in " + WRITES + " limit 6";
    /** What the server says of a table that the account may not read. */
    static final int DENIED = 1142;

    @Override
    public List<Finding> look(ErpConfig config, MariaDbCatalog catalog, ReadOnlySession session) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        if (config.connect().isEmpty()) {
            Set<String> global = new TreeSet<>(session.rows(GLOBAL, row -> row.getString(1)));
            boolean mayRead = global.contains("REPLICATION SLAVE")
                    && (global.contains("BINLOG MONITOR") || global.contains("REPLICATION CLIENT"));
            findings.add(
                    mayRead
                            ? Finding.ok("account: binlog", "may read it")
                            : Finding.fail(
                                    "account: binlog",
                                    "may not read it",
                                    "grant it; before MariaDB 10.5 the second one is called replication client",
                                    AccountSql.grantLog(catalog.account())));
        }
        List<String> writable = session.rows(WRITABLE, row -> row.getString(1));
        findings.add(
                writable.isEmpty()
                        ? Finding.ok("account: nothing needless", "can write no table")
                        : Finding.warn(
                                "account: nothing needless",
                                "could write " + String.join(", ", writable),
                                "take the rights from it, or use an account of its own"));
        findings.add(select(config, catalog, session));
        return findings;
    }

    private static Finding select(ErpConfig config, MariaDbCatalog catalog, ReadOnlySession session)
            throws SQLException {
        Set<String> needed = new TreeSet<>(catalog.asked());
        if (config.connect().isEmpty()) {
            needed.addAll(config.tables());
        }
        Set<String> denied = new TreeSet<>();
        for (String table : needed) {
            try {
                session.rows("explain select 1 from " + AccountSql.quotedTable(table) + " limit 0", row -> "");
            } catch (SQLException e) {
                if (e.getErrorCode() == DENIED) {
                    denied.add(table);
                }
            }
        }
        return denied.isEmpty()
                ? Finding.ok("account: select", needed.size() + " tables")
                : Finding.fail(
                        "account: select",
                        "may not read, or there is no, " + String.join(", ", denied),
                        "grant it",
                        denied.stream()
                                .map(table -> AccountSql.grantSelect(catalog.account(), table))
                                .toArray(String[]::new));
    }
}
