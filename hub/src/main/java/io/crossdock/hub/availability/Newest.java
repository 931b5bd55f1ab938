package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.CloudEventAttributes;
import io.crossdock.canonical.EventJson;
import io.crossdock.hub.events.Recency;
import java.util.Map;

/** The newest event of a key, whole, so that it can be written again. */
record Newest(Recency recency, Map<String, String> attributes, byte[] data) {

    static Newest of(CanonicalEvent event) {
        return new Newest(Recency.of(event), CloudEventAttributes.of(event), EventJson.write(event.data()));
    }
}
