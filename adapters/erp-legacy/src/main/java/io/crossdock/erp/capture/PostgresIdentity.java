package io.crossdock.erp.capture;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.replication.LogSequenceNumber;

/**
 * Asks a PostgreSQL for its log by the replication protocol, for which the right to replicate is enough (PostgreSQL 17,
 * section 53.4, read on 2026-11-26).
 */
final class PostgresIdentity {

    private PostgresIdentity() {}

    /** @throws Failure {@code UNAVAILABLE} when the database does not answer */
    static LogIdentity of(ErpConfig config) {
        try (Connection connection = connect(config.database());
                Statement statement = connection.createStatement()) {
            String system;
            int timeline;
            long end;
            try (ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
                row.next();
                system = row.getString("systemid");
                timeline = row.getInt("timeline");
                end = position(row.getString("xlogpos"));
            }
            return new LogIdentity(system, timeline, end, forks(statement, timeline));
        } catch (SQLException e) {
            throw Failure.unavailable(config.name(), "log", e.getMessage(), e);
        }
    }

    /** The first timeline has no history, and the server refuses to tell one. */
    private static Map<Integer, Long> forks(Statement statement, int timeline) throws SQLException {
        if (timeline == 1) {
            return Map.of();
        }
        try (ResultSet row = statement.executeQuery("TIMELINE_HISTORY " + timeline)) {
            row.next();
            return forks(row.getString("content"));
        }
    }

    /** @param history a line for each timeline: its number, where it was left, why; lines of # are comments */
    static Map<Integer, Long> forks(String history) {
        Map<Integer, Long> forks = new HashMap<>();
        history.lines().map(String::strip).forEach(line -> {
            String[] words = line.split("\\s+", 3);
            if (words.length > 1 && words[0].matches("\\d+")) {
                forks.put(Integer.parseInt(words[0]), position(words[1]));
            }
        });
        return forks;
    }

    private static long position(String written) {
        return LogSequenceNumber.valueOf(written).asLong();
    }

    private static Connection connect(ErpDatabase database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("replication", "database");
        properties.setProperty("preferQueryMode", "simple");
        properties.setProperty("assumeMinServerVersion", "10");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection(database.jdbcUrl(), properties);
    }
}
