package io.crossdock.erp.orders;

import io.crossdock.erp.orders.OrderInterface.Entered;
import io.crossdock.spi.Failure;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The statements of an interface table, in SQL that PostgreSQL, MariaDB and MySQL have in common. */
final class InterfaceSql {

    private static final int QUERY_SECONDS = 20;
    private static final int ASKED_AT_ONCE = 200;

    private final Connection connection;
    private final TableTarget target;
    private final String quote;

    /** A row that is there. */
    record Known(String status, String message) {}

    InterfaceSql(Connection connection, TableTarget target) throws SQLException {
        this.connection = connection;
        this.target = target;
        this.quote = connection.getMetaData().getIdentifierQuoteString().strip();
    }

    /** Without one, nothing would keep two processes from entering the same order twice. */
    void requireUniqueKey(String erp) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String schema = target.orderTable().substring(0, target.orderTable().indexOf('.'));
        String table = target.orderTable().substring(schema.length() + 1);
        // MariaDB and MySQL call a schema a catalog.
        boolean hasSchemas = meta.supportsSchemasInTableDefinitions();
        Map<String, Set<String>> unique = new HashMap<>();
        try (ResultSet found =
                meta.getIndexInfo(hasSchemas ? null : schema, hasSchemas ? schema : null, table, true, true)) {
            while (found.next()) {
                if (found.getString("COLUMN_NAME") != null) {
                    unique.computeIfAbsent(found.getString("INDEX_NAME"), name -> new HashSet<>())
                            .add(unquoted(found.getString("COLUMN_NAME")));
                }
            }
        }
        Set<String> keys = target.keys().stream().map(OrderColumn::name).collect(Collectors.toSet());
        if (unique.values().stream().noneMatch(keys::containsAll)) {
            String columns = keys.stream().sorted().collect(Collectors.joining(", "));
            throw Failure.unavailable(
                    erp,
                    "order",
                    target.orderTable() + " is not there, or has no unique key of " + columns
                            + ": an order that is repeated would be in it twice",
                    null);
        }
    }

    private String unquoted(String name) {
        return quote.isEmpty() ? name : name.replace(quote, "");
    }

    /** A row of exactly this key: the database may hold texts for equal that differ in case or accents. */
    Optional<Known> find(List<String> key) throws SQLException {
        String where = target.keys().stream()
                .map(column -> quoted(column.name()) + " = ?")
                .collect(Collectors.joining(" and "));
        try (PreparedStatement statement = prepared(selectKeys() + where, key);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                if (isOf(row, key)) {
                    return Optional.of(known(row));
                }
            }
            return Optional.empty();
        }
    }

    private String selectKeys() {
        String keys =
                target.keys().stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
        return "select " + keys + answerColumns() + " from " + quotedTable(target.orderTable()) + " where ";
    }

    void insert(List<String> order, List<List<String>> lines) throws SQLException {
        insert(target.orderTable(), target.orderColumns(), List.of(order));
        insert(target.lineTable(), target.lineColumns(), lines);
    }

    /** Whether a unique key refused it: 23505 of PostgreSQL, 1062 of MariaDB and MySQL. */
    static boolean isOfUniqueKey(SQLException e) {
        return "23505".equals(e.getSQLState()) || e.getErrorCode() == 1062;
    }

    private void insert(String table, List<OrderColumn> columns, List<List<String>> rows) throws SQLException {
        String names = columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
        String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
        String sql = "insert into " + quotedTable(table) + " (" + names + ") values (" + places + ")";
        for (List<String> row : rows) {
            try (PreparedStatement statement = prepared(sql, row)) {
                statement.executeUpdate();
            }
        }
    }

    /** The rows of these entries, as far as they are there. */
    Map<Entered, Known> answers(Collection<Entered> open) throws SQLException {
        Map<Entered, Known> found = new HashMap<>();
        List<Entered> asked = new ArrayList<>(open);
        for (int from = 0; from < asked.size(); from += ASKED_AT_ONCE) {
            ask(asked.subList(from, Math.min(from + ASKED_AT_ONCE, asked.size())), found);
        }
        return found;
    }

    private void ask(List<Entered> open, Map<Entered, Known> found) throws SQLException {
        String places = String.join(", ", Collections.nCopies(open.size(), "?"));
        String id = target.keys().stream()
                .filter(column -> column.holds(OrderField.ORDER_ID))
                .map(column -> quoted(column.name()))
                .findFirst()
                .orElseThrow();
        String sql = selectKeys() + id + " in (" + places + ")";
        try (PreparedStatement statement =
                        prepared(sql, open.stream().map(Entered::order).toList());
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                for (Entered each : open) {
                    if (isOf(row, key(each))) {
                        found.put(each, known(row));
                    }
                }
            }
        }
    }

    private List<String> key(Entered entered) {
        return target.keys().stream()
                .map(column -> switch (column.field()) {
                    case ORDER_VERSION -> Long.toString(entered.version());
                    case ORDER_ATTEMPT -> Integer.toString(entered.attempt());
                    default -> entered.order();
                })
                .toList();
    }

    private boolean isOf(ResultSet row, List<String> key) throws SQLException {
        for (int i = 0; i < key.size(); i++) {
            String told = row.getString(i + 1);
            boolean isId = target.keys().get(i).field() == OrderField.ORDER_ID;
            if (told == null || !(told.strip().equals(key.get(i)) || !isId && isNumber(told.strip(), key.get(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNumber(String told, String number) {
        return told.matches("\\d{1,18}(\\.0*)?")
                && number.matches("\\d{1,19}")
                && new BigDecimal(told).compareTo(new BigDecimal(number)) == 0;
    }

    private String answerColumns() {
        return target.answer()
                .map(answer -> Stream.of(answer.status(), answer.message())
                        .filter(name -> name != null)
                        .map(name -> ", " + quoted(name))
                        .collect(Collectors.joining()))
                .orElse("");
    }

    private Known known(ResultSet row) throws SQLException {
        if (target.answer().isEmpty()) {
            return new Known("", null);
        }
        int keys = target.keys().size();
        String status = row.getString(keys + 1);
        String message = target.answer().get().message() == null ? null : row.getString(keys + 2);
        return new Known(status == null ? "" : status.strip(), message);
    }

    private PreparedStatement prepared(String sql, List<String> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(QUERY_SECONDS);
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        return statement;
    }

    private String quotedTable(String table) {
        int point = table.indexOf('.');
        return quoted(table.substring(0, point)) + "." + quoted(table.substring(point + 1));
    }

    private String quoted(String name) {
        return quote + name + quote;
    }
}
