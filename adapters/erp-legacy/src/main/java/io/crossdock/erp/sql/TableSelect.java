package io.crossdock.erp.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Selects whole rows of one table. */
final class TableSelect {

    private final Connection connection;
    private final String schema;
    private final String table;
    private final String quote;

    /** @param table with its schema */
    TableSelect(Connection connection, String table) throws SQLException {
        this.connection = connection;
        this.schema = table.substring(0, table.indexOf('.'));
        this.table = table.substring(table.indexOf('.') + 1);
        this.quote = connection.getMetaData().getIdentifierQuoteString();
    }

    /** The columns of the primary key in order; empty where there is none. */
    List<String> key() throws SQLException {
        // A schema is JDBC's schema in PostgreSQL and its catalog in MariaDB.
        List<String> key = key(null, schema);
        return key.isEmpty() ? key(schema, null) : key;
    }

    private List<String> key(String catalog, String ofSchema) throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet found = metaData.getPrimaryKeys(catalog, ofSchema, table)) {
            while (found.next()) {
                columns.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    /** @param after the row before them; empty for the first ones */
    List<Map<String, Object>> after(List<String> key, Map<String, Object> after, int most) throws SQLException {
        String order = key.stream().map(this::quoted).collect(Collectors.joining(", "));
        List<Object> values = new ArrayList<>();
        String condition = after.isEmpty() ? "" : " where " + beyond(key, after, values);
        return rows(condition + " order by " + order + " limit " + most, values);
    }

    /**
     * With the first column's bound apart, which every database finds in an index; comparing rows as a whole, not all do.
     */
    private String beyond(List<String> key, Map<String, Object> after, List<Object> values) {
        values.add(after.get(key.get(0)));
        List<String> ways = new ArrayList<>();
        for (int last = 0; last < key.size(); last++) {
            List<String> parts = new ArrayList<>();
            for (int i = 0; i <= last; i++) {
                parts.add(quoted(key.get(i)) + (i == last ? " > ?" : " = ?"));
                values.add(after.get(key.get(i)));
            }
            ways.add("(" + String.join(" and ", parts) + ")");
        }
        return quoted(key.get(0)) + " >= ? and (" + String.join(" or ", ways) + ")";
    }

    List<Map<String, Object>> with(String column, Collection<String> among) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(among.size(), "?"));
        return rows(" where " + quoted(column) + " in (" + marks + ")", among);
    }

    private List<Map<String, Object>> rows(String condition, Collection<?> values) throws SQLException {
        String sql = "select * from " + quoted(schema) + "." + quoted(table) + condition;
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int place = 1;
            for (Object value : values) {
                select.setObject(place++, value);
            }
            try (ResultSet found = select.executeQuery()) {
                return read(found);
            }
        }
    }

    private static List<Map<String, Object>> read(ResultSet found) throws SQLException {
        ResultSetMetaData columns = found.getMetaData();
        List<Map<String, Object>> rows = new ArrayList<>();
        while (found.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnName(i), found.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }

    private String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }
}
