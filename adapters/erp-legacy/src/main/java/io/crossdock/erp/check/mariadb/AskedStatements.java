package io.crossdock.erp.check.mariadb;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.KeyColumn;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.Section;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether queries and lookups are understood, give the columns that the mapping reads, and are cheap. None is run. */
final class AskedStatements implements Subject<MariaDbCatalog> {

    private static final long LARGE_ROWS = 20_000;

    /** A step of the server's plan. */
    private record Step(String table, String how, long rows) {}

    @Override
    public List<Finding> look(ErpConfig config, MariaDbCatalog catalog, ReadOnlySession session) {
        List<Finding> findings = new ArrayList<>();
        for (Section section : Section.values()) {
            if (config.sources().get(section) instanceof QuerySource query) {
                Set<String> needed = new TreeSet<>();
                for (String name : section.required()) {
                    Field field = query.fields().get(name);
                    if (!field.isConstant()) {
                        needed.add(field.column());
                    }
                }
                findings.addAll(statement(section.label() + ": query", query.sql(), needed, session));
                for (Map.Entry<String, KeyColumn> key : new TreeMap<>(query.keys()).entrySet()) {
                    if (key.getValue().lookup() != null) {
                        findings.addAll(statement(
                                section.label() + ": lookup of " + key.getKey(),
                                key.getValue().lookup(),
                                Set.of("changed", section.key()),
                                session));
                    }
                }
            }
        }
        return findings;
    }

    private static List<Finding> statement(String check, String sql, Set<String> needed, ReadOnlySession session) {
        List<Finding> findings = new ArrayList<>();
        try {
            Set<String> given = columns(sql, session);
            for (String column : needed) {
                if (!given.contains(column)) {
                    findings.add(Finding.fail(
                            check,
                            "gives no column '" + column + "'",
                            "name a column so; it gives " + String.join(", ", given)));
                }
            }
            session
                    .rows(
                            "explain " + sql,
                            row -> new Step(row.getString("table"), row.getString("type"), row.getLong("rows")),
                            "0")
                    .stream()
                    .filter(step -> "ALL".equals(step.how()) && step.rows() >= LARGE_ROWS)
                    .forEach(step -> findings.add(Finding.warn(
                            check,
                            "reads all of " + step.table() + " (about " + step.rows() + " rows) for one key",
                            "an index on what it filters or joins by")));
        } catch (SQLException e) {
            findings.add(Finding.fail(
                    check,
                    e.getMessage().replaceFirst("^\\(conn=\\d+\\) ", ""),
                    "mend it in the mapping file, or grant what it needs, as above"));
        }
        return findings.isEmpty() ? List.of(Finding.ok(check, "gives the columns")) : findings;
    }

    private static Set<String> columns(String sql, ReadOnlySession session) throws SQLException {
        return session.transaction(open -> {
            try (PreparedStatement statement = open.prepareStatement(sql)) {
                ResultSetMetaData described = statement.getMetaData();
                Set<String> columns = new TreeSet<>();
                for (int i = 1; i <= described.getColumnCount(); i++) {
                    columns.add(described.getColumnLabel(i).toLowerCase(Locale.ROOT));
                }
                return columns;
            }
        });
    }
}
