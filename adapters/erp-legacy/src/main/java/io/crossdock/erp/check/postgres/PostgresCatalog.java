package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.check.ColumnType;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.sql.PostgresPublication;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the catalogs hold of all that a mapping file and its publication name.
 *
 * @param tables by name with schema, those that there are
 * @param publication empty where there is none, or none is needed
 * @param asked the tables that queries and lookups read
 */
record PostgresCatalog(
        Map<String, PostgresTable> tables, Optional<PostgresPublication> publication, Set<String> asked) {

    private static final String TABLE =
            "select c.oid, c.relkind, c.relpersistence, c.relreplident, c.reltuples::bigint,"
                    + " has_table_privilege(c.oid, 'select') as readable, has_schema_privilege(n.oid, 'usage') as usable"
                    + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                    + " where n.nspname || '.' || c.relname = ? and c.relkind in ('r', 'p', 'v', 'm', 'f')";
    private static final String COLUMNS = "select a.attname, coalesce(b.typname, t.typname) as name,"
            + " coalesce(b.typcategory, t.typcategory) as category"
            + " from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_type b on b.oid = t.typbasetype"
            + " where a.attrelid = ? and a.attnum > 0 and not a.attisdropped order by a.attnum";
    private static final String IDENTITY = "select a.attname from pg_index i"
            + " join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)"
            + " where i.indrelid = ? and case ? when 'd' then i.indisprimary when 'i' then i.indisreplident end";
    /** Schemas that the role may not look into yet are not in its path; a name that is there once is meant. */
    private static final String NAMED = "select n.nspname || '.' || c.relname from pg_class c"
            + " join pg_namespace n on n.oid = c.relnamespace"
            + " where (c.relname = ? or n.nspname || '.' || c.relname = ?) and c.relkind in ('r', 'p', 'v', 'm', 'f')"
            + " and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'"
            + " order by array_position(current_schemas(false), n.nspname) nulls last, n.nspname limit 1";

    private record Head(long oid, String kind, String persistence, String identity, long rows, boolean[] may) {}

    static PostgresCatalog read(ErpConfig config, ReadOnlySession session) throws SQLException {
        Optional<PostgresPublication> publication = config.connect().isPresent()
                ? Optional.empty()
                : session.transaction(
                        open -> PostgresPublication.read(open, config.database().publication()));
        Set<String> asked = new LinkedHashSet<>();
        for (String name : AdministratorSql.tablesOfQueries(config)) {
            asked.addAll(session.rows(NAMED, row -> row.getString(1), name, name));
        }
        Set<String> wanted = new TreeSet<>(config.tables());
        wanted.addAll(asked);
        publication.ifPresent(found -> wanted.addAll(found.tables()));
        Map<String, PostgresTable> tables = new TreeMap<>();
        for (String name : wanted) {
            table(session, name).ifPresent(table -> tables.put(name, table));
        }
        return new PostgresCatalog(tables, publication, asked);
    }

    private static Optional<PostgresTable> table(ReadOnlySession session, String name) throws SQLException {
        List<Head> heads = session.rows(
                TABLE,
                row -> new Head(
                        row.getLong("oid"),
                        row.getString("relkind"),
                        row.getString("relpersistence"),
                        row.getString("relreplident"),
                        row.getLong("reltuples"),
                        new boolean[] {row.getBoolean("readable"), row.getBoolean("usable")}),
                name);
        if (heads.isEmpty()) {
            return Optional.empty();
        }
        Head head = heads.get(0);
        Map<String, ColumnType> columns = new TreeMap<>();
        session.rows(
                COLUMNS,
                row -> columns.put(
                        row.getString("attname"), new ColumnType(row.getString("name"), row.getString("category"))),
                head.oid());
        Set<String> identity = head.identity().equals("f")
                ? columns.keySet()
                : new TreeSet<>(session.rows(IDENTITY, row -> row.getString(1), head.oid(), head.identity()));
        return Optional.of(new PostgresTable(
                name,
                head.kind(),
                head.persistence().equals("p"),
                head.rows(),
                columns,
                identity,
                head.may()[0],
                head.may()[1]));
    }
}
