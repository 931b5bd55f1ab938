package io.crossdock.erp.check.mariadb;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.check.CheckReport;
import io.crossdock.erp.check.ErpCheck;
import io.crossdock.erp.check.Finding;
import io.crossdock.erp.check.TablesOfQuery;
import io.crossdock.erp.sql.BinlogCheck;
import io.crossdock.erp.sql.BoundedConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Whether a MariaDB's binlog can be read, by a role that may, and its tables. */
public final class MariaDbCheck implements ErpCheck {

    /** The first reading and a night's outage fit into it. */
    private static final long SHORTEST_KEPT_SECONDS = 86_400;

    @Override
    public CheckReport of(ErpConfig config) {
        ErpDatabase database = config.database();
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = BoundedConnection.open(database.jdbcUrl(), database.user(), database.password())) {
            connection.setReadOnly(true);
            findings.add(Finding.ok("connection", "MariaDB " + text(connection, "select version()")));
            if (config.connect().isEmpty()) {
                settings(connection, findings);
                kept(connection, findings);
                serverId(connection, database, findings);
                rights(connection, database, findings);
            }
            tables(connection, config, findings);
        } catch (SQLException e) {
            findings.add(broken(config, e));
        }
        return new CheckReport(findings);
    }

    private static void settings(Connection connection, List<Finding> findings) throws SQLException {
        Map<String, String> wrong = BinlogCheck.wrongSettings(connection);
        if (wrong.isEmpty()) {
            findings.add(Finding.ok("binlog", "tells whole rows"));
        }
        wrong.forEach((setting, wanted) -> findings.add(Finding.fail(
                setting,
                "is not " + wanted,
                "write " + setting + " = " + wanted + " into the server's file, and restart")));
    }

    private static void kept(Connection connection, List<Finding> findings) throws SQLException {
        long seconds = Long.parseLong(text(connection, "select @@global.binlog_expire_logs_seconds"));
        findings.add(
                seconds == 0 || seconds >= SHORTEST_KEPT_SECONDS
                        ? Finding.ok("binlog_expire_logs_seconds", seconds == 0 ? "kept for ever" : seconds + " s")
                        : Finding.warn(
                                "binlog_expire_logs_seconds",
                                seconds + " s",
                                "all tables are read anew when Crossdock is away for longer",
                                "set global binlog_expire_logs_seconds = " + SHORTEST_KEPT_SECONDS + ";"));
    }

    private static void serverId(Connection connection, ErpDatabase database, List<Finding> findings)
            throws SQLException {
        boolean isItsOwn = Long.toString(database.serverId()).equals(text(connection, "select @@global.server_id"));
        findings.add(
                isItsOwn
                        ? Finding.fail("serverId", "is the server's own", "choose a number that nobody else has")
                        : Finding.ok("serverId", Long.toString(database.serverId())));
    }

    private static void rights(Connection connection, ErpDatabase database, List<Finding> findings)
            throws SQLException {
        String grants = texts(connection, "show grants").stream()
                .filter(grant -> grant.contains(" ON *.* "))
                .reduce("", String::concat);
        for (String right : List.of("REPLICATION SLAVE", "BINLOG MONITOR")) {
            String name = "role: " + right.toLowerCase(Locale.ROOT);
            findings.add(
                    grants.contains(right) || grants.contains("ALL PRIVILEGES")
                            ? Finding.ok(name, "granted")
                            : Finding.fail(name, "not granted", "let it read the binlog", onServer(database, right)));
        }
    }

    private static void tables(Connection connection, ErpConfig config, List<Finding> findings) throws SQLException {
        Set<String> wanted = tables(config);
        Set<String> missing = BinlogCheck.missing(connection, wanted);
        wanted.forEach(table -> findings.add(
                missing.contains(table)
                        ? Finding.fail(
                                table,
                                "is not there, or may not be read",
                                "let the role read it, or mend its name",
                                select(config.database(), table))
                        : Finding.ok(table, "may be read")));
    }

    /** Those that are followed, and those of the queries. */
    private static Set<String> tables(ErpConfig config) {
        Set<String> tables = new TreeSet<>(config.tables());
        config.sources().values().forEach(source -> {
            if (source instanceof QuerySource query) {
                TablesOfQuery.of(query.sql())
                        .forEach(table -> tables.add(
                                table.contains(".") ? table : config.database().name() + "." + table));
            }
        });
        return tables;
    }

    private static Finding broken(ErpConfig config, SQLException e) {
        String said = e.getMessage().lines().findFirst().orElse("");
        if (e.getSQLState() == null || !e.getSQLState().startsWith("28")) {
            return Finding.fail("connection", said, "nothing else was looked at; mend this and check again");
        }
        List<String> sql = new ArrayList<>();
        sql.add("create user " + quoted(config.database().user()) + " identified by '...';");
        if (config.connect().isEmpty()) {
            sql.add(onServer(config.database(), "REPLICATION SLAVE"));
            sql.add(onServer(config.database(), "BINLOG MONITOR"));
        }
        tables(config).forEach(table -> sql.add(select(config.database(), table)));
        return Finding.fail(
                "connection",
                said,
                "make the role, or mend its password; then check again",
                sql.toArray(String[]::new));
    }

    private static String onServer(ErpDatabase database, String right) {
        return "grant " + right.toLowerCase(Locale.ROOT) + " on *.* to " + quoted(database.user()) + ";";
    }

    private static String select(ErpDatabase database, String table) {
        int dot = table.indexOf('.');
        return "grant select on " + quoted(table.substring(0, dot)) + "." + quoted(table.substring(dot + 1)) + " to "
                + quoted(database.user()) + ";";
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String text(Connection connection, String sql) throws SQLException {
        return texts(connection, sql).get(0);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
