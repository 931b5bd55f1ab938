package io.crossdock.erp.sql;

import io.crossdock.erp.ErpDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Collection;
import java.util.Properties;
import java.util.Set;

/** Of PostgreSQL: keys are an array, transactions are told by {@code txid_current_snapshot()}. */
record PostgresSession(String erp, ErpDatabase database) implements QuerySession {

    @Override
    public Connection open() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        properties.setProperty("ApplicationName", "crossdock-" + erp);
        properties.setProperty("connectTimeout", Long.toString(CONNECT_TIMEOUT.toSeconds()));
        properties.setProperty("socketTimeout", Long.toString(STATEMENT_TIMEOUT.toSeconds() + 10));
        properties.setProperty("options", "-c statement_timeout=" + STATEMENT_TIMEOUT.toMillis());
        // A text becomes what the column is that it is compared with.
        properties.setProperty("stringtype", "unspecified");
        Connection connection = DriverManager.getConnection(database.queriesJdbcUrl(), properties);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    @Override
    public boolean begin(Connection open, Set<Long> transactions) throws SQLException {
        if (transactions.isEmpty()) {
            return true;
        }
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery("select txid_current_snapshot()::text")) {
            row.next();
            TransactionSnapshot snapshot = TransactionSnapshot.of(row.getString(1));
            return transactions.stream().allMatch(snapshot::shows);
        }
    }

    @Override
    public PreparedStatement statement(Connection open, String sql, Collection<String> keys) throws SQLException {
        PreparedStatement statement = open.prepareStatement(sql);
        // Without a type of its own, the array becomes what the column is: char(18) and integer keep their index.
        statement.setObject(1, open.createArrayOf("text", keys.toArray()).toString(), Types.OTHER);
        return statement;
    }
}
