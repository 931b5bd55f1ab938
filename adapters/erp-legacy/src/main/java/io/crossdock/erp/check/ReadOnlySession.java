package io.crossdock.erp.check;

import io.crossdock.erp.ErpDatabase;
import io.crossdock.erp.sql.BoundedConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Short questions, each in a read-only transaction of its own that waits for nobody's lock. */
public final class ReadOnlySession implements AutoCloseable {

    /** The longest that a statement may take. */
    public static final int STATEMENT_SECONDS = 5;

    private final Connection connection;

    /** What is read from one row. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** What is done in a transaction. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Connection connection) throws SQLException;
    }

    private ReadOnlySession(Connection connection) {
        this.connection = connection;
    }

    /** @param limits statements that set how long one may take and wait for a lock */
    public static ReadOnlySession open(ErpDatabase database, String... limits) throws SQLException {
        Connection connection = BoundedConnection.open(database.jdbcUrl(), database.user(), database.password());
        try (Statement statement = connection.createStatement()) {
            for (String limit : limits) {
                statement.execute(limit);
            }
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return new ReadOnlySession(connection);
    }

    /** What is left open of it is rolled back. */
    public <T> T transaction(Work<T> work) throws SQLException {
        try {
            return work.in(connection);
        } finally {
            connection.rollback();
        }
    }

    /** Every row of a question about the catalogs. */
    public <T> List<T> rows(String sql, Reading<T> reading, Object... values) throws SQLException {
        return transaction(open -> {
            try (PreparedStatement select = open.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    select.setObject(i + 1, values[i]);
                }
                try (ResultSet found = select.executeQuery()) {
                    List<T> rows = new ArrayList<>();
                    while (found.next()) {
                        rows.add(reading.of(found));
                    }
                    return rows;
                }
            }
        });
    }

    /** The only row. */
    public <T> T row(String sql, Reading<T> reading, Object... values) throws SQLException {
        return rows(sql, reading, values).get(0);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
