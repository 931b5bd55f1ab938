package io.crossdock.hub.erp;

import io.crossdock.erp.ErpDatabase;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.sql.Connection;
import java.sql.SQLException;

/** Where a {@link CapturedErp} is, on one kind of database. */
interface CapturedDatabase {

    String PASSWORD = "only for tests";

    String host();

    int port();

    String name();

    /** The name of the sample ERP's mapping file. */
    String mapping();

    /** Of its tables. */
    String schema();

    /** Makes it, with a role for Crossdock that has the password. */
    LegacyErp make(int articles) throws SQLException;

    /** This one, when the mapping file names another one or another role. */
    ErpDatabase own(ErpDatabase read);

    /** As the ERP's owner. */
    Connection connect() throws SQLException;

    /** Loses the part of the log that a capture, which is not running, has not read. */
    void loseLog() throws SQLException;

    /** Gives back what other tests would meet on the same server. */
    void giveBack() throws SQLException;
}
