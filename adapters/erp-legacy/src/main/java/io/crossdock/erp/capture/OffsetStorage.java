package io.crossdock.erp.capture;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a capture remembers how far it got, as Kafka Connect's properties. One for each ERP.
 *
 * @param properties handed to the offset store
 */
public record OffsetStorage(Map<String, String> properties) {

    public OffsetStorage {
        properties = Map.copyOf(properties);
    }

    /**
     * A compacted topic of one partition.
     *
     * @param clients properties of Kafka's clients, with {@code bootstrap.servers}
     * @param replication of the topic, should it not exist yet; -1 for the brokers' default
     */
    public static OffsetStorage kafka(String topic, Map<String, String> clients, int replication) {
        Map<String, String> properties = new HashMap<>(clients);
        // A producer of acks=1 would call an offset safe that one broker's loss undoes.
        properties.put("acks", "all");
        properties.put("offset.storage.topic", topic);
        properties.put("offset.storage.partitions", "1");
        properties.put("offset.storage.replication.factor", Integer.toString(replication));
        return new OffsetStorage(properties);
    }

    /** For tests: gone with its file, and then all is read anew. */
    public static OffsetStorage file(Path file) {
        // The brokers are never asked, but Connect's settings do not do without.
        return new OffsetStorage(
                Map.of("offset.storage.file.filename", file.toString(), "bootstrap.servers", "127.0.0.1:9092"));
    }
}
