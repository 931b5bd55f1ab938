package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase.Replica;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether the replica that queries are to be asked of is one, may be asked, and tells how far it is. */
final class QueriedReplica implements Subject<PostgresCatalog> {

    /** Of one file of the log, as a server writes it unless it was built otherwise. */
    private static final long SEGMENT = 16L << 20;

    /** Two questions: PostgreSQL looks at the right to a function before it looks whether the function is needed. */
    private static final String MAY_IDENTIFY =
            "select has_function_privilege('pg_catalog.pg_control_system()', 'execute')";

    private static final String IDENTITY = "select system_identifier::text from pg_catalog.pg_control_system()";

    private static final String WRITTEN =
            "select (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_lsn() end)::text";
    private static final String REPEATED = "select pg_last_wal_replay_lsn()::text, pg_is_wal_replay_paused(),"
            + " greatest(pg_wal_lsn_diff(?::pg_lsn, pg_last_wal_replay_lsn()), 0)::bigint";
    private static final String READABLE = "select coalesce(has_table_privilege(to_regclass(?), 'select'), false)";

    private record Progress(String position, boolean isPaused, long behind) {}

    @Override
    public List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) throws SQLException {
        if (config.database().replica().isEmpty()) {
            return List.of();
        }
        Replica named = config.database().replica().get();
        String written = session.row(WRITTEN, row -> row.getString(1));
        String cluster = identity(session);
        List<Finding> findings = new ArrayList<>();
        try (ReadOnlySession replica = ReadOnlySession.open(config.database().atReplica(), PostgresCheck.LIMITS)) {
            findings.add(Finding.ok(
                    "replica: connection",
                    "PostgreSQL " + replica.row("show server_version", row -> row.getString(1)) + " at " + named.host()
                            + ":" + named.port()));
            findings.add(kind(cluster, replica));
            if (findings.get(1).state() == Finding.State.OK) {
                findings.add(rights(catalog, replica));
                findings.add(progress(written, replica));
            }
        } catch (SQLException e) {
            String said = e.getMessage().lines().findFirst().orElse("").replaceFirst("^(FATAL|ERROR): ", "");
            findings.add(Finding.fail(
                    findings.isEmpty() ? "replica: connection" : "replica",
                    named.host() + ":" + named.port() + ": " + said,
                    "mend it, or leave replica out: while it cannot be asked, all that is mapped by a query waits"));
        }
        return findings;
    }

    private static Finding kind(String cluster, ReadOnlySession replica) throws SQLException {
        String check = "replica: repeats the server";
        if (!replica.row("select pg_is_in_recovery()", row -> row.getBoolean(1))) {
            return Finding.fail(
                    check,
                    "is no replica: it repeats nothing, so how far it is cannot be told",
                    "name a standby of the server, or leave replica out");
        }
        String other = identity(replica);
        if (cluster != null && other != null && !cluster.equals(other)) {
            return Finding.fail(check, "is a replica of another server", "name a standby of this one");
        }
        return Finding.ok(check, "is a standby, on which nothing can be written");
    }

    /** Which cluster it is; null where the role may not ask that. */
    private static String identity(ReadOnlySession session) throws SQLException {
        boolean mayAsk = session.row(MAY_IDENTIFY, row -> row.getBoolean(1));
        return mayAsk ? session.row(IDENTITY, row -> row.getString(1)) : null;
    }

    private static Finding rights(PostgresCatalog catalog, ReadOnlySession replica) throws SQLException {
        List<String> unreadable = new ArrayList<>();
        for (String table : catalog.asked()) {
            if (!replica.row(READABLE, row -> row.getBoolean(1), AdministratorSql.quotedTable(table))) {
                unreadable.add(table);
            }
        }
        return unreadable.isEmpty()
                ? Finding.ok("replica: select", catalog.asked().size() + " tables")
                : Finding.fail(
                        "replica: select",
                        "may not read " + String.join(", ", unreadable),
                        "grant it on the server, as above, and wait until the replica has repeated that");
    }

    private static Finding progress(String written, ReadOnlySession replica) throws SQLException {
        String check = "replica: replay position";
        Progress progress = replica.row(
                REPEATED, row -> new Progress(row.getString(1), row.getBoolean(2), row.getLong(3)), written);
        if (progress.position() == null) {
            return Finding.fail(check, "is not told", "name a standby that repeats the server's log");
        }
        String behind = progress.behind() == 0 ? "has all" : "is " + progress.behind() + " bytes behind";
        if (progress.isPaused()) {
            return Finding.warn(
                    check, behind + ", and its replay is paused", "resume it", "select pg_wal_replay_resume();");
        }
        return progress.behind() > SEGMENT
                ? Finding.warn(check, behind, "nothing if it catches up: events of queries are as late as it is")
                : Finding.ok(check, progress.position() + ", " + behind);
    }
}
