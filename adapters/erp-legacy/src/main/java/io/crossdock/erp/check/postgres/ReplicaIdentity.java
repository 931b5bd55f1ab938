package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.Section;
import io.crossdock.erp.Source;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether the log tells which row was changed. Without that PostgreSQL refuses the ERP's own updates and deletes of a
 * published table (manual, section 29.1.1).
 */
final class ReplicaIdentity implements Subject<PostgresCatalog> {

    @Override
    public List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) {
        Set<String> names = new TreeSet<>(config.tables());
        catalog.publication().ifPresent(publication -> names.addAll(publication.tables()));
        Map<String, Set<String>> keys = keyColumns(config);
        List<Finding> findings = new ArrayList<>();
        for (String name : names) {
            PostgresTable table = catalog.tables().get(name);
            if (table != null) {
                findings.add(finding(table, keys.getOrDefault(name, Set.of()), config, catalog));
            }
        }
        return findings;
    }

    private static Finding finding(PostgresTable table, Set<String> keys, ErpConfig config, PostgresCatalog catalog) {
        String check = table.name() + ": replica identity";
        String full = "alter table " + AdministratorSql.quotedTable(table.name()) + " replica identity full;";
        if (table.identity().isEmpty()) {
            boolean isPublished = catalog.publication()
                    .map(publication -> publication.tables().contains(table.name()))
                    .orElse(false);
            boolean isNamed =
                    isPublished && !catalog.publication().orElseThrow().isGrowing();
            return Finding.fail(
                    check,
                    "none: it has no primary key"
                            + (isPublished
                                    ? ", and the ERP's own updates and deletes fail while it is published"
                                    : ", and the ERP's own updates and deletes would fail if it were published"),
                    "the ERP's owners choose: a primary key, or replica identity full",
                    choice(table, config, isNamed, full));
        }
        Set<String> lost = new TreeSet<>(keys);
        lost.retainAll(table.columns().keySet());
        lost.removeAll(table.identity());
        if (lost.isEmpty()) {
            return Finding.ok(check, String.join(", ", shown(table)));
        }
        return Finding.warn(
                check,
                "does not hold " + String.join(", ", lost) + ": a deleted row becomes a dead letter, and a row whose "
                        + String.join(", ", lost) + " changes leaves its former key as it was",
                "nothing where such rows are neither deleted nor change their key; else the ERP's owners choose",
                "-- A choice for the ERP's owners; cost: every update and delete of " + table.name()
                        + " writes the whole former row into the log.",
                "-- " + full);
    }

    private static List<String> shown(PostgresTable table) {
        return table.identity().size() == table.columns().size()
                        && table.columns().size() > 4
                ? List.of("all columns")
                : List.copyOf(table.identity());
    }

    private static String[] choice(PostgresTable table, ErpConfig config, boolean isNamed, String full) {
        List<String> sql = new ArrayList<>();
        // One that is not mapped, or that a publication took in by itself, goes with the publication's own mistakes.
        if (isNamed && config.tables().contains(table.name())) {
            sql.add(AdministratorSql.alterPublication(config.database(), "drop", Set.of(table.name())));
        }
        sql.add("-- A choice for the ERP's owners: a primary key for " + table.name() + ", or what follows; cost: every"
                + " update and delete writes the whole former row into the log, and a reader finds it slowly.");
        sql.add("-- " + full);
        return sql.toArray(String[]::new);
    }

    /** By table, the columns whose former values lead to what a deleted or renamed row was about. */
    private static Map<String, Set<String>> keyColumns(ErpConfig config) {
        Map<String, Set<String>> columns = new TreeMap<>();
        for (Map.Entry<Section, Source> entry : config.sources().entrySet()) {
            if (entry.getValue() instanceof RowSource row) {
                for (String name : List.of("sku", "location")) {
                    Field field = row.fields().get(name);
                    if (field != null && !field.isConstant()) {
                        columns.computeIfAbsent(row.table(), table -> new TreeSet<>())
                                .add(field.column());
                    }
                }
            } else if (entry.getValue() instanceof QuerySource query) {
                query.keys().forEach((table, key) -> {
                    if (key.when().isEmpty()) {
                        columns.computeIfAbsent(table, name -> new TreeSet<>()).add(key.column());
                    }
                });
            }
        }
        return columns;
    }
}
