package io.crossdock.erp.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.debezium.embedded.KafkaConnectUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.KafkaOffsetBackingStore;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.apache.kafka.connect.util.SharedTopicAdmin;

/**
 * Kafka Connect's own store in a topic, or in a file for tests, with a look at the log that the database still has
 * between reading where to go on and going on.
 */
public final class GuardedOffsets implements OffsetBackingStore {

    private static final JsonMapper JSON = new JsonMapper();

    private OffsetBackingStore store;
    private SharedTopicAdmin admin;
    private KeptLog log;
    private boolean isLookedAt;

    @Override
    public void configure(WorkerConfig config) {
        Map<String, String> properties = config.originalsStrings();
        store = properties.containsKey("offset.storage.topic")
                ? inTopic(properties)
                : KafkaConnectUtil.fileOffsetBackingStore();
        store.configure(config);
        log = KeptLog.of(properties);
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
        if (store != null) {
            store.stop();
        }
        if (admin != null) {
            admin.close();
        }
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        try {
            Map<ByteBuffer, ByteBuffer> found = store.get(keys).get();
            if (!isLookedAt) {
                isLookedAt = true;
                log.check(offset(found));
            }
            return CompletableFuture.completedFuture(found);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted while reading offsets", e);
        } catch (ExecutionException e) {
            throw new ConnectException("offsets cannot be read", e.getCause());
        }
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        return store.set(values, callback);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return store.connectorPartitions(connectorName);
    }

    /** From where the log is to be read; empty before a snapshot has been read whole. */
    private static Optional<JsonNode> offset(Map<ByteBuffer, ByteBuffer> found) {
        return found.values().stream()
                .filter(Objects::nonNull)
                .map(GuardedOffsets::json)
                .filter(offset -> !offset.has("snapshot")
                        || offset.path("last_snapshot_record").asBoolean()
                        || offset.path("snapshot_completed").asBoolean())
                .findFirst();
    }

    private static JsonNode json(ByteBuffer value) {
        try {
            return JSON.readTree(
                    StandardCharsets.UTF_8.decode(value.duplicate()).toString());
        } catch (IOException e) {
            throw new ConnectException("the stored offset is not what this capture writes", e);
        }
    }
}
