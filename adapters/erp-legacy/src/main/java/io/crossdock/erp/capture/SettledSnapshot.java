package io.crossdock.erp.capture;

import io.crossdock.erp.sql.BoundedConnection;
import io.crossdock.erp.sql.VisibleBinlog;
import io.debezium.snapshot.spi.SnapshotQuery;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The statement that reads a MariaDB's table first, given out once it sees all that is in the binlog. The engine notes the
 * binlog's end before it reads the tables without a lock; a commit that was written by then, but is visible only after the
 * tables were read, would be in neither.
 */
public final class SettledSnapshot implements SnapshotQuery {

    static final String NAME = "crossdock-settled";
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);

    private Map<String, ?> engine;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void configure(Map<String, ?> properties) {
        engine = properties;
    }

    @Override
    public Optional<String> snapshotQuery(String table, List<String> columns) {
        try (Connection connection = BoundedConnection.open(
                KeptBinlog.jdbcUrl(engine),
                engine.get("database.user").toString(),
                engine.get("database.password").toString())) {
            connection.setAutoCommit(false);
            if (!VisibleBinlog.awaitWritten(connection, VISIBLE_WITHIN)) {
                throw new ConnectException("a transaction in the binlog does not become visible");
            }
        } catch (SQLException e) {
            throw new ConnectException("the binlog cannot be looked at: " + e.getMessage(), e);
        }
        return Optional.of("select " + String.join(", ", columns) + " from " + table);
    }
}
