package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.KeyColumn;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.Section;
import io.crossdock.erp.check.ColumnType;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import io.crossdock.erp.check.TypeFit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether queries and lookups are understood, give the columns that the mapping reads, and are cheap. None is run. */
final class QueryFit implements Subject<PostgresCatalog> {

    /** Below it the server reads a table whole for good reason. */
    private static final long LARGE_ROWS = 20_000;

    @Override
    public List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (Section section : Section.values()) {
            if (config.sources().get(section) instanceof QuerySource query) {
                String check = section.label() + ": query";
                Optional<AskedQuery> asked = describe(check, query.sql(), session, findings);
                if (asked.isPresent()) {
                    findings.addAll(query(check, section, query, asked.get(), catalog, session));
                }
                for (Map.Entry<String, KeyColumn> key : new TreeMap<>(query.keys()).entrySet()) {
                    lookup(section, key.getKey(), key.getValue(), asked, catalog, session, findings);
                }
            }
        }
        return findings;
    }

    private static Optional<AskedQuery> describe(
            String check, String sql, ReadOnlySession session, List<Finding> findings) throws SQLException {
        try {
            return Optional.of(AskedQuery.describe(session, sql));
        } catch (SQLException e) {
            findings.add(refused(check, e));
            return Optional.empty();
        }
    }

    private static List<Finding> query(
            String check,
            Section section,
            QuerySource query,
            AskedQuery asked,
            PostgresCatalog catalog,
            ReadOnlySession session)
            throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (String name : section.fields()) {
            Field field = query.fields().get(name);
            if (field.isConstant()) {
                continue;
            }
            ColumnType type = asked.columns().get(field.column());
            if (type != null) {
                TypeFit.mistake(check, name, field, type, false).ifPresent(findings::add);
            } else if (section.required().contains(name)) {
                findings.add(Finding.fail(
                        check,
                        name + ": gives no column '" + field.column() + "'",
                        "name a column so; it gives "
                                + String.join(", ", asked.columns().keySet())));
            }
        }
        TypeFit.missingQuantity(check, section, query, asked.columns().keySet()).ifPresent(findings::add);
        Optional<String> key = Optional.empty();
        for (Map.Entry<String, KeyColumn> table : new TreeMap<>(query.keys()).entrySet()) {
            if (table.getValue().lookup() == null) {
                keyMistake(check, table.getKey(), table.getValue(), asked, catalog)
                        .ifPresent(findings::add);
                key = key.or(() -> SampleKeys.one(
                        session, catalog, table.getKey(), table.getValue().column()));
            }
        }
        findings.addAll(cost(check, query.sql(), key.orElse(null), catalog, session));
        return findings.isEmpty() ? List.of(Finding.ok(check, "gives the columns, of types that fit")) : findings;
    }

    private static void lookup(
            Section section,
            String table,
            KeyColumn key,
            Optional<AskedQuery> query,
            PostgresCatalog catalog,
            ReadOnlySession session,
            List<Finding> findings)
            throws SQLException {
        if (key.lookup() == null) {
            return;
        }
        String check = section.label() + ": lookup of " + table;
        Optional<AskedQuery> asked = describe(check, key.lookup(), session, findings);
        if (asked.isEmpty()) {
            return;
        }
        int before = findings.size();
        for (String column : List.of("changed", section.key())) {
            if (!asked.get().columns().containsKey(column)) {
                findings.add(Finding.fail(check, "gives no column '" + column + "'", "name a column so"));
            }
        }
        keyMistake(check, table, key, asked.get(), catalog).ifPresent(findings::add);
        ColumnType found = asked.get().columns().get(section.key());
        query.filter(known -> found != null && differs(found, known.key()))
                .ifPresent(known -> findings.add(differing(check, section.key(), found, known.key())));
        String one = SampleKeys.one(session, catalog, table, key.column()).orElse(null);
        findings.addAll(cost(check, key.lookup(), one, catalog, session));
        if (findings.size() == before) {
            findings.add(Finding.ok(check, "gives changed and " + section.key()));
        }
    }

    private static Optional<Finding> keyMistake(
            String check, String table, KeyColumn key, AskedQuery asked, PostgresCatalog catalog) {
        ColumnType column = catalog.tables().containsKey(table)
                ? catalog.tables().get(table).columns().get(key.column())
                : null;
        return column != null && differs(column, asked.key())
                ? Optional.of(differing(check, table + "." + key.column(), column, asked.key()))
                : Optional.empty();
    }

    /** A key that cannot be read as the other type fails the whole batch. */
    private static boolean differs(ColumnType given, ColumnType compared) {
        return !compared.isText()
                && !compared.name().equals(given.name())
                && !(compared.isWhole() && given.isWhole())
                && !(compared.isNumber() && !compared.isWhole() && given.isNumber());
    }

    private static Finding differing(String check, String what, ColumnType given, ColumnType compared) {
        return Finding.fail(
                check,
                what + " is of type " + given.name() + " and compared as " + compared.name()
                        + ": a value that is none fails the whole batch",
                "compare texts, as in: where a.nr::text = any(?)");
    }

    private static List<Finding> cost(
            String check, String sql, String key, PostgresCatalog catalog, ReadOnlySession session) {
        try {
            List<Finding> findings = new ArrayList<>();
            for (String scanned : AskedQuery.scans(session, sql, key)) {
                catalog.tables().values().stream()
                        .filter(table -> table.name().endsWith("." + scanned) && table.rows() >= LARGE_ROWS)
                        .forEach(table -> findings.add(Finding.warn(
                                check,
                                "reads all of " + table.name() + " (about " + table.rows() + " rows) for one key",
                                "an index on what it filters or joins by")));
            }
            return findings;
        } catch (SQLException e) {
            return List.of(refused(check, e));
        }
    }

    private static Finding refused(String check, SQLException e) {
        String said = e.getMessage().lines().findFirst().orElse("").replaceFirst("^ERROR: ", "");
        if (Set.of("55P03", "57014").contains(String.valueOf(e.getSQLState()))) {
            return Finding.warn(check, said, "check again when its tables are less busy");
        }
        return Finding.fail(
                check, said, "42501".equals(e.getSQLState()) ? "grant it, as above" : "mend it in the mapping file");
    }
}
