package io.crossdock.erp;

import io.crossdock.erp.orders.OrderColumn;
import io.crossdock.erp.orders.OrderField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads what columns of an interface hold: {@code kdref: order.id}, or a mapping with conversions. */
final class OrderColumnReader {

    private OrderColumnReader() {}

    /** @param ofLine whether there is a row for each line; without one, no field of a line can be told */
    static List<OrderColumn> read(YamlSection parent, String key, boolean ofLine) {
        List<OrderColumn> columns = new ArrayList<>();
        if (!parent.has(key)) {
            parent.problem(key, "is missing", "columns and what they hold, such as {kdref: order.id}");
            return columns;
        }
        YamlSection section = parent.section(key);
        for (String name : List.copyOf(section.names())) {
            OrderColumn column = section.isText(name)
                    ? plain(section, name, section.text(name).orElse(""))
                    : converted(section.section(name), name);
            if (column.field() != null && column.field().isOfLine() && !ofLine) {
                section.problem(name, column.field().label() + " is each line's own", allowed(false));
            }
            columns.add(column);
        }
        return columns;
    }

    private static OrderColumn plain(YamlSection section, String name, String label) {
        return OrderColumn.of(name, field(section, name, label));
    }

    private static OrderColumn converted(YamlSection section, String name) {
        if (section.has("value")) {
            String value = section.text("value").orElse("");
            section.refuseUnknown();
            return OrderColumn.constant(name, value);
        }
        OrderField field = field(section, "field", section.required("field", "one of ours, or value: and a constant"));
        OrderColumn column = new OrderColumn(
                name,
                field,
                null,
                section.texts("codes"),
                section.text("default").orElse(null),
                length(section),
                format(section, field),
                zone(section));
        section.refuseUnknown();
        return column;
    }

    /** Any after a mistake. */
    private static OrderField field(YamlSection section, String key, String label) {
        return OrderField.named(label).orElseGet(() -> {
            if (!label.isEmpty()) {
                section.problem(key, "'" + label + "' is no field of an order", allowed(true));
            }
            return OrderField.ORDER_NUMBER;
        });
    }

    private static String allowed(boolean ofLine) {
        return Arrays.stream(OrderField.values())
                .filter(field -> ofLine || !field.isOfLine())
                .map(OrderField::label)
                .collect(Collectors.joining(", "));
    }

    private static Integer length(YamlSection section) {
        String text = section.text("length").orElse(null);
        if (text == null || text.matches("[1-9]\\d{0,3}")) {
            return text == null ? null : Integer.valueOf(text);
        }
        section.problem("length", "'" + text + "' is not allowed", "characters, 1 to 9999");
        return null;
    }

    private static String format(YamlSection section, OrderField field) {
        String format = section.text("format").orElse(OrderColumn.USUAL_FORMAT);
        try {
            DateTimeFormatter.ofPattern(format, Locale.ROOT)
                    .withZone(ZoneId.of("UTC"))
                    .format(Instant.EPOCH);
        } catch (IllegalArgumentException | DateTimeException e) {
            section.problem("format", "'" + format + "' is no form of a time", "such as uuuuMMdd");
            return OrderColumn.USUAL_FORMAT;
        }
        if (section.has("format") && field != OrderField.ORDER_PLACED_AT) {
            section.problem("format", field.label() + " is no time", "field, codes, default, length");
        }
        return format;
    }

    private static ZoneId zone(YamlSection section) {
        String zone = section.text("zone").orElse("UTC");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            section.problem("zone", "'" + zone + "' is no time zone", "such as Europe/Berlin");
            return ZoneId.of("UTC");
        }
    }
}
