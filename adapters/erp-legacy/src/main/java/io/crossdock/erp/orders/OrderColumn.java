package io.crossdock.erp.orders;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * What one column of the interface is filled with.
 *
 * @param name the column's
 * @param field null for a constant
 * @param value the constant; null where a field is read
 * @param codes our values and what the ERP writes for them; empty where the value is taken as it is, otherwise a value that
 *     is not in it is a failure
 * @param fallback what an unknown value and a missing one become; null where they are a failure, or nothing
 * @param length characters that the column takes: what is longer is cut; null to let the ERP judge
 * @param format of a time, as {@link DateTimeFormatter} has it
 * @param zone in which a time is told
 */
public record OrderColumn(
        String name,
        OrderField field,
        String value,
        Map<String, String> codes,
        String fallback,
        Integer length,
        String format,
        ZoneId zone) {

    public static final String USUAL_FORMAT = "uuuu-MM-dd HH:mm:ss";

    public OrderColumn {
        codes = Map.copyOf(codes);
    }

    /** The field as it is. */
    public static OrderColumn of(String name, OrderField field) {
        return new OrderColumn(name, field, null, Map.of(), null, null, USUAL_FORMAT, ZoneId.of("UTC"));
    }

    public static OrderColumn constant(String name, String value) {
        return new OrderColumn(name, null, value, Map.of(), null, null, USUAL_FORMAT, ZoneId.of("UTC"));
    }

    public boolean holds(OrderField wanted) {
        return field == wanted;
    }

    /**
     * The text for the column; null where there is none.
     *
     * @param read what the field holds
     * @throws IllegalArgumentException when no code stands for it; names the column, never the value
     */
    String text(Object read) {
        if (value != null) {
            return value;
        }
        String told = read instanceof Instant instant
                ? DateTimeFormatter.ofPattern(format, Locale.ROOT)
                        .withZone(zone)
                        .format(instant)
                : read == null ? null : read.toString();
        if (told == null) {
            return fallback;
        }
        String coded = codes.isEmpty() ? told : codes.getOrDefault(told, fallback);
        if (coded == null) {
            throw new IllegalArgumentException(
                    "column '" + name + "': no code stands for what " + field.label() + " is");
        }
        return length == null || coded.length() <= length
                ? coded
                : coded.substring(0, coded.offsetByCodePoints(0, coded.codePointCount(0, length)));
    }
}
