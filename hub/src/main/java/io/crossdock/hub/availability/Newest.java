package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Recency;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serde;

/**
 * The newest event of a key as it was written, so that it can be written again with all that a later release put in it.
 *
 * @param attributes of its CloudEvent
 */
record Newest(Recency recency, String contentType, Map<String, String> attributes, byte[] data) {

    static final Serde<Newest> SERDE = StateSerde.of(Newest.class, Newest::write, Newest::read);

    private void write(StateWriter out) {
        out.sequence(recency.sequence()).number(recency.revision()).flag(contentType != null);
        if (contentType != null) {
            out.text(contentType);
        }
        out.map(attributes, out::text).octets(data);
    }

    private static Newest read(StateReader in) {
        var recency = new Recency(in.sequence(), in.integer());
        return new Newest(recency, in.flag() ? in.text() : null, in.map(in::text), in.octets());
    }

    /** Empty for what is no canonical event; who reads the topic for what it says counts those. */
    static Optional<Newest> read(UsualEvents usual, Headers headers, byte[] value) {
        try {
            CanonicalEvent read = usual.read(headers, value);
            CanonicalEvent event = read == null ? CloudEventHeaders.event(headers, value) : read;
            return Optional.of(new Newest(
                    Recency.of(event),
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
