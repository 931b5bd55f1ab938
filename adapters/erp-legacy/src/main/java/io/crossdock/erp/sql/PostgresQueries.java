package io.crossdock.erp.sql;

import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.mapping.Queries;
import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** One read-only connection to a PostgreSQL, opened when it is needed and anew after it broke. */
public final class PostgresQueries implements Queries, AutoCloseable {

    private static final Duration STATEMENT_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(5);

    private final String erp;
    private final ErpDatabase database;
    private Connection connection;

    public PostgresQueries(String erp, ErpDatabase database) {
        this.erp = erp;
        this.database = database;
    }

    @Override
    public synchronized List<Map<String, Object>> rows(String sql, Collection<String> keys, Set<Long> transactions) {
        try {
            Connection open = open();
            begin(open, transactions);
            List<Map<String, Object>> rows = select(open, sql, keys);
            open.commit();
            return rows;
        } catch (SQLException e) {
            close();
            throw failure(e);
        } catch (Failure e) {
            close();
            throw e;
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // it is broken, which is why it is closed
        }
        connection = null;
    }

    private Connection open() throws SQLException {
        if (connection == null) {
            Properties properties = new Properties();
            properties.setProperty("user", database.user());
            properties.setProperty("password", database.password());
            properties.setProperty("ApplicationName", "crossdock-" + erp);
            properties.setProperty("connectTimeout", "10");
            properties.setProperty("socketTimeout", Long.toString(STATEMENT_TIMEOUT.toSeconds() + 10));
            properties.setProperty("options", "-c statement_timeout=" + STATEMENT_TIMEOUT.toMillis());
            connection = DriverManager.getConnection(database.jdbcUrl(), properties);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        }
        return connection;
    }

    /**
     * Starts a transaction that sees all of these. A commit is in the log before the server lets others see it, by a
     * moment, or by the time that a synchronous standby takes.
     */
    private void begin(Connection open, Set<Long> transactions) throws SQLException {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (!transactions.isEmpty()) {
            TransactionSnapshot snapshot = snapshot(open);
            if (transactions.stream().allMatch(snapshot::shows)) {
                return;
            }
            open.rollback();
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw Failure.unavailable(erp, "query", "a committed transaction does not become visible", null);
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private static TransactionSnapshot snapshot(Connection open) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery("select txid_current_snapshot()::text")) {
            row.next();
            return TransactionSnapshot.of(row.getString(1));
        }
    }

    private static List<Map<String, Object>> select(Connection open, String sql, Collection<String> keys)
            throws SQLException {
        try (PreparedStatement statement = open.prepareStatement(sql)) {
            // Without a type of its own, the array becomes what the column is: char(18) and integer keep their index.
            String array = open.createArrayOf("text", keys.toArray()).toString();
            statement.setObject(1, array, Types.OTHER);
            try (ResultSet found = statement.executeQuery()) {
                return read(found);
            }
        }
    }

    private static List<Map<String, Object>> read(ResultSet found) throws SQLException {
        ResultSetMetaData columns = found.getMetaData();
        List<Map<String, Object>> rows = new ArrayList<>();
        while (found.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), found.getObject(i));
            }
            rows.add(row);
        }
        return rows;
    }

    /** What the server says of the statement is the mapping's mistake (classes 22, 42 and the like). */
    private Failure failure(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String said =
                e.getMessage() == null ? "" : e.getMessage().lines().findFirst().orElse("");
        boolean isRefused = state.startsWith("22") || state.startsWith("42") || state.startsWith("0A");
        return isRefused ? Failure.rejected(erp, "query", state, said) : Failure.unavailable(erp, "query", said, e);
    }
}
