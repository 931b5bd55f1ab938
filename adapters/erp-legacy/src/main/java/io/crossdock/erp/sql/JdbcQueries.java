package io.crossdock.erp.sql;

import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGStatement;

/** Asks one question at a time; threads may share it. */
final class JdbcQueries implements DatabaseQueries {

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(5);

    private final String erp;
    private final QuerySession session;
    private Connection connection;

    /** Within one transaction. */
    @FunctionalInterface
    private interface Question {
        List<Map<String, Object>> rows(Connection open) throws SQLException;
    }

    JdbcQueries(String erp, QuerySession session) {
        this.erp = erp;
        this.session = session;
    }

    @Override
    public List<Map<String, Object>> rows(String sql, Collection<String> keys, Set<Long> transactions) {
        return ask(transactions, open -> select(open, sql, keys));
    }

    @Override
    public List<Map<String, Object>> rowsAfter(
            String table, Map<String, Object> after, int most, Set<Long> transactions) {
        return ask(transactions, open -> {
            TableSelect select = new TableSelect(open, table);
            List<String> key = select.key();
            if (key.isEmpty()) {
                throw Failure.rejected(erp, "table", table, "has no primary key to read it in pieces by");
            }
            return select.after(key, after, most);
        });
    }

    @Override
    public List<Map<String, Object>> rowsWith(
            String table, String column, Collection<String> values, Set<Long> transactions) {
        return ask(transactions, open -> new TableSelect(open, table).with(column, values));
    }

    private synchronized List<Map<String, Object>> ask(Set<Long> transactions, Question question) {
        try {
            if (connection == null) {
                connection = session.open();
            }
            begin(connection, transactions);
            List<Map<String, Object>> rows = question.rows(connection);
            connection.commit();
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

    /** A commit is in the log before the server lets others see it, by a moment, or by the time that a standby takes. */
    private void begin(Connection open, Set<Long> transactions) throws SQLException {
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (!session.begin(open, transactions)) {
            open.rollback();
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                throw Failure.unavailable(erp, "query", "a committed transaction does not become visible", null);
            }
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }

    private List<Map<String, Object>> select(Connection open, String sql, Collection<String> keys) throws SQLException {
        try (PreparedStatement statement = session.statement(open, sql, keys);
                ResultSet found = statement.executeQuery()) {
            return read(found);
        }
    }

    private static List<Map<String, Object>> read(ResultSet found) throws SQLException {
        ResultSetMetaData columns = found.getMetaData();
        List<Map<String, Object>> rows = new ArrayList<>();
        while (found.next()) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                row.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), value(found, columns, i));
            }
            rows.add(row);
        }
        return rows;
    }

    /**
     * A moment in time is told apart from a time that needs a zone: JDBC gives both as a Timestamp. Dates and times of
     * PostgreSQL's that never come or always were are told by its own words, as the driver gives them as some day.
     */
    private static Object value(ResultSet found, ResultSetMetaData columns, int i) throws SQLException {
        Object value = "timestamptz".equals(columns.getColumnTypeName(i))
                ? found.getObject(i, OffsetDateTime.class)
                : found.getObject(i);
        boolean isEndless = OffsetDateTime.MAX.equals(value)
                || value instanceof Date date && date.getTime() == PGStatement.DATE_POSITIVE_INFINITY;
        boolean hasNoBeginning = OffsetDateTime.MIN.equals(value)
                || value instanceof Date date && date.getTime() == PGStatement.DATE_NEGATIVE_INFINITY;
        return isEndless ? "infinity" : hasNoBeginning ? "-infinity" : value;
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
