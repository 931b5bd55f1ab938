package io.crossdock.erp.sql;

import io.crossdock.erp.mapping.BinlogPosition;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Up to where in the binlog a reader of MariaDB sees every commit. A commit is in the binlog before others see it, by a
 * moment, or by the time that a semi-synchronous replica takes to acknowledge it (MariaDB's documentation of {@code
 * rpl_semi_sync_master_wait_point=AFTER_SYNC}; run on 11.4).
 */
public final class VisibleBinlog {

    private static final String BEGIN = "start transaction with consistent snapshot, read only";
    private static final String SHOWN = "show status like 'binlog_snapshot_%'";
    private static final String WRITTEN = "show master status";

    private VisibleBinlog() {}

    /** Starts a transaction and returns the position up to which it sees every commit. */
    static long begin(Connection open) throws SQLException {
        String file = "";
        long place = 0;
        try (Statement statement = open.createStatement()) {
            statement.execute(BEGIN);
            try (ResultSet rows = statement.executeQuery(SHOWN)) {
                while (rows.next()) {
                    if (rows.getString(1).toLowerCase(Locale.ROOT).endsWith("_file")) {
                        file = rows.getString(2);
                    } else {
                        place = rows.getLong(2);
                    }
                }
            }
        }
        return BinlogPosition.isFile(file) ? BinlogPosition.of(file, place) : 0;
    }

    /**
     * Waits until all that is in the binlog now is visible.
     *
     * @return whether it came to be within the time allowed
     */
    public static boolean awaitWritten(Connection open, Duration allowed) throws SQLException {
        long deadline = System.nanoTime() + allowed.toNanos();
        long written = written(open);
        while (begin(open) < written) {
            open.rollback();
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        open.rollback();
        return true;
    }

    private static long written(Connection open) throws SQLException {
        try (Statement statement = open.createStatement();
                ResultSet row = statement.executeQuery(WRITTEN)) {
            if (!row.next()) {
                throw new SQLException("the server writes no binlog");
            }
            return BinlogPosition.of(row.getString(1), row.getLong(2));
        }
    }
}
