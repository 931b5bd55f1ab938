package io.crossdock.erp.capture;

import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.connector.postgresql.connection.ReplicationStream;
import io.debezium.connector.postgresql.connection.WalPositionLocator;
import io.debezium.connector.postgresql.spi.SlotCreationResult;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Debezium's connection for replication, whose stream is watched. */
@SuppressWarnings("try") // it closes as what it watches does
final class WatchedReplication implements ReplicationConnection {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedReplication.class);

    private final ReplicationConnection watched;
    private final Figures figures;
    private volatile WatchedStream stream;

    WatchedReplication(ReplicationConnection watched, Figures figures) {
        this.watched = watched;
        this.figures = figures;
    }

    /** Up to where all that the server has for us was read and is in the engine's queue. */
    Optional<Lsn> received() {
        return Optional.ofNullable(stream).flatMap(WatchedStream::received);
    }

    @Override
    public ReplicationStream startStreaming(WalPositionLocator position) throws SQLException, InterruptedException {
        return watched(watched.startStreaming(position));
    }

    @Override
    public ReplicationStream startStreaming(Lsn from, WalPositionLocator position)
            throws SQLException, InterruptedException {
        return watched(watched.startStreaming(from, position));
    }

    private ReplicationStream watched(ReplicationStream started) throws InterruptedException {
        figures.leaveOut();
        stream = new WatchedStream(started);
        return stream;
    }

    /** Whether nothing was read yet since it began. */
    boolean isQuiet() {
        return Optional.ofNullable(stream).map(WatchedStream::isQuiet).orElse(false);
    }

    /** Confirms a position to the server. */
    void confirm(Lsn position) {
        try {
            stream.flushLsn(position);
        } catch (SQLException e) {
            LOG.debug("position {} could not be confirmed: {}", position, e.getMessage());
        }
    }

    @Override
    public Optional<SlotCreationResult> createReplicationSlot() throws SQLException {
        return watched.createReplicationSlot();
    }

    @Override
    public void initConnection() throws SQLException, InterruptedException {
        watched.initConnection();
    }

    @Override
    public boolean isConnected() throws SQLException {
        return watched.isConnected();
    }

    @Override
    public void reconnect() throws SQLException {
        watched.reconnect();
    }

    @Override
    public void close() throws Exception {
        watched.close();
    }
}
