package io.crossdock.canonical.documents;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.Sequence;
import jakarta.validation.constraints.Pattern;
import java.util.Arrays;

/** The CloudEvents attributes as Kafka headers; what they say is taken from the envelope's record. */
final class AsyncApiHeaders {

    private static final String INSTANT = "date-time";

    private final ObjectNode properties = JsonNodeFactory.instance.objectNode();
    private final ArrayNode required = JsonNodeFactory.instance.arrayNode();

    private AsyncApiHeaders() {}

    static ObjectNode schema() {
        AsyncApiHeaders headers = new AsyncApiHeaders();
        headers.needed("content-type", "The media type of the value.").put("const", "application/json");
        headers.needed("ce_specversion", "The version of CloudEvents.").put("const", "1.0");
        headers.needed("ce_id", envelope("id"));
        headers.needed("ce_source", envelope("source")).put("pattern", pattern(CanonicalEvent.class, "source"));
        ArrayNode types = headers.needed("ce_type", "Which event it is; names its schema.")
                .putArray("enum");
        Arrays.stream(EventType.values()).map(EventType::value).forEach(types::add);
        headers.needed("ce_subject", "What it is about; also the record's key.");
        headers.needed("ce_time", envelope("time")).put("format", INSTANT);
        headers.optional("ce_sequence", envelope("sequence")).put("pattern", pattern(Sequence.class, "value"));
        headers.optional("ce_committedat", envelope("committedAt")).put("format", INSTANT);
        headers.optional("ce_traceparent", envelope("traceparent"))
                .put("pattern", pattern(CanonicalEvent.class, "traceparent"));
        headers.needed("ce_translationrevision", envelope("translationRevision"))
                .put("pattern", "^[0-9]+$");
        headers.optional("ce_keyid", "which key the personal members are encrypted with; absent where they are not");
        return headers.described("CloudEvents 1.0 attributes, Kafka protocol binding, binary mode; UTF-8 text.");
    }

    /** Of a journal's records, whose value is not ours to describe. */
    static ObjectNode inbound() {
        AsyncApiHeaders headers = raw("crossdock.inbound.v1");
        headers.needed("ce_id", "the same for every delivery of the same message");
        headers.needed("ce_time", "when the hub took it").put("format", INSTANT);
        headers.optional("ce_inboundkind", "what the system calls this sort of message");
        headers.optional("ce_replayof", "of a replay: the id of the dead letter whose record it is");
        headers.optional("ce_replayedby", "of a replay: who replayed it");
        headers.optional("ce_edited", "of a replay: that its body is no longer what the system sent")
                .put("const", "true");
        return headers.described("CloudEvents 1.0 attributes of an inbound record.");
    }

    static ObjectNode deadLetter() {
        AsyncApiHeaders headers = raw("crossdock.dead-letter.v1");
        headers.needed("ce_id", "where the record stands: its channel, partition and offset");
        headers.needed("ce_time", "when it was set aside").put("format", INSTANT);
        headers.needed("ce_failurekind", "the reason, one word of a fixed vocabulary such as UNMAPPABLE");
        headers.needed("ce_failuremessage", "the reason in words; never anything of the record's body");
        headers.needed("ce_system", "the product whose record it is");
        headers.needed("ce_channel", "the account whose record it is");
        headers.needed("ce_journalposition", "where the record stands in the journal: partition and offset");
        headers.optional("ce_inboundid", "the record's own id");
        headers.optional("ce_inboundkind", "what the system calls this sort of message");
        headers.needed("ce_receivedat", "when the hub took it").put("format", INSTANT);
        headers.needed("ce_translationrevision", "which revision of the mapping failed")
                .put("pattern", "^[0-9]+$");
        headers.optional("ce_replayof", "of a replay that failed again: the id of the earlier dead letter");
        return headers.described("CloudEvents 1.0 attributes of a record that could not be handled.");
    }

    static ObjectNode deadLetterAction() {
        AsyncApiHeaders headers = new AsyncApiHeaders();
        headers.needed("ce_specversion", "The version of CloudEvents.").put("const", "1.0");
        headers.needed("ce_id", "its own");
        headers.needed("ce_type", "What was done.")
                .putArray("enum")
                .add("crossdock.dead-letter.replayed.v1")
                .add("crossdock.dead-letter.dropped.v1");
        headers.needed("ce_source", "/hub/dead-letters");
        headers.needed("ce_subject", "the dead letter's id, also the record's key");
        headers.needed("ce_time", "when it was done").put("format", INSTANT);
        headers.needed("ce_settlesbefore", "letters of that id are settled that stand before this offset")
                .put("pattern", "^[0-9]+$");
        headers.optional("ce_by", "who did it");
        headers.optional("ce_reason", "why");
        headers.optional("ce_journalposition", "where a replayed record stands now: partition and offset");
        headers.needed("ce_edited", "whether it was replayed with another body");
        return headers.described("CloudEvents 1.0 attributes of what was done about a dead letter.");
    }

    private static AsyncApiHeaders raw(String type) {
        AsyncApiHeaders headers = new AsyncApiHeaders();
        headers.needed("content-type", "The media type as it was sent.");
        headers.needed("ce_specversion", "The version of CloudEvents.").put("const", "1.0");
        headers.needed("ce_type", "What it is.").put("const", type);
        headers.needed("ce_source", "/channels/<channel>");
        headers.optional("ce_subject", "the natural key, also the record's key");
        headers.optional("ce_traceparent", envelope("traceparent"));
        headers.optional("ce_keyid", "which key the value is encrypted with; absent where it is not");
        return headers;
    }

    private ObjectNode described(String description) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object");
        schema.put("description", description);
        schema.set("required", required);
        schema.set("properties", properties);
        return schema;
    }

    private ObjectNode needed(String name, String description) {
        required.add(name);
        return optional(name, description);
    }

    private ObjectNode optional(String name, String description) {
        return properties.putObject(name).put("type", "string").put("description", description);
    }

    private static String envelope(String component) {
        return Javadoc.of(CanonicalEvent.class, component).orElseThrow();
    }

    private static String pattern(Class<?> type, String component) {
        try {
            return "^(?:"
                    + type.getDeclaredField(component)
                            .getAnnotation(Pattern.class)
                            .regexp() + ")$";
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }
}
