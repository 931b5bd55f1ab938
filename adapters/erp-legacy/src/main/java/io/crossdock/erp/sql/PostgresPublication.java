package io.crossdock.erp.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A publication as PostgreSQL's catalogs tell it.
 *
 * @param isGrowing whether it takes in tables by itself: {@code for all tables}, or all of a schema
 * @param operations of {@code insert}, {@code update}, {@code delete}, {@code truncate}
 * @param byRoot whether a partitioned table's changes bear its own name
 * @param columns by table with its schema, those that it publishes
 * @param filtered tables of which it publishes some rows only
 * @param harmed tables without replica identity, whose updates and deletes the server refuses while it names them
 */
public record PostgresPublication(
        boolean isGrowing,
        Set<String> operations,
        boolean byRoot,
        Map<String, Set<String>> columns,
        Set<String> filtered,
        Set<String> harmed) {

    private static final String HEAD = "select oid, puballtables, pubinsert, pubupdate, pubdelete, pubtruncate,"
            + " to_jsonb(p) ->> 'pubviaroot' as by_root from pg_publication p where pubname = ?";
    /** What came with PostgreSQL 15 is read by way of JSON, so that servers before it answer as well. */
    private static final String TABLES = "select t.schemaname || '.' || t.tablename as name,"
            + " (select string_agg(a, E'\\n') from jsonb_array_elements_text(to_jsonb(t) -> 'attnames') a) as columns,"
            + " to_jsonb(t) ->> 'rowfilter' as filter,"
            + " c.relreplident = 'n' or c.relreplident = 'd' and not exists"
            + " (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary) as harmed"
            + " from pg_publication_tables t"
            + " join pg_namespace n on n.nspname = t.schemaname"
            + " join pg_class c on c.relnamespace = n.oid and c.relname = t.tablename"
            + " where t.pubname = ? order by 1";

    private static final String SCHEMAS = "select to_regclass('pg_catalog.pg_publication_namespace') is not null";
    private static final String NAMES_SCHEMA =
            "select exists (select 1 from pg_publication_namespace where pnpubid = ?)";

    public Set<String> tables() {
        return columns.keySet();
    }

    /** Empty where there is none of that name. */
    public static Optional<PostgresPublication> read(Connection connection, String name) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HEAD)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(connection, name, row)) : Optional.empty();
            }
        }
    }

    private static PostgresPublication read(Connection connection, String name, ResultSet head) throws SQLException {
        Set<String> operations = new LinkedHashSet<>();
        for (String operation : new String[] {"insert", "update", "delete", "truncate"}) {
            if (head.getBoolean("pub" + operation)) {
                operations.add(operation);
            }
        }
        Map<String, Set<String>> columns = new TreeMap<>();
        Set<String> filtered = new LinkedHashSet<>();
        Set<String> harmed = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(TABLES)) {
            select.setString(1, name);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    String table = rows.getString("name");
                    columns.put(table, names(rows.getString("columns")));
                    if (rows.getString("filter") != null) {
                        filtered.add(table);
                    }
                    if (rows.getBoolean("harmed")) {
                        harmed.add(table);
                    }
                }
            }
        }
        boolean isGrowing = head.getBoolean("puballtables") || namesSchema(connection, head.getLong("oid"));
        return new PostgresPublication(
                isGrowing, operations, "true".equals(head.getString("by_root")), columns, filtered, harmed);
    }

    private static boolean namesSchema(Connection connection, long publication) throws SQLException {
        try (PreparedStatement knows = connection.prepareStatement(SCHEMAS);
                ResultSet known = knows.executeQuery()) {
            known.next();
            if (!known.getBoolean(1)) {
                return false;
            }
        }
        try (PreparedStatement names = connection.prepareStatement(NAMES_SCHEMA)) {
            names.setLong(1, publication);
            try (ResultSet row = names.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    /** Empty before PostgreSQL 15, where all columns are published. */
    private static Set<String> names(String lines) {
        return lines == null ? Set.of() : new LinkedHashSet<>(Arrays.asList(lines.split("\n")));
    }
}
