package io.crossdock.erp.sql;

import io.crossdock.erp.ErpDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;

/** Of MariaDB: keys are a list, transactions are told by their place in the binlog. */
record MariaDbSession(ErpDatabase database) implements QuerySession {

    @Override
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toMillis()));
        properties.setProperty(
                "socketTimeout", Long.toString(STATEMENT_TIMEOUT.plusSeconds(10).toMillis()));
        properties.setProperty("sessionVariables", "max_statement_time=" + STATEMENT_TIMEOUT.toSeconds());
        // As the log tells it: a number, and not whether it is 0.
        properties.setProperty("tinyInt1isBit", "false");
        Connection connection = DriverManager.getConnection(database.jdbcUrl(), properties);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    /** A transaction's number is where it begins, so what shows something beyond that shows all of it. */
    @Override
    public boolean begin(Connection open, Set<Long> transactions) throws SQLException {
        long shown = VisibleBinlog.begin(open);
        return transactions.isEmpty() || Collections.max(transactions) < shown;
    }

    @Override
    public PreparedStatement statement(Connection open, String sql, Collection<String> keys) throws SQLException {
        PreparedStatement statement =
                open.prepareStatement(sql.replace("?", String.join(",", Collections.nCopies(keys.size(), "?"))));
        int place = 1;
        for (String key : keys) {
            statement.setString(place++, key);
        }
        return statement;
    }
}
