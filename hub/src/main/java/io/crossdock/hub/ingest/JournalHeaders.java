package io.crossdock.hub.ingest;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.spi.InboundRecord;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * An inbound record as a Camel message and as a record of the journal: a CloudEvent of type {@code
 * crossdock.inbound.v1} whose data are the raw bytes. A source Kamelet's message has these headers and no others.
 */
public final class JournalHeaders {

    public static final String TYPE = "crossdock.inbound.v1";

    /** On a record that is the replay of a dead letter: the letter's id. */
    public static final String REPLAY_OF = CloudEventHeaders.PREFIX + "replayof";

    static final String KEY_ID = CloudEventHeaders.PREFIX + Sealing.KEY_ID;

    private JournalHeaders() {}

    /** Replaces the message by the record; the one place where something from outside gets headers, all of them ours. */
    public static void write(Message message, InboundRecord inbound) {
        message.removeHeaders("*");
        message.setBody(inbound.body());
        attributes(inbound).forEach((name, value) -> message.setHeader(CloudEventHeaders.PREFIX + name, value));
        message.setHeader(CloudEventHeaders.CONTENT_TYPE, inbound.contentType());
        message.setHeader(KafkaConstants.KEY, inbound.key().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The journal's record of a message whose headers {@link #write} gave it; any others are left out.
     *
     * @throws io.crossdock.hub.encryption.NoKeyException when there is no key now; the record is not taken
     */
    static ProducerRecord<byte[], byte[]> record(Message message, String journal, Sealing sealing) {
        RecordHeaders headers = new RecordHeaders();
        byte[] key = null;
        for (Map.Entry<String, Object> header : message.getHeaders().entrySet()) {
            String name = header.getKey();
            if (name.equals(KafkaConstants.KEY)) {
                key = (byte[]) header.getValue();
            } else if (name.equals(CloudEventHeaders.CONTENT_TYPE) || JournalGate.isAttribute(name)) {
                headers.add(name, String.valueOf(header.getValue()).getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] body = message.getBody(byte[].class);
        if (sealing != Sealing.NONE) {
            Sealing.Body sealed = sealing.seal(CloudEventHeaders.attributes(headers), body);
            if (sealed.keyId() != null) {
                headers.add(KEY_ID, sealed.keyId().getBytes(StandardCharsets.UTF_8));
                body = sealed.bytes();
            }
        }
        return new ProducerRecord<>(journal, null, null, key, body, headers);
    }

    public static Headers of(InboundRecord inbound) {
        return of(inbound, null);
    }

    /** @param keyId names the key that the body is encrypted with; null where it is plain */
    public static Headers of(InboundRecord inbound, String keyId) {
        Map<String, String> attributes = attributes(inbound);
        if (keyId != null) {
            attributes.put(Sealing.KEY_ID, keyId);
        }
        return CloudEventHeaders.headers(attributes, inbound.contentType());
    }

    /**
     * The same for a record that is journaled once more, from a dead letter.
     *
     * @param letter the dead letter's id
     * @param by who replays it
     * @param edited whether its body is no longer what the system sent
     * @param keyId names the key that the body is encrypted with; null where it is plain
     */
    public static Headers ofReplay(InboundRecord inbound, String letter, String by, boolean edited, String keyId) {
        Map<String, String> attributes = attributes(inbound);
        attributes.put("replayof", letter);
        attributes.put("replayedby", by);
        if (edited) {
            attributes.put("edited", "true");
        }
        if (keyId != null) {
            attributes.put(Sealing.KEY_ID, keyId);
        }
        return CloudEventHeaders.headers(attributes, inbound.contentType());
    }

    /** The record as the journal holds it; what somebody else wrote there is taken for an inbound record without a kind. */
    public static InboundRecord read(ConsumerRecord<byte[], byte[]> journaled, ChannelId channel) {
        Map<String, String> attributes = CloudEventHeaders.attributes(journaled.headers());
        String contentType = CloudEventHeaders.text(journaled.headers(), CloudEventHeaders.CONTENT_TYPE);
        return new InboundRecord(
                channel,
                attributes.getOrDefault("id", journaled.partition() + ":" + journaled.offset()),
                attributes.getOrDefault("inboundkind", ""),
                attributes.getOrDefault("subject", ""),
                contentType == null ? "application/octet-stream" : contentType,
                journaled.value() == null ? new byte[0] : journaled.value(),
                receivedAt(journaled, attributes),
                attributes.get("traceparent"));
    }

    /** A replay is as old as the record that it repeats, and gives the same events. */
    private static Instant receivedAt(ConsumerRecord<byte[], byte[]> journaled, Map<String, String> attributes) {
        Instant written = Instant.ofEpochMilli(journaled.timestamp());
        if (journaled.headers().lastHeader(REPLAY_OF) == null) {
            return written;
        }
        try {
            return Instant.parse(attributes.getOrDefault("time", ""));
        } catch (DateTimeException e) {
            return written;
        }
    }

    private static Map<String, String> attributes(InboundRecord inbound) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", inbound.id());
        attributes.put("source", inbound.source());
        attributes.put("type", TYPE);
        if (!inbound.key().isEmpty()) {
            attributes.put("subject", inbound.key());
        }
        attributes.put("time", inbound.receivedAt().toString());
        if (!inbound.kind().isEmpty()) {
            attributes.put("inboundkind", inbound.kind());
        }
        if (inbound.traceparent() != null) {
            attributes.put("traceparent", inbound.traceparent());
        }
        return attributes;
    }
}
