package io.crossdock.erp.check.postgres;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.ReadOnlySession;
import io.crossdock.erp.check.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the server's log can be read, and what happens to the ERP's disk when nobody does. */
final class LogSettings implements Subject<PostgresCatalog> {

    /** What is set for our role by the server's defaults or its own, not for this session. */
    private static final String SETTINGS = "select name, reset_val from pg_settings where name in ('wal_level',"
            + " 'max_replication_slots', 'max_wal_senders', 'max_slot_wal_keep_size', 'wal_sender_timeout',"
            + " 'statement_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout',"
            + " 'transaction_timeout', 'idle_replication_slot_timeout')";

    private static final String SLOTS_IN_USE = "select count(*) from pg_replication_slots where slot_name <> ?";
    private static final String SENDERS_IN_USE = "select count(*) from pg_stat_replication r where not exists"
            + " (select 1 from pg_replication_slots s where s.active_pid = r.pid and s.slot_name = ?)";
    /** The engine tells the server every ten seconds that it lives. */
    private static final long SHORTEST_SENDER_TIMEOUT_MILLIS = 20_000;

    /** What would end our connections, with what that costs. */
    private static final Map<String, String> TIMEOUTS = timeouts();

    private static Map<String, String> timeouts() {
        Map<String, String> timeouts = new LinkedHashMap<>();
        timeouts.put("statement_timeout", "the first reading of a large table does not end");
        timeouts.put("idle_in_transaction_session_timeout", "the first reading of the tables may be cut off");
        timeouts.put("transaction_timeout", "the first reading of the tables may be cut off");
        timeouts.put("idle_session_timeout", "queries find their connection closed after a quiet time");
        return timeouts;
    }

    @Override
    public List<Finding> look(ErpConfig config, PostgresCatalog catalog, ReadOnlySession session) throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        session.rows(SETTINGS, row -> settings.put(row.getString(1), row.getString(2)));
        String slot = config.database().slot();
        long slots = session.row(SLOTS_IN_USE, row -> row.getLong(1), slot);
        long senders = session.row(SENDERS_IN_USE, row -> row.getLong(1), slot);
        return findings(config.database(), settings, slots, senders);
    }

    /**
     * @param settings by name, in the units of {@code pg_settings}
     * @param slots in use by others
     * @param senders in use by others
     */
    static List<Finding> findings(ErpDatabase database, Map<String, String> settings, long slots, long senders) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                settings.get("wal_level").equals("logical")
                        ? Finding.ok("wal_level", "logical")
                        : Finding.fail(
                                "wal_level",
                                settings.get("wal_level"),
                                "set it and restart the server; its log grows a little",
                                "alter system set wal_level = 'logical';",
                                "-- wal_level is taken over by a restart of the server."));
        findings.add(free("max_replication_slots", settings, slots));
        findings.add(free("max_wal_senders", settings, senders));
        findings.add(kept(settings));
        findings.add(senderTimeout(settings));
        TIMEOUTS.forEach((setting, cost) -> {
            if (number(settings, setting) > 0) {
                findings.add(Finding.warn(
                        setting,
                        settings.get(setting) + " ms: " + cost,
                        "switch it off for this role",
                        AdministratorSql.setForRole(database, setting, "0")));
            }
        });
        if (number(settings, "idle_replication_slot_timeout") > 0) {
            findings.add(Finding.warn(
                    "idle_replication_slot_timeout",
                    settings.get("idle_replication_slot_timeout")
                            + " s: a slot that is unused for so long is lost, and all tables are read anew",
                    "allow for the longest time that Crossdock may be off"));
        }
        return findings;
    }

    private static Finding free(String setting, Map<String, String> settings, long inUse) {
        String found = inUse + " of " + settings.get(setting) + " in use by others";
        return inUse < number(settings, setting)
                ? Finding.ok(setting, found)
                : Finding.fail(
                        setting,
                        found,
                        "allow one more and restart the server",
                        "alter system set " + setting + " = " + (inUse + 1) + ";",
                        "-- " + setting + " is taken over by a restart of the server.");
    }

    /** In megabytes; there since PostgreSQL 13. */
    private static Finding kept(Map<String, String> settings) {
        if (number(settings, "max_slot_wal_keep_size") >= 0 && settings.containsKey("max_slot_wal_keep_size")) {
            return Finding.ok("max_slot_wal_keep_size", settings.get("max_slot_wal_keep_size") + " MB");
        }
        return Finding.warn(
                "max_slot_wal_keep_size",
                "no limit: while Crossdock does not read, the log grows until the ERP's disk is full",
                "set what the disk can spare; beyond it the slot is lost, and all tables are read anew",
                settings.containsKey("max_slot_wal_keep_size")
                        ? new String[] {
                            "-- 10 GB is an example: take what the disk can spare.",
                            "alter system set max_slot_wal_keep_size = '10GB';",
                            "select pg_reload_conf();"
                        }
                        : new String[0]);
    }

    private static Finding senderTimeout(Map<String, String> settings) {
        long millis = number(settings, "wal_sender_timeout");
        if (millis == 0) {
            return Finding.warn(
                    "wal_sender_timeout",
                    "off: a connection that died unnoticed holds the slot",
                    "set it for the server",
                    "alter system set wal_sender_timeout = '60s';",
                    "select pg_reload_conf();");
        }
        return millis >= SHORTEST_SENDER_TIMEOUT_MILLIS
                ? Finding.ok("wal_sender_timeout", millis + " ms")
                : Finding.warn(
                        "wal_sender_timeout",
                        millis + " ms: shorter than two signs of life",
                        "set it to 20 s or more",
                        "alter system set wal_sender_timeout = '60s';",
                        "select pg_reload_conf();");
    }

    /** 0 where the server is too old to have it. */
    private static long number(Map<String, String> settings, String name) {
        return Long.parseLong(settings.getOrDefault(name, "0"));
    }
}
