package io.crossdock.erp.sql;

import io.crossdock.spi.Failure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * One question that the ERP's database answers, by a stored procedure or any other statement that only reads: JSON in,
 * JSON out. Threads may share it.
 */
public final class JsonQuestion implements AutoCloseable {

    private static final int MOST_IDLE = 4;
    private static final String SYSTEM = "erp";
    private static final String OPERATION = "question";

    private final String url;
    private final String user;
    private final String password;
    private final String statement;
    private final int timeoutSeconds;
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean isClosed;

    /**
     * @param url of JDBC
     * @param statement with one {@code ?}, which is bound to the question; gives one row, whose first column is the answer
     */
    public JsonQuestion(String url, String user, String password, String statement, int timeoutSeconds) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.statement = statement;
        this.timeoutSeconds = timeoutSeconds;
    }

    /** How many values a statement wants: the question marks outside of quoted text. */
    public static long places(String statement) {
        return statement
                .replaceAll("'[^']*'|\"[^\"]*\"|--[^\\n]*", "")
                .chars()
                .filter(sign -> sign == '?')
                .count();
    }

    /**
     * @throws Failure {@code REJECTED} when the statement or the procedure refuses, {@code UNAUTHORIZED} when the role may
     *     not, {@code MALFORMED} when there is no answer, {@code UNAVAILABLE} when the database does not answer
     */
    public String ask(String question) {
        Connection kept = idle.poll();
        if (kept != null) {
            try {
                return ask(kept, question);
            } catch (SQLException e) {
                discard(kept);
                if (!isBroken(e)) {
                    throw failure(e);
                }
                // The database was restarted since; nothing was written, so asking once more is harmless.
            }
        }
        Connection fresh = null;
        try {
            fresh = open();
            return ask(fresh, question);
        } catch (SQLException e) {
            discard(fresh);
            throw failure(e);
        }
    }

    private String ask(Connection connection, String question) throws SQLException {
        String answer;
        try (PreparedStatement asked = connection.prepareStatement(statement)) {
            asked.setQueryTimeout(timeoutSeconds);
            asked.setString(1, question);
            try (ResultSet rows = asked.executeQuery()) {
                answer = rows.next() ? rows.getString(1) : null;
            }
        }
        connection.rollback();
        if (isClosed || idle.size() >= MOST_IDLE) {
            discard(connection);
        } else {
            idle.push(connection);
        }
        if (answer == null) {
            throw Failure.malformed(SYSTEM, OPERATION, "", "the statement gave no answer");
        }
        return answer;
    }

    private Connection open() throws SQLException {
        Connection connection = BoundedConnection.open(url, user, password);
        // The server itself refuses whatever a procedure would write.
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        connection.setNetworkTimeout(Runnable::run, (timeoutSeconds + 1) * 1000);
        return connection;
    }

    private static boolean isBroken(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("08") || state.startsWith("57P");
    }

    /** Codes only: a procedure's message may quote the order. */
    private static Failure failure(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        if (state.startsWith("28") || state.equals("42501")) {
            return Failure.unauthorized(SYSTEM, OPERATION, "SQL state " + state);
        }
        boolean isAway = isBroken(e) || state.isEmpty() || state.startsWith("53") || state.startsWith("57");
        return isAway
                ? Failure.unavailable(SYSTEM, OPERATION, "SQL state " + state, e)
                : Failure.rejected(SYSTEM, OPERATION, "", "SQL state " + state);
    }

    private static void discard(Connection connection) {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            // it is broken, which is why it goes
        }
    }

    @Override
    public void close() {
        isClosed = true;
        for (Connection kept = idle.poll(); kept != null; kept = idle.poll()) {
            discard(kept);
        }
    }
}
