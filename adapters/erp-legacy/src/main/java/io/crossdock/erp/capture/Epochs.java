package io.crossdock.erp.capture;

import io.crossdock.erp.ErpConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The epoch of an ERP's events: raised, and kept, before anything is told that does not compare with what was told before. */
final class Epochs {

    private static final Logger LOG = LoggerFactory.getLogger(Epochs.class);

    private final ErpConfig config;
    private final DatabaseLog log;
    private final Map<String, String> engine = new HashMap<>();
    private volatile Epoch epoch;
    private volatile boolean isUsed;
    private volatile String request = "";

    Epochs(ErpConfig config, DatabaseLog log, OffsetStorage offsets) {
        this.config = config;
        this.log = log;
        Properties settings = EngineProperties.storage(config, offsets);
        settings.stringPropertyNames().forEach(name -> engine.put(name, settings.getProperty(name)));
    }

    /**
     * The tables are to be read anew at the next {@link #begin}, unless they are or were for this request.
     *
     * @return whether they are or were
     */
    boolean readAnew(String asked) {
        request = asked;
        return request().equals(asked);
    }

    /**
     * Finds out which epoch it is, before an engine starts.
     *
     * @return up to where all was handled before; empty when the tables are to be read first
     * @throws org.apache.kafka.connect.errors.ConnectException where the log cannot be gone on with
     */
    synchronized OptionalLong begin() {
        LogIdentity now = log.identity();
        try (StoredOffsets stored = new StoredOffsets(engine)) {
            Optional<Epoch> known = stored.epoch();
            boolean isAsked = !request.isEmpty()
                    && !request.equals(known.map(Epoch::request).orElse(""));
            if (isAsked) {
                stored.forgetOffset();
            }
            Optional<Map<String, Object>> offset = stored.offset();
            Epoch next = known.map(last -> next(last, now, offset, isAsked))
                    .orElseGet(() -> Epoch.first(config.epoch(), now, request));
            if (!known.equals(Optional.of(next))) {
                keep(stored, next);
            }
            epoch = next;
            return offset.map(found -> OptionalLong.of(log.position(found))).orElse(OptionalLong.empty());
        }
    }

    private Epoch next(Epoch last, LogIdentity now, Optional<Map<String, Object>> offset, boolean isAsked) {
        if (offset.isPresent()) {
            return last.goingOn(config.epoch(), now, log.position(offset.get()));
        }
        // One that tells nothing, since its snapshot cannot begin, is not followed by another.
        boolean isFresh = last.equals(epoch) && !isUsed;
        return isFresh && !isAsked ? last : last.next(config.epoch(), now, isAsked ? request : last.request());
    }

    /** Whatever is told from now on is newer than all that was. */
    synchronized void raise() {
        try (StoredOffsets stored = new StoredOffsets(engine)) {
            Epoch next = epoch.next();
            keep(stored, next);
            epoch = next;
        }
    }

    private void keep(StoredOffsets stored, Epoch next) {
        stored.keep(next);
        isUsed = false;
        LOG.info("the epoch of {} is {} now", config.name(), next.number());
    }

    /** Something is told in it. */
    void use() {
        isUsed = true;
    }

    /** Its number; there is one after the first {@link #begin}. */
    int number() {
        return epoch.number();
    }

    /** Which request had all tables read anew in it; empty where nobody asked. */
    String request() {
        Epoch now = epoch;
        return now == null ? "" : now.request();
    }
}
