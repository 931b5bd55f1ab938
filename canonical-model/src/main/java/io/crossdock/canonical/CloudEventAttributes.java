package io.crossdock.canonical;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
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
        tell(event, Instant::toString, attributes::put);
        return attributes;
    }

    /**
     * The same, told one after the other.
     *
     * @param text writes an instant as {@link Instant#toString} does
     * @param attribute takes name and text
     */
    public static void tell(
            CanonicalEvent event, Function<Instant, String> text, BiConsumer<String, String> attribute) {
        attribute.accept("specversion", SPEC_VERSION);
        attribute.accept("id", event.id());
        attribute.accept("source", event.source());
        attribute.accept("type", event.type().value());
        attribute.accept("subject", event.subject());
        String time = text.apply(event.time());
        attribute.accept("time", time);
        if (event.sequence() != null) {
            attribute.accept("sequence", event.sequence().value());
        }
        if (event.committedAt() != null) {
            boolean isSame = event.committedAt().equals(event.time());
            attribute.accept("committedat", isSame ? time : text.apply(event.committedAt()));
        }
        if (event.traceparent() != null) {
            attribute.accept("traceparent", event.traceparent());
        }
        attribute.accept("translationrevision", Integer.toString(event.translationRevision()));
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
