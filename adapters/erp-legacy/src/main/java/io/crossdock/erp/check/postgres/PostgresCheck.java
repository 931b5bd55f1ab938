package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.check.CheckReport;
import io.crossdock.erp.check.Encryption;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** All that a PostgreSQL must be like. */
public final class PostgresCheck implements ErpCheck {

    static final String[] LIMITS = {
        "set statement_timeout = '" + ReadOnlySession.STATEMENT_SECONDS + "s'", "set lock_timeout = '1s'"
    };
    private static final String ENCRYPTION =
            "select coalesce((select version from pg_stat_ssl where pid = pg_backend_pid()), '')";
    private static final List<Subject<PostgresCatalog>> OF_ITS_LOG =
            List.of(new LogSettings(), new RoleRights(), new ReplicaIdentity(), new PublishedTables(), new SlotState());
    private static final List<Subject<PostgresCatalog>> OF_SOMEBODYS_TOPICS =
            List.of(new RoleRights(), new ReplicaIdentity());
    private static final List<Subject<PostgresCatalog>> OF_THE_MAPPING =
            List.of(new MappedTables(), new QueryFit(), new CodeTables(), new QueriedReplica());

    @Override
    public CheckReport of(ErpConfig config) {
        List<Finding> findings = new ArrayList<>();
        try (ReadOnlySession session = ReadOnlySession.open(config.database(), LIMITS)) {
            findings.add(Finding.ok(
                    "connection", "PostgreSQL " + session.row("show server_version", row -> row.getString(1))));
            findings.add(Encryption.finding(config.database(), session.row(ENCRYPTION, row -> row.getString(1))));
            PostgresCatalog catalog = PostgresCatalog.read(config, session);
            List<Subject<PostgresCatalog>> subjects =
                    new ArrayList<>(config.connect().isEmpty() ? OF_ITS_LOG : OF_SOMEBODYS_TOPICS);
            subjects.addAll(OF_THE_MAPPING);
            for (Subject<PostgresCatalog> subject : subjects) {
                findings.addAll(subject.look(config, catalog, session));
            }
        } catch (SQLException e) {
            findings.add(broken(findings.isEmpty() ? "connection" : "catalogs", config, e));
        }
        return new CheckReport(findings);
    }

    /** Class 28 is a role that is not let in: it may have to be made first. */
    private static Finding broken(String check, ErpConfig config, SQLException e) {
        String said = e.getMessage().lines().findFirst().orElse("").replaceFirst("^(FATAL|ERROR): ", "");
        if ("55P03".equals(e.getSQLState())) {
            return Finding.fail(check, said, "somebody alters its tables: check again when that is done");
        }
        boolean isRefused = e.getSQLState() != null && e.getSQLState().startsWith("28");
        return isRefused
                ? Finding.fail(
                        check,
                        said,
                        "make the role, or mend its password or pg_hba.conf; then check again",
                        AdministratorSql.admission(config).toArray(String[]::new))
                : Finding.fail(check, said, "nothing else was looked at; mend this and check again");
    }
}
