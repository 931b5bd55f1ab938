package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.KeyColumn;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.Section;
import io.crossdock.erp.Source;
import io.crossdock.erp.check.ColumnType;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import io.crossdock.erp.check.TypeFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Whether the tables that a mapping file follows are there, with the columns that it names. */
final class MappedTables implements Subject<PostgresCatalog> {

    @Override
    public List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) {
        List<Finding> findings = new ArrayList<>();
        for (Section section : Section.values()) {
            Source source = config.sources().get(section);
            if (source instanceof RowSource row) {
                findings.addAll(row(section, row, catalog));
            } else if (source instanceof QuerySource query) {
                findings.addAll(query(section, query, catalog));
            }
        }
        return findings;
    }

    private static List<Finding> row(Section section, RowSource row, PostgresCatalog catalog) {
        String check = section.label() + ": " + row.table();
        List<Finding> findings = new ArrayList<>(kind(check, row.table(), catalog));
        if (findings.isEmpty()) {
            PostgresTable table = catalog.tables().get(row.table());
            section.rowFields().stream().filter(row.fields()::containsKey).forEach(name -> {
                Field field = row.fields().get(name);
                if (field.isConstant()) {
                    return;
                }
                ColumnType type = table.columns().get(field.column());
                if (type == null) {
                    findings.add(noColumn(check, name + ": ", field.column(), table));
                } else {
                    TypeFit.mistake(check, name, field, type, true).ifPresent(findings::add);
                }
                unpublished(check, field.column(), table, catalog).ifPresent(findings::add);
            });
        }
        return findings.isEmpty() ? List.of(Finding.ok(check, "columns and their types fit")) : findings;
    }

    private static List<Finding> query(Section section, QuerySource query, PostgresCatalog catalog) {
        List<Finding> findings = new ArrayList<>();
        new TreeMap<>(query.keys()).forEach((name, key) -> {
            String check = section.label() + ": " + name;
            List<Finding> mistakes = new ArrayList<>(kind(check, name, catalog));
            if (mistakes.isEmpty()) {
                PostgresTable table = catalog.tables().get(name);
                for (String column : columns(key)) {
                    ColumnType type = table.columns().get(column);
                    if (type == null) {
                        mistakes.add(noColumn(check, "keys: ", column, table));
                    } else if (!type.isReadable() || type.isTime()) {
                        mistakes.add(Finding.fail(
                                check,
                                "keys: column '" + column + "' is of type " + type.name() + ", which is no key",
                                "name another column"));
                    }
                    unpublished(check, column, table, catalog).ifPresent(mistakes::add);
                }
            }
            findings.addAll(mistakes.isEmpty() ? List.of(Finding.ok(check, "has the key's columns")) : mistakes);
        });
        return findings;
    }

    private static Set<String> columns(KeyColumn key) {
        Set<String> columns = new TreeSet<>(key.when().keySet());
        columns.add(key.column());
        return columns;
    }

    private static List<Finding> kind(String check, String name, PostgresCatalog catalog) {
        PostgresTable table = catalog.tables().get(name);
        if (table == null) {
            return List.of(
                    Finding.fail(check, "is not there", "mend the name: schema.table, as the catalogs write it"));
        }
        if (!table.kind().equals("r") && !table.kind().equals("p")) {
            return List.of(Finding.fail(
                    check,
                    "is a view or a foreign table, whose changes are in no log",
                    "follow the tables beneath it"));
        }
        return table.isLogged()
                ? List.of()
                : List.of(Finding.fail(check, "is not logged: no change of it is ever told", "leave it out"));
    }

    private static Finding noColumn(String check, String where, String column, PostgresTable table) {
        return Finding.fail(
                check,
                where + "has no column '" + column + "'",
                "mend the name; there are " + String.join(", ", table.columns().keySet()));
    }

    private static Optional<Finding> unpublished(
            String check, String column, PostgresTable table, PostgresCatalog catalog) {
        return catalog.publication()
                .map(publication -> publication.columns().getOrDefault(table.name(), Set.of()))
                .filter(published -> !published.isEmpty() && !published.contains(column))
                .filter(published -> table.columns().containsKey(column))
                .map(published -> Finding.fail(
                        check,
                        "the publication leaves column '" + column + "' out",
                        "publish the table with all columns that the mapping names"));
    }
}
