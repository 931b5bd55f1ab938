package io.crossdock.bench.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The ERP's own people: one connection, each change a transaction; a change begins when its COMMIT is sent. */
final class ErpWriter implements Changes.Writer {

    private static final int WRITERS = 4;

    private final Stock stock;
    private final Connection connection;
    private final PreparedStatement update;

    ErpWriter(Stock stock) throws SQLException {
        this.stock = stock;
        connection = stock.connect();
        connection.setAutoCommit(false);
        update = connection.prepareStatement(Stock.SET_LEVEL);
    }

    /** Levels change at a steady rate, until the channels have answered. */
    static Latencies run(Rig rig, List<String> channels, Duration lasting, int perSecond) throws InterruptedException {
        return Changes.run(
                rig, channels, lasting, perSecond, WRITERS, rig.stock()::raise, () -> new ErpWriter(rig.stock()));
    }

    @Override
    public void write(int article, Runnable began) throws SQLException {
        update.setInt(1, stock.level(article));
        update.setString(2, Articles.sku(article));
        update.executeUpdate();
        began.run();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
