package io.crossdock.erp.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;

/** What is particular to questions to one kind of database. */
interface QuerySession {

    Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    Duration STATEMENT_TIMEOUT = Duration.ofSeconds(20);

    /** Read-only, without autocommit; who does not answer, or takes too long over a statement, is given up. */
    Connection open() throws SQLException;

    /**
     * Starts a transaction.
     *
     * @return whether it sees all of these; if not, they are about to become visible
     */
    boolean begin(Connection open, Set<Long> transactions) throws SQLException;

    /** @param sql with one {@code ?} for the keys */
    PreparedStatement statement(Connection open, String sql, Collection<String> keys) throws SQLException;
}
