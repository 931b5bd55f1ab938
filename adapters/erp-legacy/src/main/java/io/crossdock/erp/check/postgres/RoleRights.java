package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether the role may read what it must, and nothing more. */
final class RoleRights implements Subject<PostgresCatalog> {

    private static final String ROLE = "select rolsuper, rolreplication, rolcreatedb or rolcreaterole or rolbypassrls,"
            + " (select reset_val from pg_settings where name = 'default_transaction_read_only')"
            + " from pg_roles where rolname = current_user";
    private static final String WRITABLE = "select n.nspname || '.' || c.relname from pg_class c"
            + " join pg_namespace n on n.oid = c.relnamespace"
            + " where c.relkind in ('r', 'p', 'v', 'f') and n.nspname not like 'pg\\_%'"
            + " and n.nspname <> 'information_schema'"
            + " and has_table_privilege(c.oid, 'insert, update, delete, truncate') order by 1 limit 6";
    private static final String CREATES = "select n.nspname from pg_namespace n where n.nspname not like 'pg\\_%'"
            + " and n.nspname <> 'information_schema' and has_schema_privilege(n.oid, 'create') order by 1 limit 6";

    private record Role(boolean isSuperuser, boolean mayReplicate, boolean mayMore, boolean readsOnly) {}

    @Override
    public List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) throws SQLException {
        ErpDatabase database = config.database();
        String user = AdministratorSql.quoted(database.user());
        Role role = session.row(
                ROLE,
                row -> new Role(
                        row.getBoolean(1), row.getBoolean(2), row.getBoolean(3), "on".equals(row.getString(4))));
        List<Finding> findings = new ArrayList<>();
        if (config.connect().isEmpty()) {
            findings.add(
                    role.isSuperuser() || role.mayReplicate()
                            ? Finding.ok("role: replication", "may read the log")
                            : Finding.fail(
                                    "role: replication",
                                    "may not read the log",
                                    "grant it",
                                    "alter role " + user + " replication;"));
        }
        findings.add(
                role.readsOnly()
                        ? Finding.ok("role: reads only", "default_transaction_read_only is on")
                        : Finding.warn(
                                "role: reads only",
                                "default_transaction_read_only is off",
                                "switch it on: a second lock beside the missing rights",
                                AdministratorSql.setForRole(database, "default_transaction_read_only", "on")));
        findings.add(needless(role, session));
        findings.addAll(missing(config, catalog));
        return findings;
    }

    private static Finding needless(Role role, ReadOnlySession session) throws SQLException {
        String check = "role: nothing needless";
        if (role.isSuperuser()) {
            return Finding.warn(check, "is a superuser", "use a role of its own, made as docs/erp-check.md says");
        }
        if (role.mayMore()) {
            return Finding.warn(
                    check,
                    "may create roles or databases, or pass by row security",
                    "take that from it, or use a role of its own");
        }
        List<String> writable = session.rows(WRITABLE, row -> row.getString(1));
        if (!writable.isEmpty()) {
            return Finding.warn(
                    check,
                    "could write " + String.join(", ", writable),
                    "take the rights from it, from public or from the roles that it is a member of");
        }
        List<String> creates = session.rows(CREATES, row -> row.getString(1));
        return creates.isEmpty()
                ? Finding.ok(check, "can write no table")
                : Finding.warn(
                        check,
                        "could create tables in schema " + String.join(", ", creates),
                        "revoke create on the schema from it or from public, if nobody else needs that");
    }

    /** In one statement for all tables, after one for each schema. */
    private static List<Finding> missing(ErpConfig config, PostgresCatalog catalog) {
        Set<String> needed = new TreeSet<>(config.connect().isEmpty() ? config.tables() : Set.of());
        needed.addAll(catalog.asked());
        needed.retainAll(catalog.tables().keySet());
        Set<String> schemas = new TreeSet<>();
        Set<String> unreadable = new TreeSet<>();
        for (String name : needed) {
            PostgresTable table = catalog.tables().get(name);
            if (!table.isSchemaUsable()) {
                schemas.add(table.schema());
            }
            if (!table.isReadable()) {
                unreadable.add(name);
            }
        }
        if (schemas.isEmpty() && unreadable.isEmpty()) {
            return List.of(Finding.ok("role: select", needed.size() + " tables"));
        }
        List<Finding> findings = new ArrayList<>();
        schemas.forEach(schema -> findings.add(Finding.fail(
                "role: usage of schema " + schema,
                "is missing",
                "grant it",
                AdministratorSql.grantUsage(config.database(), schema))));
        if (!unreadable.isEmpty()) {
            findings.add(Finding.fail(
                    "role: select",
                    "may not read " + String.join(", ", unreadable),
                    "grant it",
                    AdministratorSql.grantSelect(config.database(), unreadable)));
        }
        return findings;
    }
}
