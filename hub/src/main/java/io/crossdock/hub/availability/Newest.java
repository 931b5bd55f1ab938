package io.crossdock.hub.availability;

import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Recency;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * The newest event of a key as it was written, so that it can be written again with all that a later release put in it.
 *
 * @param attributes of its CloudEvent
 */
record Newest(Recency recency, String contentType, Map<String, String> attributes, byte[] data) {

    /** Empty for what is no canonical event; who reads the topic for what it says counts those. */
    static Optional<Newest> read(Headers headers, byte[] value) {
        try {
            return Optional.of(new Newest(
                    Recency.of(CloudEventHeaders.event(headers, value)),
                    CloudEventHeaders.text(headers, CloudEventHeaders.CONTENT_TYPE),
                    CloudEventHeaders.attributes(headers),
                    value));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    Headers headers() {
        return CloudEventHeaders.headers(attributes, contentType);
    }
}
