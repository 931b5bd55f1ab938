package io.crossdock.erp.sql;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Looks whether MariaDB writes a binlog that tells whole rows, and whether the tables are there for us. Changes nothing. */
public final class BinlogCheck {

    private static final String SETTINGS =
            "show global variables where variable_name in ('log_bin', 'binlog_format', 'binlog_row_image')";
    private static final Map<String, String> WANTED =
            Map.of("log_bin", "ON", "binlog_format", "ROW", "binlog_row_image", "FULL");
    /** Only those that the role may read are in there. */
    private static final String TABLES = "select concat(table_schema, '.', table_name) from information_schema.tables";

    private BinlogCheck() {}

    /**
     * @throws Failure {@code REJECTED} with what the database's administrator has to do, {@code UNAVAILABLE} when the
     *     database does not answer
     */
    public static void check(ErpConfig config) {
        ErpDatabase database = config.database();
        try (Connection connection = BoundedConnection.open(database.jdbcUrl(), database.user(), database.password())) {
            connection.setReadOnly(true);
            Map<String, String> settings = wrongSettings(connection);
            if (!settings.isEmpty()) {
                throw rejected(config, "the server must run with " + settings);
            }
            Set<String> missing = missing(connection, config.tables());
            if (!missing.isEmpty()) {
                throw rejected(
                        config,
                        "'" + database.user() + "' may not select from, or there is no, " + String.join(", ", missing));
            }
        } catch (SQLException e) {
            throw Failure.unavailable(config.name(), "binlog", e.getMessage(), e);
        }
    }

    /** What the server must run with, but does not. */
    public static Map<String, String> wrongSettings(Connection connection) throws SQLException {
        Map<String, String> settings = new TreeMap<>(WANTED);
        settings.entrySet().removeAll(settings(connection).entrySet());
        return settings;
    }

    /** Which of these tables, each with its database, are not there or may not be read. */
    public static Set<String> missing(Connection connection, Set<String> tables) throws SQLException {
        Set<String> missing = new TreeSet<>(tables);
        missing.removeAll(tables(connection));
        return missing;
    }

    private static Failure rejected(ErpConfig config, String what) {
        return Failure.rejected(config.name(), "binlog", config.database().name(), what);
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        Map<String, String> settings = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(SETTINGS)) {
            while (rows.next()) {
                settings.put(
                        rows.getString(1).toLowerCase(Locale.ROOT),
                        rows.getString(2).toUpperCase(Locale.ROOT));
            }
        }
        return settings;
    }

    private static Set<String> tables(Connection connection) throws SQLException {
        Set<String> tables = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(TABLES)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
