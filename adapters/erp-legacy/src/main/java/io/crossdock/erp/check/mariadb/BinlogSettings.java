package io.crossdock.erp.check.mariadb;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Whether the server writes a binlog that tells whole rows, and keeps it long enough. */
final class BinlogSettings implements Subject<MariaDbCatalog> {

    private static final String SETTINGS = "show global variables where variable_name in ('log_bin', 'binlog_format',"
            + " 'binlog_row_image', 'server_id', 'expire_logs_days', 'binlog_expire_logs_seconds')";
    private static final long SECONDS_A_DAY = 86_400;
    private static final long FEWEST_DAYS = 3;

    @Override
    public List<Finding> look(ErpConfig config, MariaDbCatalog catalog, ReadOnlySession session) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        session.rows(SETTINGS, row -> settings.put(row.getString(1).toLowerCase(Locale.ROOT), row.getString(2)));
        return findings(settings, config.database().serverId());
    }

    /** @param ours the number under which we read */
    static List<Finding> findings(Map<String, String> settings, long ours) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                settings.get("log_bin").equals("ON")
                        ? Finding.ok("log_bin", "ON")
                        : Finding.fail(
                                "log_bin",
                                "OFF: the server writes no binlog",
                                "set log_bin and server_id in the server's settings file and restart it",
                                "-- log_bin is set in the server's settings file and taken over by a restart."));
        findings.add(wanted(settings, "binlog_format", "ROW"));
        findings.add(wanted(settings, "binlog_row_image", "FULL"));
        findings.add(
                settings.get("server_id").equals(Long.toString(ours))
                        ? Finding.fail(
                                "server_id",
                                ours + ": the server's own, and the mapping file's as well",
                                "give the mapping file another serverId, which no replica has")
                        : Finding.ok("server_id", settings.get("server_id") + ", ours is " + ours));
        findings.add(kept(settings));
        return findings;
    }

    private static Finding wanted(Map<String, String> settings, String setting, String value) {
        return value.equals(settings.get(setting))
                ? Finding.ok(setting, value)
                : Finding.fail(
                        setting,
                        settings.get(setting) + ": the binlog does not tell whole rows",
                        "set it, also in the server's settings file",
                        "set global " + setting + " = '" + value + "';",
                        "-- Sessions that are open keep their own " + setting
                                + ": let the ERP's programs connect anew.");
    }

    private static Finding kept(Map<String, String> settings) {
        double days = settings.containsKey("binlog_expire_logs_seconds")
                ? Double.parseDouble(settings.get("binlog_expire_logs_seconds")) / SECONDS_A_DAY
                : Double.parseDouble(settings.getOrDefault("expire_logs_days", "0"));
        String check = "binlog kept";
        if (days == 0) {
            return Finding.ok(check, "until somebody purges it");
        }
        String found = String.format(Locale.ROOT, "%.1f days", days);
        return days >= FEWEST_DAYS
                ? Finding.ok(check, found)
                : Finding.warn(
                        check,
                        found + ": if Crossdock is off for longer, all tables are read anew",
                        "keep it as long as Crossdock may be off, also in the server's settings file",
                        "set global expire_logs_days = 7;");
    }
}
