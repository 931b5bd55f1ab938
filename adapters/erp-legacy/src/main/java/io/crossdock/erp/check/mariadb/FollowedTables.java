package io.crossdock.erp.check.mariadb;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.Section;
import io.crossdock.erp.Source;
import io.crossdock.erp.check.ColumnType;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import io.crossdock.erp.check.TypeFit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Whether the tables that a mapping file follows are there, with its columns, and in transactions. They need no key: the
 * binlog tells a whole row as it was.
 */
final class FollowedTables implements Subject<MariaDbCatalog> {

    private static final Pattern CASCADE =
            Pattern.compile("REFERENCES (\\S+) .*ON (DELETE|UPDATE) (CASCADE|SET NULL)", Pattern.CASE_INSENSITIVE);
    private static final Set<String> TRANSACTIONAL = Set.of("InnoDB", "RocksDB");

    @Override
    public List<Finding> look(ErpConfig config, MariaDbCatalog catalog, ReadOnlySession session) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        for (String name : config.tables()) {
            MariaDbCatalog.Table table = catalog.tables().get(name);
            List<Finding> mistakes = new ArrayList<>();
            if (table == null) {
                mistakes.add(Finding.fail(
                        name, "is not there, or not ours to read", "mend the name: database.table, or grant it"));
            } else if (!table.isTable()) {
                mistakes.add(
                        Finding.fail(name, "is a view, whose changes are in no log", "follow the tables beneath it"));
            } else {
                if (!TRANSACTIONAL.contains(table.engine())) {
                    mistakes.add(Finding.warn(
                            name,
                            table.engine() + " knows no transactions: each row is told for itself, a change that was"
                                    + " undone halfway stays, and after a crash table and binlog may differ",
                            "the ERP's owners choose",
                            "-- A choice for the ERP's owners; the table is locked while it is rebuilt.",
                            "-- alter table " + AccountSql.quotedTable(name) + " engine = InnoDB;"));
                }
                mistakes.addAll(columns(config, table));
                mistakes.addAll(cascades(name, session));
            }
            findings.addAll(mistakes.isEmpty() ? List.of(Finding.ok(name, "columns and their types fit")) : mistakes);
        }
        return findings;
    }

    /** The information schema shows foreign keys only to who may write; the statement shows them to who may read. */
    private static List<Finding> cascades(String name, ReadOnlySession session) throws SQLException {
        try {
            String made = session.row("show create table " + AccountSql.quotedTable(name), row -> row.getString(2));
            return CASCADE.matcher(made)
                    .results()
                    .map(key -> Finding.warn(
                            name,
                            "a foreign key to " + key.group(1)
                                    + " deletes or changes its rows, which the binlog does not tell",
                            "name that table in a query's keys as well"))
                    .toList();
        } catch (SQLException e) {
            if (e.getErrorCode() == AccountRights.DENIED) {
                return List.of();
            }
            throw e;
        }
    }

    private static List<Finding> columns(ErpConfig config, MariaDbCatalog.Table table) {
        List<Finding> mistakes = new ArrayList<>();
        for (Section section : Section.values()) {
            Source source = config.sources().get(section);
            if (source instanceof RowSource row && row.table().equals(table.name())) {
                section.rowFields().stream().filter(row.fields()::containsKey).forEach(field -> field(
                                table,
                                section.label() + "." + field,
                                field,
                                row.fields().get(field))
                        .ifPresent(mistakes::add));
            } else if (source instanceof QuerySource query && query.keys().containsKey(table.name())) {
                Set<String> columns = new TreeSet<>(
                        new TreeMap<>(query.keys().get(table.name()).when()).keySet());
                columns.add(query.keys().get(table.name()).column());
                columns.removeAll(table.columns().keySet());
                columns.forEach(column -> mistakes.add(noColumn(table, section.label() + ".keys", column)));
            }
        }
        return mistakes;
    }

    private static Optional<Finding> field(MariaDbCatalog.Table table, String where, String name, Field field) {
        if (field.isConstant()) {
            return Optional.empty();
        }
        ColumnType type = table.columns().get(field.column());
        return type == null
                ? Optional.of(noColumn(table, where, field.column()))
                : TypeFit.mistake(table.name(), where.substring(0, where.indexOf('.') + 1) + name, field, type, true);
    }

    private static Finding noColumn(MariaDbCatalog.Table table, String where, String column) {
        return Finding.fail(
                table.name(),
                where + ": has no column '" + column + "'",
                "mend the name; there are " + String.join(", ", table.columns().keySet()));
    }
}
