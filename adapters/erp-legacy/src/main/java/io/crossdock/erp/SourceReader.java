package io.crossdock.erp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the section of one capability: a row or a query. */
final class SourceReader {

    private static final Pattern TABLE = Pattern.compile("[^.\\s]+\\.[^.\\s]+");
    private static final String TABLES = "a table with its schema, such as public.lagbst";

    private SourceReader() {}

    /** Null after a mistake that leaves nothing to read. */
    static Source read(Capability capability, YamlSection section) {
        boolean row = section.has("row");
        boolean query = section.has("query");
        if (!capability.allowsRow() && row) {
            section.problem("row", "cannot tell " + capability.section() + ", of which a row is only a part", "query");
            row = false;
        } else if (row == query) {
            section.problem("", row ? "has both row and query" : "has neither row nor query", "one of them");
            row = false;
            query = false;
        }
        section.refuseUnknown();
        if (row) {
            return row(capability, section.section("row"));
        }
        return query ? query(capability, section.section("query")) : null;
    }

    private static Source row(Capability capability, YamlSection section) {
        String table = section.required("table", TABLES);
        if (!table.isEmpty() && !TABLE.matcher(table).matches()) {
            section.problem("table", "'" + table + "' has no schema", TABLES);
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String name : capability.fields()) {
            if (section.has(name)) {
                fields.put(name, field(section, name));
            } else if (capability.required().contains(name)) {
                section.problem(name, "is missing", "a column");
            }
        }
        if (capability == Capability.STOCK && twoCodesMeanOne(fields.get("location"))) {
            section.problem("location", "two codes mean one location, whose level no single row tells", "query");
        }
        section.refuseUnknown();
        return new RowSource(table, fields);
    }

    private static boolean twoCodesMeanOne(Field location) {
        return location != null
                && Set.copyOf(location.codes().values()).size()
                        < location.codes().size();
    }

    private static Field field(YamlSection section, String name) {
        if (section.isText(name)) {
            return new Field(section.text(name).orElse(""), Map.of(), null);
        }
        YamlSection field = section.section(name);
        Field read = new Field(
                field.required("column", "the column's name"),
                field.texts("codes"),
                field.text("scale").map(text -> scale(field, "scale", text)).orElse(null));
        field.refuseUnknown();
        return read;
    }

    private static Source query(Capability capability, YamlSection section) {
        Map<String, KeyColumn> keys = keys(section);
        String sql = sql(section);
        Map<String, Field> fields = new LinkedHashMap<>();
        Optional<YamlSection> codes = part(section, "codes");
        Optional<YamlSection> scale = part(section, "scale");
        for (String name : capability.fields()) {
            Map<String, String> table = codes.map(part -> part.texts(name)).orElse(Map.of());
            Integer digits = scale.flatMap(part -> part.text(name).map(text -> scale(part, name, text)))
                    .orElse(null);
            // An alias without quotes comes back in lower case.
            fields.put(name, new Field(name.toLowerCase(Locale.ROOT), table, digits));
        }
        codes.ifPresent(YamlSection::refuseUnknown);
        scale.ifPresent(YamlSection::refuseUnknown);
        if (capability == Capability.STOCK && fields.get("location").codes().isEmpty()) {
            // Only so is it known which levels are 0 when the query has no row for them any more.
            section.problem("codes", "does not say which locations there are", "location: {H1: hamburg}");
        }
        section.refuseUnknown();
        return new QuerySource(keys, sql, fields);
    }

    private static Map<String, KeyColumn> keys(YamlSection section) {
        Map<String, KeyColumn> keys = new LinkedHashMap<>();
        if (!section.has("keys")) {
            section.problem("keys", "is missing", "by table the column of the key, such as {public.prslst: artnr}");
            return keys;
        }
        YamlSection tables = section.section("keys");
        for (String table : List.copyOf(tables.names())) {
            if (!TABLE.matcher(table).matches()) {
                tables.problem(table, "'" + table + "' has no schema", TABLES);
            }
            keys.put(table, keyColumn(tables, table));
        }
        return keys;
    }

    private static KeyColumn keyColumn(YamlSection tables, String table) {
        if (tables.isText(table)) {
            return new KeyColumn(tables.text(table).orElse(""), Map.of());
        }
        YamlSection key = tables.section(table);
        Map<String, List<String>> when = new LinkedHashMap<>();
        part(key, "when").ifPresent(part -> List.copyOf(part.names()).forEach(name -> when.put(name, part.list(name))));
        KeyColumn column = new KeyColumn(key.required("column", "the column's name"), when);
        key.refuseUnknown();
        return column;
    }

    private static String sql(YamlSection section) {
        String sql = section.required("sql", "a SELECT").strip();
        String start = sql.toLowerCase(Locale.ROOT);
        if (!sql.isEmpty() && !start.startsWith("select") && !start.startsWith("with")) {
            section.problem("sql", "does not read", "one SELECT");
        } else if (sql.contains(";")) {
            section.problem("sql", "is more than one statement", "one SELECT without ;");
        } else if (!sql.isEmpty() && sql.chars().filter(c -> c == '?').count() != 1) {
            section.problem("sql", "does not take the keys", "one ? in it, as in: where artnr = any(?)");
        }
        return sql;
    }

    private static Optional<YamlSection> part(YamlSection section, String name) {
        return section.has(name) ? Optional.of(section.section(name)) : Optional.empty();
    }

    private static Integer scale(YamlSection section, String name, String text) {
        if (text.matches("[0-6]")) {
            return Integer.valueOf(text);
        }
        section.problem(name, "'" + text + "' is not allowed", "digits after the point, 0 to 6");
        return 0;
    }
}
