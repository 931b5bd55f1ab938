package io.crossdock.erp.check.postgres;

import io.crossdock.erp.check.ColumnType;
import io.crossdock.erp.check.ReadOnlySession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SELECT of a mapping file as the server understands it, without running it.
 *
 * @param columns by name in lower case, as a mapping reads them
 * @param key the type that it compares keys with
 */
record AskedQuery(Map<String, ColumnType> columns, ColumnType key) {

    private static final String TYPE =
            "select coalesce(b.typname, t.typname) as name, coalesce(b.typcategory, t.typcategory) as category"
                    + " from pg_type t left join pg_type b on b.oid = t.typbasetype where t.oid = to_regtype(?)";
    private static final String ELEMENT = "select e.typname as name, e.typcategory as category from pg_type t"
            + " join pg_type e on e.oid = t.typelem where t.oid = to_regtype(?)";
    private static final Pattern SCAN = Pattern.compile(
            "\"Node Type\": \"Seq Scan\".*?\"Relation Name\": \"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.DOTALL);

    /** @throws SQLException what the server says against it */
    static AskedQuery describe(ReadOnlySession session, String sql) throws SQLException {
        Map<String, String> names = new LinkedHashMap<>();
        String parameter = session.transaction(open -> {
            try (PreparedStatement statement = open.prepareStatement(sql)) {
                ResultSetMetaData columns = statement.getMetaData();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    names.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), columns.getColumnTypeName(i));
                }
                return statement.getParameterMetaData().getParameterTypeName(1);
            }
        });
        Map<String, ColumnType> types = new LinkedHashMap<>();
        for (Map.Entry<String, String> column : names.entrySet()) {
            types.put(column.getKey(), type(session, TYPE, column.getValue()));
        }
        return new AskedQuery(types, type(session, ELEMENT, parameter));
    }

    /** A driver's own names, such as {@code bigserial}, are none of the server's. */
    private static ColumnType type(ReadOnlySession session, String sql, String name) throws SQLException {
        String known =
                name.replace("bigserial", "int8").replace("smallserial", "int2").replace("serial", "int4");
        List<ColumnType> types =
                session.rows(sql, row -> new ColumnType(row.getString("name"), row.getString("category")), known);
        return types.isEmpty() ? new ColumnType(name, "U") : types.get(0);
    }

    /**
     * The tables that it would read from beginning to end.
     *
     * @param key one that is there, or null for none
     * @throws SQLException also where the role may not read a table
     */
    static List<String> scans(ReadOnlySession session, String sql, String key) throws SQLException {
        return session.transaction(open -> {
            try (PreparedStatement explain = open.prepareStatement("explain (format json) " + sql)) {
                explain.setObject(1, array(open, key == null ? List.of() : List.of(key)), Types.OTHER);
                StringBuilder plan = new StringBuilder();
                try (ResultSet rows = explain.executeQuery()) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                List<String> scans = new ArrayList<>();
                Matcher found = SCAN.matcher(plan);
                while (found.find()) {
                    scans.add(found.group(1));
                }
                return scans;
            }
        });
    }

    /** Keys as the mapping binds them: without a type of its own, the array becomes what the column is. */
    static String array(Connection open, Collection<String> keys) throws SQLException {
        return open.createArrayOf("text", keys.toArray()).toString();
    }
}
