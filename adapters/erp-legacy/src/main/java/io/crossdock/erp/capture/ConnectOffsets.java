package io.crossdock.erp.capture;

import io.debezium.embedded.KafkaConnectUtil;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.KafkaOffsetBackingStore;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.apache.kafka.connect.util.SharedTopicAdmin;

/** Kafka Connect's own store in a topic, or in a file for tests. */
class ConnectOffsets implements OffsetBackingStore {

    private OffsetBackingStore store;
    private SharedTopicAdmin admin;

    @Override
    public void configure(WorkerConfig config) {
        Map<String, String> properties = config.originalsStrings();
        store = properties.containsKey("offset.storage.topic")
                ? inTopic(properties)
                : KafkaConnectUtil.fileOffsetBackingStore();
        store.configure(config);
    }

    /** The engine's own way to make it never closes the admin client, one for each start. */
    private OffsetBackingStore inTopic(Map<String, String> properties) {
        String client = properties.get("name");
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("client.id", client + "-admin");
        admin = new SharedTopicAdmin(settings);
        return new KafkaOffsetBackingStore(admin, () -> client + "-", KafkaConnectUtil.converterForOffsetStore());
    }

    @Override
    public void start() {
        store.start();
    }

    @Override
    public void stop() {
        try {
            if (store != null) {
                store.stop();
            }
        } finally {
            if (admin != null) {
                admin.close();
            }
        }
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        return store.get(keys);
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        return store.set(values, callback);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return store.connectorPartitions(connectorName);
    }
}
