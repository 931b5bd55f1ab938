package io.crossdock.hub.availability;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChangeCause;
import io.crossdock.canonical.EventType;
import io.crossdock.hub.events.CloudEventHeaders;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;

/**
 * What an outgoing event inherits from the one that caused it, so that lag and traces reach from end to end; it crosses
 * the internal topics.
 *
 * @param kind what it told; null where an earlier release passed it on
 */
record Cause(String source, Instant time, Instant committedAt, String traceparent, CauseKind kind) {

    private static final String CHANNELS = "/channels/";
    private static final String SOURCE = "/hub/availability";

    /** Of internal records alone. */
    private static final String KIND = "causekind";

    static Cause of(CanonicalEvent event) {
        return new Cause(
                event.source(), event.time(), event.committedAt(), event.traceparent(), CauseKind.of(event.data()));
    }

    /** That a time came is nobody's doing. */
    static Cause ofTime(Instant now) {
        return new Cause(SOURCE, now, null, null, CauseKind.TIME);
    }

    static Cause of(Headers headers) {
        Map<String, String> attributes = CloudEventHeaders.attributes(headers);
        String committedAt = attributes.get("committedat");
        String kind = attributes.get(KIND);
        return new Cause(
                attributes.get("source"),
                Instant.parse(attributes.get("time")),
                committedAt == null ? null : Instant.parse(committedAt),
                attributes.get("traceparent"),
                kind == null ? null : CauseKind.stored(Integer.parseInt(kind)));
    }

    void write(StateWriter out) {
        out.text(source).time(time).time(committedAt).flag(traceparent != null);
        if (traceparent != null) {
            out.text(traceparent);
        }
        out.octet(kind == null ? 0 : kind.octet());
    }

    static Cause read(StateReader in) {
        String source = in.text();
        Instant time = in.time();
        Instant committedAt = in.time();
        String traceparent = in.flag() ? in.text() : null;
        CauseKind kind = in.form() < Origin.FORM ? null : CauseKind.stored(in.octet());
        return new Cause(source, time, committedAt, traceparent, kind);
    }

    /** The channel whose own doing it was; empty where it was somebody else's. */
    Optional<String> channel() {
        return source.startsWith(CHANNELS) ? Optional.of(source.substring(CHANNELS.length())) : Optional.empty();
    }

    Headers headers(String contentType) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("source", source);
        attributes.put("time", time.toString());
        if (committedAt != null) {
            attributes.put("committedat", committedAt.toString());
        }
        if (traceparent != null) {
            attributes.put("traceparent", traceparent);
        }
        if (kind != null) {
            attributes.put(KIND, Integer.toString(kind.octet()));
        }
        return CloudEventHeaders.headers(attributes, contentType);
    }

    /** @param shown what is told, in whatever version */
    CanonicalEvent causes(AvailabilityChanged shown, long version) {
        AvailabilityChanged data = shown.since(version, kind == null ? null : new ChangeCause(source, kind.word()));
        String fact = data.sku() + "@" + data.version();
        return new CanonicalEvent(
                CanonicalEvent.idOf(SOURCE, EventType.AVAILABILITY_CHANGED, fact),
                SOURCE,
                time,
                null,
                committedAt,
                traceparent,
                0,
                data);
    }
}
