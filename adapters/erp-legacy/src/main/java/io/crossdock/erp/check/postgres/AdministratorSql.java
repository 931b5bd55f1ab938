package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.Source;
import io.crossdock.erp.check.TablesOfQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The statements that a database's administrator runs, names always quoted. The password is left out: output ends up in
 * tickets.
 */
final class AdministratorSql {

    private AdministratorSql() {}

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** @param table with its schema */
    static String quotedTable(String table) {
        int dot = table.indexOf('.');
        return quoted(table.substring(0, dot)) + "." + quoted(table.substring(dot + 1));
    }

    static String createRole(ErpConfig config) {
        return "create role " + quoted(config.database().user()) + " login "
                + (config.connect().isEmpty() ? "replication " : "") + "password '...';";
    }

    static String setForRole(ErpDatabase database, String setting, String value) {
        return "alter role " + quoted(database.user()) + " set " + setting + " = " + value + ";";
    }

    static String grantUsage(ErpDatabase database, String schema) {
        return "grant usage on schema " + quoted(schema) + " to " + quoted(database.user()) + ";";
    }

    static String grantSelect(ErpDatabase database, Collection<String> tables) {
        return "grant select on " + list(tables) + " to " + quoted(database.user()) + ";";
    }

    /** @param byRoot whether changes of a partition bear the name of the whole table; there since PostgreSQL 13 */
    static String createPublication(ErpDatabase database, Collection<String> tables, boolean byRoot) {
        return "create publication " + quoted(database.publication()) + " for table " + list(tables)
                + " with (publish = 'insert, update, delete'" + (byRoot ? ", publish_via_partition_root = true" : "")
                + ");";
    }

    static String alterPublication(ErpDatabase database, String how, Collection<String> tables) {
        return "alter publication " + quoted(database.publication()) + " " + how + " table " + list(tables) + ";";
    }

    /**
     * What lets the check itself in, as far as the mapping file alone tells it. No publication: that may only be made once
     * the tables' keys are known.
     */
    static List<String> admission(ErpConfig config) {
        ErpDatabase database = config.database();
        Set<String> tables = new TreeSet<>(config.tables());
        tablesOfQueries(config).stream()
                .map(table -> table.contains(".") ? table : "public." + table)
                .forEach(tables::add);
        List<String> sql = new ArrayList<>();
        sql.add(createRole(config));
        sql.add(setForRole(database, "default_transaction_read_only", "on"));
        tables.stream()
                .map(table -> table.substring(0, table.indexOf('.')))
                .distinct()
                .forEach(schema -> sql.add(grantUsage(database, schema)));
        sql.add(grantSelect(database, tables));
        return sql;
    }

    /** As the queries and lookups write them. */
    static Set<String> tablesOfQueries(ErpConfig config) {
        Set<String> tables = new LinkedHashSet<>();
        for (Source source : config.sources().values()) {
            if (source instanceof QuerySource query) {
                tables.addAll(TablesOfQuery.of(query.sql()));
                query.keys().values().stream()
                        .map(key -> key.lookup())
                        .filter(Objects::nonNull)
                        .forEach(lookup -> tables.addAll(TablesOfQuery.of(lookup)));
            }
        }
        return tables;
    }

    private static String list(Collection<String> tables) {
        return tables.stream().map(AdministratorSql::quotedTable).collect(Collectors.joining(", "));
    }
}
