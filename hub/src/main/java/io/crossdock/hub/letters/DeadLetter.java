package io.crossdock.hub.letters;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.normalize.DeadLetters;
import io.crossdock.spi.InboundRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A dead letter as its topic holds it; every dead letter's body is read here.
 *
 * @param attributes of its CloudEvent
 * @param body what could not be handled, byte for byte; perhaps encrypted
 * @param partition of the dead letters' topic
 */
public record DeadLetter(
        Map<String, String> attributes,
        String contentType,
        byte[] body,
        Instant writtenAt,
        int partition,
        long offset) {

    /** The {@code inboundkind} of a letter that holds an order's event. */
    public static final String ORDER = "order-entry";

    /** Before the names of the attributes of the event that a letter holds. */
    public static final String EVENT = "event";

    /** What a letter holds, hence what a replay of it could mean. */
    public enum Origin {
        /** An inbound record, which can be journaled once more. */
        RECORD,
        /** An offer that a channel refused. */
        OFFER,
        /** Rows of an ERP. */
        ERP_ROWS,
        /** The event of an order that an ERP does not have. */
        ERP_ORDER,
        /** Something that a later release wrote, or somebody else. */
        OTHER
    }

    /** Empty for a record that is no dead letter of ours. */
    static Optional<DeadLetter> read(ConsumerRecord<byte[], byte[]> written) {
        Map<String, String> attributes = CloudEventHeaders.attributes(written.headers());
        if (!DeadLetters.TYPE.equals(attributes.get("type")) || attributes.get("id") == null) {
            return Optional.empty();
        }
        return Optional.of(new DeadLetter(
                attributes,
                CloudEventHeaders.text(written.headers(), CloudEventHeaders.CONTENT_TYPE),
                written.value() == null ? new byte[0] : written.value(),
                Instant.ofEpochMilli(written.timestamp()),
                written.partition(),
                written.offset()));
    }

    public String id() {
        return attributes.get("id");
    }

    /** An attribute's text; empty where there is none. */
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** Whose it is, as in the metrics: a channel, or {@code erp-} and the name of an ERP. */
    public String channel() {
        boolean isOfErp = origin() == Origin.ERP_ROWS || origin() == Origin.ERP_ORDER;
        return isOfErp ? "erp-" + attribute("system") : attribute("channel");
    }

    /** When it became a dead letter. */
    public Instant time() {
        return instant("time", writtenAt);
    }

    public Origin origin() {
        if (attribute("source").startsWith("/erp/")) {
            return attribute("inboundkind").equals(ORDER) ? Origin.ERP_ORDER : Origin.ERP_ROWS;
        }
        if (attribute("channel").isEmpty()) {
            return Origin.OTHER;
        }
        return attribute("inboundid").isEmpty() ? Origin.OFFER : Origin.RECORD;
    }

    /** The inbound record as it was journaled, with this body. */
    InboundRecord inbound(byte[] content) {
        return new InboundRecord(
                new ChannelId(attribute("channel")),
                attribute("inboundid"),
                attribute("inboundkind"),
                attribute("subject"),
                contentType == null ? "application/octet-stream" : contentType,
                content,
                instant("receivedat", writtenAt),
                attributes.get("traceparent"));
    }

    /** The attributes of the event that a letter holds, by their own names. */
    public Map<String, String> event() {
        Map<String, String> event = new LinkedHashMap<>();
        attributes.forEach((name, text) -> {
            if (name.startsWith(EVENT)) {
                event.put(name.substring(EVENT.length()), text);
            }
        });
        return event;
    }

    /** Names the key that the body is encrypted with; null where it is plain. */
    public String keyId() {
        return attributes.get(Sealing.KEY_ID);
    }

    /**
     * The same with its body in plain; empty once its keys were destroyed.
     *
     * @throws io.crossdock.hub.encryption.TamperedException when it was changed
     * @throws io.crossdock.hub.encryption.NoKeyException when its key cannot be had
     */
    public Optional<DeadLetter> opened(Sealing sealing) {
        Optional<byte[]> opened = origin() == Origin.ERP_ORDER && body.length > 0
                ? Optional.of(sealing.openEvent(event(), body))
                : sealing.open(attributes, body);
        return opened.map(plain -> new DeadLetter(attributes, contentType, plain, writtenAt, partition, offset));
    }

    /** Without its body, which may be large. */
    public DeadLetter head() {
        return new DeadLetter(attributes, contentType, new byte[0], writtenAt, partition, offset);
    }

    private Instant instant(String name, Instant otherwise) {
        try {
            return Instant.parse(attribute(name));
        } catch (DateTimeException e) {
            return otherwise;
        }
    }

    /** Names it without showing anything of its body. */
    @Override
    public String toString() {
        return "DeadLetter[" + id() + ", " + body.length + " bytes]";
    }
}
