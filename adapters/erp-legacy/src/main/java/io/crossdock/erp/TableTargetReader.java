package io.crossdock.erp;

import io.crossdock.erp.orders.OrderColumn;
import io.crossdock.erp.orders.OrderField;
import io.crossdock.erp.orders.TableTarget;
import io.crossdock.erp.orders.TableTarget.TableAnswer;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads {@code interface-table:}. */
final class TableTargetReader {

    private static final String NAME = "[A-Za-z_][A-Za-z0-9_$]{0,62}";
    private static final Pattern NAMES = Pattern.compile(NAME);
    private static final Pattern TABLE = Pattern.compile(NAME + "\\." + NAME);
    private static final String TABLES = "a table with its schema, such as public.aufein";

    private final BiFunction<YamlSection, String, String> resolver;
    private final ErpDatabase database;

    TableTargetReader(BiFunction<YamlSection, String, String> resolver, ErpDatabase database) {
        this.resolver = resolver;
        this.database = database;
    }

    TableTarget read(YamlSection section, boolean takesChanges) {
        String user = resolver.apply(section, "user");
        String password = resolver.apply(section, "password");
        if (database.host().isEmpty()) {
            section.problem("", "is in no database", "a section database");
        }
        YamlSection order = part(section, "order");
        String orderTable = table(order);
        List<OrderColumn> orderColumns = columns(order, false);
        requireField(order, orderColumns, OrderField.ORDER_ID);
        if (takesChanges) {
            requireField(order, orderColumns, OrderField.ORDER_VERSION);
            requireField(order, orderColumns, OrderField.ORDER_KIND);
        }
        Optional<TableAnswer> answer =
                order.has("answer") ? Optional.of(answer(order.section("answer"))) : Optional.empty();
        order.refuseUnknown();
        YamlSection lines = part(section, "lines");
        String lineTable = table(lines);
        List<OrderColumn> lineColumns = columns(lines, true);
        requireField(lines, lineColumns, OrderField.ORDER_ID);
        requireField(lines, lineColumns, OrderField.LINE_SKU);
        requireField(lines, lineColumns, OrderField.LINE_QUANTITY);
        lines.refuseUnknown();
        section.refuseUnknown();
        return new TableTarget(
                database.jdbcUrl(), user, password, orderTable, orderColumns, lineTable, lineColumns, answer);
    }

    private static YamlSection part(YamlSection section, String key) {
        if (!section.has(key)) {
            section.problem(key, "is missing", "a table and its columns");
            return section.none(key);
        }
        return section.section(key);
    }

    private static String table(YamlSection section) {
        String table = section.required("table", TABLES);
        if (!table.isEmpty() && !TABLE.matcher(table).matches()) {
            section.problem("table", "'" + table + "' is no name of a table with its schema", TABLES);
        }
        return table;
    }

    private static List<OrderColumn> columns(YamlSection section, boolean ofLine) {
        List<OrderColumn> columns = OrderColumnReader.read(section, "columns", ofLine);
        for (OrderColumn column : columns) {
            if (!NAMES.matcher(column.name()).matches()) {
                section.problem(
                        "columns", "'" + column.name() + "' is no name of a column", "letters, digits, _ and $");
            }
        }
        return columns;
    }

    private static void requireField(YamlSection section, List<OrderColumn> columns, OrderField field) {
        if (columns.stream().noneMatch(column -> column.holds(field))) {
            section.problem(
                    "columns", "no column takes " + field.label(), "a column with it, such as {kdref: order.id}");
        }
    }

    private static TableAnswer answer(YamlSection section) {
        String status = column(section, "status");
        List<String> rejected = section.list("rejected");
        String message = section.has("message") ? column(section, "message") : null;
        section.refuseUnknown();
        return new TableAnswer(status, rejected, message);
    }

    private static String column(YamlSection section, String key) {
        String name = section.required(key, "a column of the order's table");
        if (!name.isEmpty() && !NAMES.matcher(name).matches()) {
            section.problem(key, "'" + name + "' is no name of a column", "letters, digits, _ and $");
        }
        return name;
    }
}
