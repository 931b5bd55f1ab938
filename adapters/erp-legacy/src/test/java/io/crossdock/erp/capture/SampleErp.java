package io.crossdock.erp.capture;

import io.crossdock.erp.ErpConfig;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The sample ERP, with 20 articles in two warehouses, on one kind of database; and what may befall that. */
interface SampleErp extends AutoCloseable {

    LegacyErp users();

    ErpConfig config();

    /** As the ERP's owner. */
    Connection connect() throws SQLException;

    /** Ends all connections of Crossdock's. */
    void cutConnections() throws SQLException;

    /** The database forgets the part of its log that it keeps for Crossdock. */
    void loseLog() throws SQLException;

    /** How the reason begins that is then told. */
    String lostLog();

    /** Gives back what other tests would meet on the same server. */
    @Override
    void close();

    default void sql(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement executing = connection.createStatement()) {
            for (String statement : statements) {
                executing.execute(statement);
            }
        }
    }
}
