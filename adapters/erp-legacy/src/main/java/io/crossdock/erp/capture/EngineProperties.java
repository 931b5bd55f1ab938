package io.crossdock.erp.capture;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpDatabase;
import java.util.Properties;
import java.util.stream.Collectors;

/** The settings of Debezium's engine; public, so that the benchmark's rivals have the same. */
public final class EngineProperties {

    /** Ours: what the JDBC URLs of those end with who look at the log beside the engine. */
    static final String URL_PARAMETERS = "crossdock.url.parameters";

    private EngineProperties() {}

    /** Of an engine whose records come one by one. */
    public static Properties of(ErpConfig config, OffsetStorage offsets) {
        return of(config, DatabaseLog.of(config), offsets);
    }

    /** Of the capture's own. */
    static Properties lean(ErpConfig config, DatabaseLog log, OffsetStorage offsets) {
        Properties properties = of(config, log, offsets);
        properties.setProperty(QuietTask.LEAN, "true");
        if (EngineQueue.isIn(log.task())) {
            properties.setProperty("max.batch.size", EngineQueue.WAKING_BATCH);
            // The reader's pause before it looks again whether the log has more, or a full queue room.
            properties.setProperty("poll.interval.ms", "1");
        }
        return properties;
    }

    /** Only what tells where it remembers how far it got. */
    static Properties storage(ErpConfig config, OffsetStorage offsets) {
        Properties properties = new Properties();
        properties.putAll(offsets.properties());
        properties.setProperty("name", "crossdock-" + config.name());
        properties.setProperty("topic.prefix", config.name());
        return properties;
    }

    static Properties of(ErpConfig config, DatabaseLog log, OffsetStorage offsets) {
        Properties properties = storage(config, offsets);
        properties.setProperty("offset.storage", GuardedOffsets.class.getName());
        database(properties, config.database());
        properties.putAll(log.connector());
        properties.setProperty(
                "table.include.list",
                config.tables().stream().map(EngineProperties::literally).collect(Collectors.joining(",")));
        properties.setProperty("snapshot.mode", "initial");
        properties.setProperty("tombstones.on.delete", "false");
        properties.setProperty("decimal.handling.mode", "precise");
        // Tells where a transaction ends, and so where its commit stands.
        properties.setProperty("provide.transaction.metadata", "true");
        // Both are waited in full, the first twice; the defaults of 500 ms and a minute would be the whole latency.
        properties.setProperty("poll.interval.ms", "2");
        properties.setProperty("offset.flush.interval.ms", "0");
        properties.setProperty("heartbeat.interval.ms", "1000");
        // The capture starts the engine anew itself, so that its state is known.
        properties.setProperty("errors.max.retries", "0");
        properties.setProperty("retriable.restart.connector.wait.ms", "1000");
        properties.setProperty("record.processing.threads", "1");
        return properties;
    }

    private static void database(Properties properties, ErpDatabase database) {
        properties.setProperty("database.hostname", database.host());
        properties.setProperty("database.port", Integer.toString(database.port()));
        properties.setProperty("database.user", database.user());
        properties.setProperty("database.password", database.password());
        properties.setProperty(URL_PARAMETERS, database.urlParameters());
    }

    static String literally(String table) {
        return table.replaceAll("([^A-Za-z0-9_])", "[$1]");
    }
}
