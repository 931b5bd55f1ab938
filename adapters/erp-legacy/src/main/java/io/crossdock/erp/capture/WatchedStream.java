package io.crossdock.erp.capture;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import java.lang.reflect.Field;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.postgresql.replication.PGReplicationStream;

/**
 * A stream of which is known up to where it was read when nothing was pending. The driver knows that, since the server
 * tells it even where it has nothing for us; Debezium 3.5 keeps it to itself. All that is read is handed on: only with
 * {@code lsn_proc} in its offset would Debezium first search with a stream of its own.
 */
@SuppressWarnings("try") // it closes as what it watches does
final class WatchedStream implements ReplicationStream {

    private final ReplicationStream watched;
    private final PGReplicationStream driver;
    private volatile boolean isQuiet = true;
    private volatile Lsn received;

    WatchedStream(ReplicationStream watched) {
        this.watched = watched;
        this.driver = driver(watched);
    }

    private static PGReplicationStream driver(ReplicationStream stream) {
        try {
            for (Field field : stream.getClass().getDeclaredFields()) {
                if (field.getType() == PGReplicationStream.class) {
                    field.setAccessible(true);
                    return (PGReplicationStream) field.get(stream);
                }
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Debezium's stream cannot be looked into", e);
        }
        throw new IllegalStateException("Debezium's stream is not one of PostgreSQL's driver any more");
    }

    /** Whether there was nothing to read yet. */
    boolean isQuiet() {
        return isQuiet;
    }

    /** Empty while there is more to read. */
    Optional<Lsn> received() {
        return Optional.ofNullable(received);
    }

    @Override
    public boolean readPending(ReplicationMessageProcessor processor) throws SQLException, InterruptedException {
        boolean isRead = watched.readPending(processor);
        isQuiet &= !isRead;
        received = isRead ? null : Lsn.valueOf(driver.getLastReceiveLSN());
        return isRead;
    }

    @Override
    public void read(ReplicationMessageProcessor processor) throws SQLException, InterruptedException {
        watched.read(processor);
    }

    @Override
    public void flushLsn(Lsn position) throws SQLException {
        watched.flushLsn(position);
    }

    @Override
    public Lsn lastReceivedLsn() {
        return watched.lastReceivedLsn();
    }

    @Override
    public Lsn startLsn() {
        return watched.startLsn();
    }

    @Override
    public void startKeepAlive(ExecutorService executor) {
        watched.startKeepAlive(executor);
    }

    @Override
    public void stopKeepAlive() {
        watched.stopKeepAlive();
    }

    @Override
    public void close() throws Exception {
        watched.close();
    }
}
