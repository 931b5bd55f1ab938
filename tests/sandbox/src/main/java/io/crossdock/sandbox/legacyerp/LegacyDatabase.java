package io.crossdock.sandbox.legacyerp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/** One connection, one transaction at a time; opened anew after it broke. */
final class LegacyDatabase {

    private final String jdbcUrl;
    private final boolean isMariaDb;
    private Connection connection;

    LegacyDatabase(String jdbcUrl) {
        this.jdbcUrl = jdbcUrl;
        this.isMariaDb = jdbcUrl.startsWith("jdbc:mariadb:");
    }

    /** What one transaction does. */
    interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    /** What is read from the rows of a query. */
    interface Reading<T> {
        T of(ResultSet rows) throws SQLException;
    }

    synchronized <T> T transaction(Work<T> work) throws SQLException {
        Connection open = open();
        try {
            T result = work.in(open);
            open.commit();
            return result;
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    int update(String sql, Object... values) throws SQLException {
        return transaction(open -> update(open, sql, values));
    }

    static int update(Connection open, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    <T> T query(String sql, Reading<T> reading) throws SQLException {
        return transaction(open -> {
            try (Statement statement = open.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return reading.of(rows);
            }
        });
    }

    /**
     * An insert that changes the row instead where there is one.
     *
     * @param keys the columns that tell whether there is one
     * @param set what it changes, with {@code new.} before the values to insert
     */
    String upsert(String insert, String keys, String set) {
        return isMariaDb
                ? insert + " on duplicate key update " + set.replaceAll("new\\.(\\w+)", "values($1)")
                : insert + " on conflict (" + keys + ") do update set " + set.replace("new.", "excluded.");
    }

    /**
     * @param name of a file, which has another content for MariaDB
     * @param variables by the place that psql would fill, what stands there
     */
    void script(String name, Map<String, String> variables) throws SQLException {
        String sql = text(name + (isMariaDb ? "-mariadb.sql" : ".sql"));
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            sql = sql.replace(variable.getKey(), variable.getValue());
        }
        String statements = sql;
        transaction(open -> {
            try (Statement statement = open.createStatement()) {
                return statement.execute(statements);
            }
        });
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            // MariaDB's driver would take but one statement of a script; PostgreSQL's does not know the setting.
            Properties properties = new Properties();
            properties.setProperty("allowMultiQueries", "true");
            connection = DriverManager.getConnection(jdbcUrl, properties);
            connection.setAutoCommit(false);
        }
        return connection;
    }

    private void close() {
        try (Connection broken = connection) {
            broken.rollback();
        } catch (SQLException e) {
            // what broke it is told to the caller already
        }
        connection = null;
    }

    private static String text(String resource) {
        try (InputStream in = LegacyDatabase.class.getResourceAsStream("/legacy-erp/" + resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
