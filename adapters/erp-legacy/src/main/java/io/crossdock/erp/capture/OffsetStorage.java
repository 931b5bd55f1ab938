package io.crossdock.erp.capture;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a capture remembers how far it got, and what the tables looked like then, for logs that do not tell. One for each
 * ERP.
 *
 * @param properties of Kafka Connect's offset store and of Debezium's schema history
 */
public record OffsetStorage(Map<String, String> properties) {

    private static final String SCHEMAS = "schema.history.internal";

    public OffsetStorage {
        properties = Map.copyOf(properties);
    }

    /**
     * A compacted topic of one partition for the one; for the other, one of one partition that is kept for ever.
     *
     * @param schemas must be there already where MariaDB is read, or is made as the brokers make topics by default
     * @param clients properties of Kafka's clients, with {@code bootstrap.servers}
     * @param replication of the topic, should it not exist yet; -1 for the brokers' default
     */
    public static OffsetStorage kafka(String topic, String schemas, Map<String, String> clients, int replication) {
        Map<String, String> properties = new HashMap<>(clients);
        // A producer of acks=1 would call an offset safe that one broker's loss undoes.
        properties.put("acks", "all");
        properties.put("offset.storage.topic", topic);
        properties.put("offset.storage.partitions", "1");
        properties.put("offset.storage.replication.factor", Integer.toString(replication));
        properties.put(SCHEMAS, "io.debezium.storage.kafka.history.KafkaSchemaHistory");
        properties.put(SCHEMAS + ".kafka.topic", schemas);
        properties.put(SCHEMAS + ".kafka.bootstrap.servers", clients.get("bootstrap.servers"));
        clients.forEach((name, value) -> {
            properties.put(SCHEMAS + ".producer." + name, value);
            properties.put(SCHEMAS + ".consumer." + name, value);
        });
        properties.put(SCHEMAS + ".producer.acks", "all");
        return new OffsetStorage(properties);
    }

    /** For tests: gone with its file, and then all is read anew. */
    public static OffsetStorage file(Path file) {
        // The brokers are never asked, but Connect's settings do not do without.
        return new OffsetStorage(Map.of(
                "offset.storage.file.filename",
                file.toString(),
                "bootstrap.servers",
                "127.0.0.1:9092",
                SCHEMAS,
                "io.debezium.storage.file.history.FileSchemaHistory",
                SCHEMAS + ".file.filename",
                file + ".schemas"));
    }
}
