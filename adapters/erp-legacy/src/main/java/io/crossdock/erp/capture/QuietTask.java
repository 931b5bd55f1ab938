package io.crossdock.erp.capture;

import io.debezium.config.Configuration;
import io.debezium.connector.postgresql.PostgresConnectorConfig;
import io.debezium.connector.postgresql.PostgresConnectorTask;
import io.debezium.connector.postgresql.PostgresOffsetContext;
import io.debezium.connector.postgresql.PostgresPartition;
import io.debezium.connector.postgresql.PostgresSchema;
import io.debezium.connector.postgresql.connection.Lsn;
import io.debezium.connector.postgresql.connection.PostgresConnection;
import io.debezium.connector.postgresql.connection.ReplicationConnection;
import io.debezium.pipeline.ChangeEventSourceCoordinator;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium confirms positions of changes that are ours alone. Where others write into the same server, the slot would keep
 * all of their log. So a heartbeat after which nothing waits also tells the position up to which the server has nothing
 * for us; it is confirmed as any other, once it is stored. And three costs of the engine are left out where {@link #LEAN} is
 * set (docs/adr/0025): the text of each event for its own figures, a task of a thread pool for each record, and {@link
 * EngineQueue waiting in a circle} for what comes.
 */
public final class QuietTask extends PostgresConnectorTask {

    /** Of a heartbeat's offset. */
    static final String RECEIVED = "received";

    /** The setting by which whoever takes the records gets {@link PolledRecords}. */
    static final String LEAN = "crossdock.lean";

    private static final String HEARTBEATS = "__debezium-heartbeat";

    private volatile WatchedReplication replication;
    private volatile Map<String, String> partition;
    private volatile EngineQueue queue;
    private final Figures figures = new Figures();
    private int batch;
    private boolean isLean;

    @Override
    public ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> start(Configuration config) {
        isLean = config.getBoolean(LEAN, false);
        ChangeEventSourceCoordinator<PostgresPartition, PostgresOffsetContext> started = null;
        try {
            started = super.start(config);
            queue = isLean ? EngineQueue.of(PostgresConnectorTask.class, this).orElse(null) : null;
            return started;
        } finally {
            figures.of(isLean ? started : null);
        }
    }

    @Override
    protected ReplicationConnection buildReplicationConnection(
            PostgresConnection connection, PostgresSchema schema, PostgresConnectorConfig config) throws SQLException {
        batch = Math.max(config.getMaxBatchSize(), EngineQueue.MOST);
        partition = Map.of("server", config.getLogicalName());
        replication = new WatchedReplication(super.buildReplicationConnection(connection, schema, config), figures);
        return replication;
    }

    @Override
    public List<SourceRecord> doPoll() throws InterruptedException {
        // Asked first: all that came before it is in the queue by now, and so among these records if they empty it.
        WatchedReplication running = replication;
        Optional<Lsn> received = running == null ? Optional.empty() : running.received();
        List<SourceRecord> records = queue == null ? super.doPoll() : queue.take();
        if (records == null || records.isEmpty()) {
            return records;
        }
        List<SourceRecord> marked = marked(records, received);
        return isLean ? List.of(PolledRecords.asOne(marked)) : marked;
    }

    private List<SourceRecord> marked(List<SourceRecord> records, Optional<Lsn> received) {
        SourceRecord last = records.get(records.size() - 1);
        if (records.size() >= batch || received.isEmpty() || !last.topic().startsWith(HEARTBEATS)) {
            return records;
        }
        List<SourceRecord> marked = new ArrayList<>(records);
        marked.set(marked.size() - 1, marked(last, received.get().asLong()));
        return marked;
    }

    /** An offset was stored. Debezium itself confirms nothing before the first change of ours has come. */
    @Override
    public void commit() throws InterruptedException {
        super.commit();
        WatchedReplication running = replication;
        if (running == null || !running.isQuiet()) {
            return;
        }
        Map<String, Object> stored = context.offsetStorageReader().offset(partition);
        if (stored != null && stored.get(PostgresLog.COMMIT) instanceof Number position) {
            running.confirm(Lsn.valueOf(position.longValue()));
        }
    }

    private static SourceRecord marked(SourceRecord heartbeat, long received) {
        Map<String, Object> offset = new HashMap<>(heartbeat.sourceOffset());
        offset.put(RECEIVED, received);
        return new SourceRecord(
                heartbeat.sourcePartition(),
                offset,
                heartbeat.topic(),
                heartbeat.kafkaPartition(),
                heartbeat.keySchema(),
                heartbeat.key(),
                heartbeat.valueSchema(),
                heartbeat.value(),
                heartbeat.timestamp(),
                heartbeat.headers());
    }
}
