package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import io.crossdock.erp.sql.PostgresPublication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the publication names the mapping's tables, and nothing else. A table without replica identity is never offered. */
final class PublishedTables implements Subject<PostgresCatalog> {

    @Override
    public List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) {
        ErpDatabase database = config.database();
        String check = "publication " + database.publication();
        Set<String> safe = new TreeSet<>(config.tables());
        safe.removeIf(name -> !catalog.tables().containsKey(name)
                || catalog.tables().get(name).identity().isEmpty());
        Optional<PostgresPublication> found = catalog.publication();
        if (found.isEmpty()) {
            return List.of(Finding.fail(
                    check,
                    "is not there",
                    "make it, as the tables' owner",
                    safe.isEmpty() ? new String[0] : new String[] {create(database, catalog, safe)}));
        }
        PostgresPublication publication = found.get();
        if (publication.isGrowing()) {
            List<String> sql = new ArrayList<>();
            sql.add("drop publication " + AdministratorSql.quoted(database.publication()) + ";");
            if (!safe.isEmpty()) {
                sql.add(create(database, catalog, safe));
            }
            return List.of(Finding.fail(
                    check,
                    "takes in tables by itself: the ERP's updates of one without a key fail, also of one made later",
                    "make it anew for the mapping's tables only",
                    sql.toArray(String[]::new)));
        }
        List<Finding> findings = new ArrayList<>(named(config, catalog, publication, safe));
        List<String> operations = List.of("insert", "update", "delete");
        if (!publication.operations().containsAll(operations)) {
            findings.add(Finding.fail(
                    check,
                    "publishes " + String.join(", ", publication.operations()) + " only",
                    "publish all three",
                    "alter publication " + AdministratorSql.quoted(database.publication())
                            + " set (publish = 'insert, update, delete');"));
        }
        publication
                .filtered()
                .forEach(table -> findings.add(Finding.warn(
                        check, "publishes some rows of " + table + " only", "nothing if the others are none of ours")));
        if (findings.isEmpty()) {
            findings.add(Finding.ok(check, publication.tables().size() + " tables, inserts, updates and deletes"));
        }
        return findings;
    }

    private static List<Finding> named(
            ErpConfig config, PostgresCatalog catalog, PostgresPublication publication, Set<String> safe) {
        ErpDatabase database = config.database();
        String check = "publication " + database.publication();
        List<Finding> findings = new ArrayList<>();
        Set<String> missing = new TreeSet<>(config.tables());
        missing.removeAll(publication.tables());
        boolean isSplit = !publication.byRoot() && missing.removeIf(name -> isPartitioned(catalog, name));
        if (isSplit) {
            findings.add(Finding.fail(
                    check,
                    "tells changes of a table with partitions under the partitions' names",
                    "have it tell the table's own",
                    "alter publication " + AdministratorSql.quoted(database.publication())
                            + " set (publish_via_partition_root = true);"));
        }
        if (!missing.isEmpty()) {
            Set<String> addable = new TreeSet<>(missing);
            addable.retainAll(safe);
            findings.add(Finding.fail(
                    check,
                    "does not name " + String.join(", ", missing),
                    "add it, as the table's owner",
                    addable.isEmpty()
                            ? new String[0]
                            : new String[] {AdministratorSql.alterPublication(database, "add", addable)}));
        }
        Set<String> needless = new TreeSet<>(publication.tables());
        needless.removeAll(config.tables());
        if (!needless.isEmpty() && !isSplit) {
            findings.add(Finding.warn(
                    check,
                    "names " + String.join(", ", needless) + ", which the mapping does not follow",
                    "take it out: its changes are decoded for nobody",
                    AdministratorSql.alterPublication(database, "drop", needless)));
        }
        return findings;
    }

    private static String create(ErpDatabase database, PostgresCatalog catalog, Set<String> tables) {
        return AdministratorSql.createPublication(
                database, tables, tables.stream().anyMatch(name -> isPartitioned(catalog, name)));
    }

    private static boolean isPartitioned(PostgresCatalog catalog, String name) {
        PostgresTable table = catalog.tables().get(name);
        return table != null && table.kind().equals("p");
    }
}
