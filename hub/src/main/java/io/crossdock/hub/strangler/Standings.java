package io.crossdock.hub.strangler;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.CapabilitySwitched;
import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.spi.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the topic of capabilities says: by name where each switch was set to, and by {@code declared:} and a name which
 * capabilities hubs have declared, so that a command knows their names. Threads may share it.
 */
public final class Standings {

    static final String DECLARED = "declared:";

    private static final Logger LOG = LoggerFactory.getLogger(Standings.class);

    private final Map<String, Standing> set = new ConcurrentHashMap<>();
    private final Map<String, SwitchPosition> declared = new ConcurrentHashMap<>();

    void apply(ConsumerRecord<byte[], byte[]> written) {
        try {
            String key = new String(written.key(), StandardCharsets.UTF_8);
            if (key.startsWith(DECLARED)) {
                declare(key.substring(DECLARED.length()), written.value());
            } else if (written.value() == null) {
                set.remove(key);
            } else {
                CanonicalEvent event = CloudEventHeaders.event(written.headers(), written.value());
                CapabilitySwitched change = (CapabilitySwitched) event.data();
                set.put(key, new Standing(change.to(), change.revision(), change, event.time()));
            }
        } catch (RuntimeException e) {
            LOG.warn("a record of {} at offset {} cannot be read", written.topic(), written.offset());
        }
    }

    private void declare(String name, byte[] value) {
        if (value == null) {
            declared.remove(name);
            return;
        }
        JsonNode start = Json.read(value, "crossdock", "capabilities", JsonNode.class);
        declared.put(
                name,
                new SwitchPosition(
                        SwitchMode.valueOf(start.path("mode").asText()),
                        start.hasNonNull("percent") ? start.get("percent").decimalValue() : null));
    }

    /** Every capability that was ever declared or set. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>(set.keySet());
        names.addAll(declared.keySet());
        return names;
    }

    boolean isDeclared(String name, SwitchPosition start) {
        return start.equals(declared.get(name));
    }

    /** Where a switch stands that nobody in this process has a file for. */
    public Standing of(String name) {
        return of(name, declared.getOrDefault(name, SwitchPosition.of(SwitchMode.LEGACY)));
    }

    /** @param start where it stands until somebody sets it */
    Standing of(String name, SwitchPosition start) {
        Standing known = set.get(name);
        return known == null ? Standing.start(start) : known;
    }
}
