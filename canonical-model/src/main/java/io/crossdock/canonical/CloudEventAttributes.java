package io.crossdock.canonical;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

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
        String time = event.time().toString();
        attributes.put("time", time);
        if (event.sequence() != null) {
            attributes.put("sequence", event.sequence().value());
        }
        if (event.committedAt() != null) {
            boolean isSame = event.committedAt().equals(event.time());
            attributes.put("committedat", isSame ? time : event.committedAt().toString());
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
     * @throws IllegalArgumentException when the type is not one of ours, or an attribute is missing or not of its form;
     *     names the attribute, never its value
     * @throws java.io.UncheckedIOException when the data is not JSON of its type
     */
    public static CanonicalEvent read(Map<String, String> attributes, byte[] data) {
        String type = required(attributes, "type");
        EventType known = EventType.named(type)
                .orElseThrow(() -> new IllegalArgumentException("not a canonical event type: " + type));
        return new CanonicalEvent(
                required(attributes, "id"),
                required(attributes, "source"),
                parsed("time", required(attributes, "time"), Instant::parse),
                parsed("sequence", attributes.get("sequence"), Sequence::parse),
                parsed("committedat", attributes.get("committedat"), Instant::parse),
                attributes.get("traceparent"),
                parsed("translationrevision", attributes.getOrDefault("translationrevision", "0"), Integer::valueOf),
                EventJson.read(data, known.data()));
    }

    private static String required(Map<String, String> attributes, String name) {
        String value = attributes.get(name);
        if (value == null) {
            throw new IllegalArgumentException("CloudEvents attribute '" + name + "' is missing");
        }
        return value;
    }

    private static <T> T parsed(String name, String text, Function<String, T> form) {
        try {
            return text == null ? null : form.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw malformed(name);
        }
    }

    private static IllegalArgumentException malformed(String name) {
        return new IllegalArgumentException("CloudEvents attribute '" + name + "' is not of its form");
    }
}
