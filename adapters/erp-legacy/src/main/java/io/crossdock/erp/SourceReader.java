package io.crossdock.erp;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one section of a mapping file: a row or a query. */
final class SourceReader {

    private static final Pattern TABLE = Pattern.compile("[^.\\s]+\\.[^.\\s]+");
    private static final String TABLES = "a table with its schema, such as public.lagbst";

    private final ZoneId zone;
    private final DatabaseType database;

    /**
     * @param zone of times that name none; null where the file names none
     * @param database that the queries are for
     */
    SourceReader(ZoneId zone, DatabaseType database) {
        this.zone = zone;
        this.database = database;
    }

    /** Null after a mistake that leaves nothing to read. */
    Source read(Section kind, YamlSection section) {
        boolean row = section.has("row");
        boolean query = section.has("query");
        if (!kind.allowsRow() && row) {
            section.problem("row", "cannot tell " + kind.label() + ", of which a row is only a part", "query");
            row = false;
        } else if (row == query) {
            section.problem("", row ? "has both row and query" : "has neither row nor query", "one of them");
            row = false;
            query = false;
        }
        Optional<LineState> levelExcludes = kind == Section.ORDERS ? levelExcludes(section) : Optional.empty();
        section.refuseUnknown();
        if (row) {
            return row(kind, section.section("row"));
        }
        return query ? query(kind, section.section("query"), levelExcludes) : null;
    }

    /** Of a section that can only be a query; null where it has none. */
    Source query(Section kind, YamlSection section) {
        if (!section.has("query")) {
            section.problem("", "has no query, by which sales are found", "a query");
            return null;
        }
        return query(kind, section.section("query"), Optional.empty());
    }

    private static Optional<LineState> levelExcludes(YamlSection section) {
        Optional<String> text = section.text("levelExcludes");
        Optional<LineState> read = text.filter(LineState.excluding()::contains).flatMap(LineState::labelled);
        if (text.isPresent() && read.isEmpty()) {
            section.problem(
                    "levelExcludes",
                    "'" + text.get() + "' is no state that a level can exclude",
                    String.join(", ", LineState.excluding()));
        }
        return read;
    }

    private static Source row(Section kind, YamlSection section) {
        String table = section.required("table", TABLES);
        if (!table.isEmpty() && !TABLE.matcher(table).matches()) {
            section.problem("table", "'" + table + "' has no schema", TABLES);
        }
        Map<String, Field> fields = new LinkedHashMap<>();
        for (String name : kind.rowFields()) {
            if (section.has(name)) {
                fields.put(name, FieldReader.ofRow(section, name));
            } else if (kind.required().contains(name)) {
                section.problem(name, "is missing", "a column");
            }
        }
        if (fields.containsKey("sku") && fields.get("sku").isConstant()) {
            section.problem("sku", "is the key, and cannot be a constant", "a column");
        }
        if (kind == Section.STOCK && twoCodesMeanOne(fields.get("location"))) {
            section.problem("location", "two codes mean one location, whose level no single row tells", "query");
        }
        section.refuseUnknown();
        return new RowSource(table, fields);
    }

    private static boolean twoCodesMeanOne(Field location) {
        return location != null
                && (location.fallback() != null
                        || location.meanings().size() < location.codes().size());
    }

    /** Only so is it known which levels are 0 when the query has no row for them any more. */
    private static boolean namesLocations(Field location) {
        return location.isConstant() || !location.codes().isEmpty();
    }

    private Source query(Section kind, YamlSection section, Optional<LineState> levelExcludes) {
        Map<String, KeyColumn> keys = keys(kind, section, database);
        String sql = sql(section, "sql", database);
        Map<String, Field> fields = fields(kind, section, levelExcludes.isPresent());
        if (kind == Section.STOCK && !namesLocations(fields.get("location"))) {
            section.problem("fields", "does not say which locations there are", "location: {codes: {H1: hamburg}}");
        }
        section.refuseUnknown();
        return new QuerySource(keys, sql, fields, levelExcludes);
    }

    private Map<String, Field> fields(Section kind, YamlSection section, boolean tellsStates) {
        YamlSection part = section.has("fields") ? section.section("fields") : section.none("fields");
        Map<String, Field> fields = new LinkedHashMap<>();
        kind.fields()
                .forEach(
                        name -> fields.put(name, FieldReader.ofQuery(part, name).in(zone)));
        part.refuseUnknown();
        if (fields.get(kind.key()).isConstant()) {
            part.problem(kind.key(), "is the key, and cannot be a constant", "a column");
        }
        if (kind == Section.ORDERS && tellsStates) {
            checkStates(part, fields.get("state"));
        } else if (kind == Section.ORDERS && part.has("state")) {
            part.problem("state", "says nothing while it is not known which states a level excludes", "levelExcludes");
        }
        return fields;
    }

    private static void checkStates(YamlSection fields, Field state) {
        for (String meaning : state.meanings()) {
            if (LineState.labelled(meaning).isEmpty()) {
                fields.problem(
                        "state", "'" + meaning + "' is no state of a line", String.join(", ", LineState.labels()));
            }
        }
    }

    private static Map<String, KeyColumn> keys(Section kind, YamlSection section, DatabaseType database) {
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
            keys.put(table, keyColumn(kind, tables, table, database));
        }
        return keys;
    }

    private static KeyColumn keyColumn(Section kind, YamlSection tables, String table, DatabaseType database) {
        if (tables.isText(table)) {
            return new KeyColumn(tables.text(table).orElse(""), Map.of());
        }
        YamlSection key = tables.section(table);
        Map<String, List<String>> when = new LinkedHashMap<>();
        part(key, "when").ifPresent(part -> List.copyOf(part.names()).forEach(name -> when.put(name, part.list(name))));
        String lookup = key.has("lookup") ? lookup(kind, key, database) : null;
        String missing = key.text("missing").orElse("refuse");
        if (!missing.equals("refuse") && !missing.equals("ignore")) {
            key.problem("missing", "'" + missing + "' is not allowed", "refuse, ignore");
        }
        KeyColumn column =
                new KeyColumn(key.required("column", "the column's name"), when, lookup, missing.equals("ignore"));
        key.refuseUnknown();
        return column;
    }

    private static String lookup(Section kind, YamlSection key, DatabaseType database) {
        String sql = sql(key, "lookup", database);
        for (String column : List.of("changed", kind.key())) {
            if (!sql.isEmpty() && !sql.toLowerCase(Locale.ROOT).matches("(?s).*\\b" + column + "\\b.*")) {
                key.problem("lookup", "has no column named " + column, "select ... as changed, ... as " + kind.key());
            }
        }
        return sql;
    }

    private static String sql(YamlSection section, String name, DatabaseType database) {
        String sql = section.required(name, "a SELECT").strip();
        String start = sql.toLowerCase(Locale.ROOT);
        if (!sql.isEmpty() && !start.startsWith("select") && !start.startsWith("with")) {
            section.problem(name, "does not read", "one SELECT");
        } else if (sql.contains(";")) {
            section.problem(name, "is more than one statement", "one SELECT without ;");
        } else if (!sql.isEmpty() && !database.takesKeys(sql)) {
            section.problem(name, "does not take the keys", "one ? in it, as in: where artnr " + database.keys());
        }
        return sql;
    }

    private static Optional<YamlSection> part(YamlSection section, String name) {
        return section.has(name) ? Optional.of(section.section(name)) : Optional.empty();
    }
}
