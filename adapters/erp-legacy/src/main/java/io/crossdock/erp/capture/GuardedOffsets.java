package io.crossdock.erp.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.runtime.WorkerConfig;

/** With a look at the log that the database still has between reading where to go on and going on. */
public final class GuardedOffsets extends ConnectOffsets {

    private static final JsonMapper JSON = new JsonMapper();

    private KeptLog log;
    private boolean isLookedAt;

    @Override
    public void configure(WorkerConfig config) {
        super.configure(config);
        log = KeptLog.of(config.originalsStrings());
    }

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        try {
            Map<ByteBuffer, ByteBuffer> found = super.get(keys).get();
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
