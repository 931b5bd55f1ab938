package io.crossdock.erp.capture;

import io.debezium.embedded.EmbeddedWorkerConfig;
import io.debezium.embedded.KafkaConnectUtil;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.storage.Converter;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.storage.OffsetStorageReaderImpl;
import org.apache.kafka.connect.storage.OffsetStorageWriter;

/** What a capture's engine remembered, and what is remembered beside it, while no engine runs or for another key than its. */
final class StoredOffsets implements AutoCloseable {

    private static final int WITHIN_SECONDS = 30;
    private static final Map<String, String> EPOCH = Map.of("crossdock", "epoch");

    private final OffsetBackingStore store = new ConnectOffsets();
    private final String engine;
    private final Map<String, String> server;
    private final Converter json = KafkaConnectUtil.converterForOffsetStore();

    /** @param engine the settings of Debezium's engine */
    StoredOffsets(Map<String, String> engine) {
        this.engine = engine.get("name");
        this.server = Map.of("server", engine.get("topic.prefix"));
        store.configure(new EmbeddedWorkerConfig(new HashMap<>(engine)));
        try {
            store.start();
        } catch (RuntimeException e) {
            stop(e);
            throw e;
        }
    }

    /** Kafka may have gone away when some of its clients were made. */
    private void stop(RuntimeException why) {
        try {
            store.stop();
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** From where the log is to be read; empty before a snapshot has been read whole. */
    Optional<Map<String, Object>> offset() {
        return read(server).filter(StoredOffsets::isWhole);
    }

    private static boolean isWhole(Map<String, Object> offset) {
        return !offset.containsKey("snapshot")
                || Boolean.TRUE.equals(offset.get("last_snapshot_record"))
                || Boolean.TRUE.equals(offset.get("snapshot_completed"));
    }

    /** The tables are to be read first again. */
    void forgetOffset() {
        write(server, null);
    }

    Optional<Epoch> epoch() {
        return read(EPOCH).map(Epoch::of);
    }

    void keep(Epoch epoch) {
        write(EPOCH, epoch.members());
    }

    private Optional<Map<String, Object>> read(Map<String, String> key) {
        try (OffsetStorageReaderImpl reader = new OffsetStorageReaderImpl(store, engine, json, json)) {
            return Optional.ofNullable(reader.offset(key));
        }
    }

    private void write(Map<String, String> key, Map<String, ?> value) {
        OffsetStorageWriter writer = new OffsetStorageWriter(store, engine, json, json);
        writer.offset(key, value);
        writer.beginFlush();
        try {
            writer.doFlush((error, result) -> {}).get(WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("interrupted while keeping an epoch", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new ConnectException("an epoch cannot be kept", e);
        }
    }

    @Override
    public void close() {
        store.stop();
    }
}
