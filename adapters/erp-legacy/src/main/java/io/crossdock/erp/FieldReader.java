package io.crossdock.erp;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads how a field is read: {@code sku: artnr}, or a mapping with conversions. */
final class FieldReader {

    private static final List<String> CONVERSIONS =
            List.of("column", "trim", "codes", "default", "factor", "scale", "timeZone");

    private FieldReader() {}

    /** Of a changed row, where the column must be named. */
    static Field ofRow(YamlSection section, String name) {
        return section.isText(name)
                ? new Field(section.text(name).orElse(""), Map.of(), null)
                : read(section.section(name), name, null);
    }

    /** Of a query's answer, whose column is named as the field unless told; without quotes it is in lower case. */
    static Field ofQuery(YamlSection section, String name) {
        String column = name.toLowerCase(Locale.ROOT);
        if (!section.has(name)) {
            return new Field(column, Map.of(), null);
        }
        return section.isText(name)
                ? new Field(section.text(name).orElse(column).toLowerCase(Locale.ROOT), Map.of(), null)
                : read(section.section(name), name, column);
    }

    /** @param column null where it must be told */
    private static Field read(YamlSection section, String name, String column) {
        if (section.has("value")) {
            for (String conversion : CONVERSIONS) {
                if (section.has(conversion)) {
                    section.problem(conversion, "stands beside a constant", "value alone");
                }
            }
            section.refuseUnknown();
            return Field.constant(section.text("value").orElse("?"));
        }
        String told = column == null
                ? section.required("column", "the column's name, or value: and a constant")
                : section.text("column")
                        .map(text -> text.toLowerCase(Locale.ROOT))
                        .orElse(column);
        Field read = new Field(
                told,
                null,
                section.flag("trim", true),
                section.texts("codes"),
                section.text("default").orElse(null),
                factor(section, name),
                scale(section, name),
                zone(section, name));
        section.refuseUnknown();
        return read;
    }

    private static ZoneId zone(YamlSection section, String name) {
        if (section.has("timeZone") && FieldType.of(name) != FieldType.TIME) {
            section.problem("timeZone", name + " is no time", "trim, codes, default");
            return null;
        }
        return zone(section);
    }

    /** What a section names as its {@code timeZone}; null where it names none, or none that there is. */
    static ZoneId zone(YamlSection section) {
        String text = section.text("timeZone").orElse(null);
        try {
            return text == null ? null : ZoneId.of(text);
        } catch (DateTimeException e) {
            section.problem("timeZone", "'" + text + "' is no time zone", "a region such as Europe/Berlin, or UTC");
            return null;
        }
    }

    private static BigDecimal factor(YamlSection section, String name) {
        String text = section.text("factor").orElse(null);
        if (text == null || !isNumber(section, name, "factor")) {
            return null;
        }
        if (text.matches("\\d{1,6}(\\.\\d{1,6})?") && new BigDecimal(text).signum() > 0) {
            return new BigDecimal(text);
        }
        section.problem("factor", "'" + text + "' is not allowed", "a number above 0, such as 0.01");
        return null;
    }

    private static Integer scale(YamlSection section, String name) {
        String text = section.text("scale").orElse(null);
        if (text == null || !isNumber(section, name, "scale")) {
            return null;
        }
        if (text.matches("[0-6]")) {
            return Integer.valueOf(text);
        }
        section.problem("scale", "'" + text + "' is not allowed", "digits after the point, 0 to 6");
        return null;
    }

    private static boolean isNumber(YamlSection section, String name, String conversion) {
        boolean isNumber = FieldType.of(name) == FieldType.NUMBER;
        if (!isNumber) {
            section.problem(conversion, name + " is no number", "trim, codes, default");
        }
        return isNumber;
    }
}
