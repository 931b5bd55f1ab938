package io.crossdock.canonical;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The envelope as CloudEvents 1.0 attributes, by name and in their string form (section 3 of the specification), ready
 * for any binding.
 */
public final class CloudEventAttributes {

    public static final String SPEC_VERSION = "1.0";
    public static final String CONTENT_TYPE = "application/json";

    private CloudEventAttributes() {}

    /** All attributes but the content type, in the order of the specification. */
    public static Map<String, String> of(CanonicalEvent event) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", SPEC_VERSION);
        attributes.put("id", event.id());
        attributes.put("source", event.source());
        attributes.put("type", event.type().value());
        attributes.put("subject", event.subject());
        attributes.put("time", event.time().toString());
        if (event.sequence() != null) {
            attributes.put("sequence", event.sequence().value());
        }
        if (event.committedAt() != null) {
            attributes.put("committedat", event.committedAt().toString());
        }
        if (event.traceparent() != null) {
            attributes.put("traceparent", event.traceparent());
        }
        attributes.put("translationrevision", Integer.toString(event.translationRevision()));
        return attributes;
    }

    /**
     * The event that these attributes and this data are.
     *
     * @throws IllegalArgumentException when the type is not one of ours or an attribute is missing
     */
    public static CanonicalEvent read(Map<String, String> attributes, byte[] data) {
        String type = required(attributes, "type");
        EventType known = EventType.named(type)
                .orElseThrow(() -> new IllegalArgumentException("not a canonical event type: " + type));
        String sequence = attributes.get("sequence");
        String committedAt = attributes.get("committedat");
        return new CanonicalEvent(
                required(attributes, "id"),
                required(attributes, "source"),
                Instant.parse(required(attributes, "time")),
                sequence == null ? null : new Sequence(sequence),
                committedAt == null ? null : Instant.parse(committedAt),
                attributes.get("traceparent"),
                Integer.parseInt(attributes.getOrDefault("translationrevision", "0")),
                EventJson.read(data, known.data()));
    }

    private static String required(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException("CloudEvents attribute '" + name + "' is missing");
        }
        return value;
    }
}
