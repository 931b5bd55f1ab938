package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * An event as it stands in a canonical topic: CloudEvents 1.0 attributes, our extensions, typed data.
 *
 * @param id the same for the same inbound record and place in it, however often it is translated
 * @param source {@code /channels/<channel>} or {@code /erp/<name>}
 * @param time when it happened at the source
 * @param sequence its place within the subject; null where the data carries its own version
 * @param committedAt when the source committed it; carried through to the receipt, so that lag is measured end to end
 * @param traceparent W3C Trace Context, given at ingest
 * @param translationRevision which revision of the mapping made it: a higher one replaces the effect of a lower
 */
public record CanonicalEvent(
        @NotBlank @Pattern(regexp = "[\\x20-\\x7E]{1,200}") String id,

        @NotNull @Pattern(regexp = "/(channels|erp|hub)/[A-Za-z0-9._-]{1,64}")
        String source,

        @NotNull Instant time,
        @Valid Sequence sequence,
        Instant committedAt,

        @Pattern(regexp = "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}") String traceparent,

        @PositiveOrZero int translationRevision,
        @NotNull @Valid CanonicalData data) {

    public EventType type() {
        return EventType.of(data);
    }

    public String subject() {
        return data.subject();
    }

    /** An id that follows from what the source itself calls the fact: its key, its version, the place within it. */
    public static String idOf(String source, EventType type, String fact) {
        return UUID.nameUUIDFromBytes((source + '\n' + type.value() + '\n' + fact).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
