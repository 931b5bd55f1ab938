package io.crossdock.erp.check.mariadb;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.check.ColumnType;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.TablesOfQuery;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the information schema shows our account: only what it has a right to.
 *
 * @param account as the server knows it, such as {@code crossdock@%}
 * @param tables by name with database, those that are shown
 * @param asked tables that queries and lookups read, with their database
 */
record MariaDbCatalog(String account, Map<String, Table> tables, Set<String> asked) {

    private static final String TABLES = "select concat(table_schema, '.', table_name), table_type, engine, table_rows"
            + " from information_schema.tables where concat(table_schema, '.', table_name) = ?";
    private static final String COLUMNS = "select column_name, data_type from information_schema.columns"
            + " where concat(table_schema, '.', table_name) = ?";

    /** @param rows as the server estimates them */
    record Table(String name, boolean isTable, String engine, long rows, Map<String, ColumnType> columns) {}

    static MariaDbCatalog read(ErpConfig config, ReadOnlySession session) throws SQLException {
        Set<String> asked = asked(config);
        Set<String> wanted = new TreeSet<>(config.tables());
        wanted.addAll(asked);
        Map<String, Table> tables = new TreeMap<>();
        for (String name : wanted) {
            Map<String, ColumnType> columns = new TreeMap<>();
            session.rows(COLUMNS, row -> columns.put(row.getString(1), type(row.getString(2))), name);
            List<Table> found = session.rows(
                    TABLES,
                    row -> new Table(
                            row.getString(1),
                            "BASE TABLE".equals(row.getString(2)),
                            row.getString(3),
                            row.getLong(4),
                            columns),
                    name);
            found.forEach(table -> tables.put(name, table));
        }
        return new MariaDbCatalog(session.row("select current_user()", row -> row.getString(1)), tables, asked);
    }

    /** Names without a database are the connection's. */
    static Set<String> asked(ErpConfig config) {
        Set<String> asked = new TreeSet<>();
        config.sources().values().stream()
                .filter(QuerySource.class::isInstance)
                .map(QuerySource.class::cast)
                .flatMap(query -> Stream.concat(
                        Stream.of(query.sql()),
                        query.keys().values().stream().map(key -> key.lookup()).filter(Objects::nonNull)))
                .flatMap(sql -> TablesOfQuery.of(sql).stream())
                .map(name -> name.contains(".") ? name : config.database().name() + "." + name)
                .forEach(asked::add);
        return asked;
    }

    private static ColumnType type(String name) {
        return new ColumnType(
                name,
                switch (name) {
                    case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set", "uuid" -> "S";
                    case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double" -> "N";
                    case "date", "datetime", "timestamp", "time", "year" -> "D";
                    default -> "V";
                });
    }
}
