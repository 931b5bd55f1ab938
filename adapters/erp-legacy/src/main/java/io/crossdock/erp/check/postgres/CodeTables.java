package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.KeyColumn;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.Section;
import io.crossdock.erp.Source;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether tables of codes know the codes that are there. Looks at a part of large tables only. */
final class CodeTables implements Subject<PostgresCatalog> {

    private static final int ROWS = 100_000;
    private static final int MOST_SHOWN = 10;

    @Override
    public List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) {
        List<Finding> findings = new ArrayList<>();
        for (Section section : Section.values()) {
            Source source = config.sources().get(section);
            if (source instanceof RowSource row) {
                closed(row.fields()).forEach((name, field) -> {
                    PostgresTable table = catalog.tables().get(row.table());
                    if (table != null && table.isReadable() && table.columns().containsKey(field.column())) {
                        findings.add(look(section, name, field, session, rows(row.table(), field), null));
                    }
                });
            } else if (source instanceof QuerySource query
                    && !closed(query.fields()).isEmpty()) {
                List<String> keys = keys(query, catalog, session);
                closed(query.fields()).forEach((name, field) -> {
                    if (!keys.isEmpty()) {
                        findings.add(look(section, name, field, session, answers(query, field), keys));
                    }
                });
            }
        }
        return findings;
    }

    /** Those where an unknown code is a failure. */
    private static Map<String, Field> closed(Map<String, Field> fields) {
        Map<String, Field> closed = new TreeMap<>(fields);
        closed.values().removeIf(field -> field.codes().isEmpty() || field.fallback() != null);
        return closed;
    }

    private static String rows(String table, Field field) {
        String column = AdministratorSql.quoted(field.column());
        return "select distinct code::text from (select " + column + " as code from "
                + AdministratorSql.quotedTable(table) + " limit " + ROWS + ") part limit 1000";
    }

    private static String answers(QuerySource query, Field field) {
        return "select distinct " + AdministratorSql.quoted(field.column()) + "::text from (" + query.sql()
                + "\n) part limit 1000";
    }

    private static List<String> keys(QuerySource query, PostgresCatalog catalog, ReadOnlySession session) {
        for (Map.Entry<String, KeyColumn> key : new TreeMap<>(query.keys()).entrySet()) {
            if (key.getValue().lookup() == null) {
                List<String> some = SampleKeys.some(
                        session, catalog, key.getKey(), key.getValue().column());
                if (!some.isEmpty()) {
                    return some;
                }
            }
        }
        return List.of();
    }

    private static Finding look(
            Section section, String name, Field field, ReadOnlySession session, String sql, List<String> keys) {
        String check = section.label() + ": codes of " + name;
        Set<String> missing = new TreeSet<>();
        try {
            for (String code : codes(session, sql, keys)) {
                if (code != null && !code.isBlank() && !field.codes().containsKey(field.trim() ? code.strip() : code)) {
                    missing.add("'" + code.strip() + "'");
                }
            }
        } catch (SQLException e) {
            return Finding.warn(check, "could not be looked at within some seconds", "compare them yourself");
        }
        if (missing.isEmpty()) {
            return Finding.ok(check, "all are known" + (keys == null ? "" : " of " + keys.size() + " keys"));
        }
        String shown = String.join(", ", missing.stream().limit(MOST_SHOWN).toList())
                + (missing.size() > MOST_SHOWN ? " and " + (missing.size() - MOST_SHOWN) + " more" : "");
        return Finding.warn(
                check,
                "column '" + field.column() + "' also holds " + shown + ": such rows become dead letters",
                "say what they mean, or write a default");
    }

    private static List<String> codes(ReadOnlySession session, String sql, List<String> keys) throws SQLException {
        return session.transaction(open -> {
            try (PreparedStatement select = open.prepareStatement(sql)) {
                if (keys != null) {
                    select.setObject(1, AskedQuery.array(open, keys), Types.OTHER);
                }
                List<String> codes = new ArrayList<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        codes.add(rows.getString(1));
                    }
                }
                return codes;
            }
        });
    }
}
