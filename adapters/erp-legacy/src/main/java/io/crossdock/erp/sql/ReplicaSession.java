package io.crossdock.erp.sql;

import io.crossdock.erp.ErpDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Set;

/**
 * Of a PostgreSQL whose queries are asked of a replica. It shows a transaction once it repeated its commit, and those
 * before it. Where no transaction tells how far it has to be, as for rows of a snapshot, it has to be where the server
 * itself is by then.
 */
final class ReplicaSession implements QuerySession {

    private final ErpDatabase database;
    private final QuerySession replica;
    /** Where the server was when a question that waits was asked first. */
    private String awaited;

    ReplicaSession(ErpDatabase database, QuerySession replica) {
        this.database = database;
        this.replica = replica;
    }

    @Override
    public Connection open() throws SQLException {
        awaited = null;
        return replica.open();
    }

    @Override
    public boolean begin(Connection open, Set<Long> transactions) throws SQLException {
        if (!transactions.isEmpty()) {
            return replica.begin(open, transactions);
        }
        awaited = awaited == null ? written() : awaited;
        boolean hasRepeated = hasRepeated(open, awaited);
        awaited = hasRepeated ? null : awaited;
        return hasRepeated;
    }

    /** Asked of the server itself. */
    private String written() throws SQLException {
        try (Connection server = BoundedConnection.open(database.jdbcUrl(), database.user(), database.password());
                Statement statement = server.createStatement();
                ResultSet row = statement.executeQuery("select pg_current_wal_lsn()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    private static boolean hasRepeated(Connection open, String position) throws SQLException {
        try (PreparedStatement statement =
                open.prepareStatement("select coalesce(pg_last_wal_replay_lsn() >= ?::pg_lsn, true)")) {
            statement.setString(1, position);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        } finally {
            // This transaction's snapshot may be older than the answer.
            open.rollback();
        }
    }

    @Override
    public PreparedStatement statement(Connection open, String sql, Collection<String> keys) throws SQLException {
        return replica.statement(open, sql, keys);
    }
}
