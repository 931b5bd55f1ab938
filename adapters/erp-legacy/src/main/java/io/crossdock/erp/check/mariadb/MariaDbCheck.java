package io.crossdock.erp.check.mariadb;

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

/** All that a MariaDB must be like. */
public final class MariaDbCheck implements ErpCheck {

    private static final String[] LIMITS = {
        "set session max_statement_time = " + ReadOnlySession.STATEMENT_SECONDS, "set session lock_wait_timeout = 1"
    };
    private static final String ENCRYPTION = "show session status like 'Ssl_version'";
    private static final List<Subject<MariaDbCatalog>> OF_THE_MAPPING =
            List.of(new AccountRights(), new FollowedTables(), new AskedStatements());

    @Override
    public CheckReport of(ErpConfig config) {
        List<Finding> findings = new ArrayList<>();
        try (ReadOnlySession session = ReadOnlySession.open(config.database(), LIMITS)) {
            findings.add(
                    Finding.ok("connection", "MariaDB " + session.row("select version()", row -> row.getString(1))));
            findings.add(Encryption.finding(config.database(), session.row(ENCRYPTION, row -> row.getString(2))));
            MariaDbCatalog catalog = MariaDbCatalog.read(config, session);
            if (config.connect().isEmpty()) {
                findings.addAll(new BinlogSettings().look(config, catalog, session));
            }
            for (Subject<MariaDbCatalog> subject : OF_THE_MAPPING) {
                findings.addAll(subject.look(config, catalog, session));
            }
        } catch (SQLException e) {
            findings.add(broken(findings.isEmpty() ? "connection" : "catalogs", config, e));
        }
        return new CheckReport(findings);
    }

    /** 28000 is an account that is not let in, 42000 one that may not use the database: it may have to be made first. */
    private static Finding broken(String check, ErpConfig config, SQLException e) {
        String said = e.getMessage().replaceFirst("^\\(conn=\\d+\\) ", "");
        boolean isRefused = "28000".equals(e.getSQLState()) || "42000".equals(e.getSQLState());
        return isRefused
                ? Finding.fail(
                        check,
                        said,
                        "make the account, or mend its password or the host it may come from; then check again",
                        AccountSql.admission(config).toArray(String[]::new))
                : Finding.fail(check, said, "nothing else was looked at; mend this and check again");
    }
}
