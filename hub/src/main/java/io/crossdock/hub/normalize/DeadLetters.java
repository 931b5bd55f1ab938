package io.crossdock.hub.normalize;

import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.RecordSize;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What could not be handled, whole: a CloudEvent of type {@code crossdock.dead-letter.v1} whose data are the record's own
 * bytes and whose attributes say why, where it stands in the journal, and which revision of the translation failed.
 */
public final class DeadLetters {

    public static final String TYPE = "crossdock.dead-letter.v1";

    /** The attribute of a letter whose record is too large to be kept a second time; the journal has it. */
    public static final String WITHOUT_BODY = "withoutbody";

    /** In characters, of what a stranger wrote into a record without a body. */
    private static final int LONGEST_ATTRIBUTE = 1_000;

    private DeadLetters() {}

    /** The letter for a record of a journal that could not be translated or fetched. */
    public static ProducerRecord<byte[], byte[]> of(
            Topics topics, Journaled journaled, String system, int revision, Failure failure, Instant now) {
        InboundRecord inbound = journaled.inbound();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", inbound.channel() + ":" + journaled.position());
        attributes.put("source", inbound.source());
        attributes.put("type", TYPE);
        attributes.put("subject", inbound.key());
        attributes.put("time", now.toString());
        attributes.put("failurekind", failure.kind().name());
        attributes.put("failuremessage", failure.getMessage());
        attributes.put("system", system);
        attributes.put("channel", inbound.channel().value());
        attributes.put("journalposition", journaled.position());
        attributes.put("inboundid", inbound.id());
        attributes.put("inboundkind", inbound.kind());
        attributes.put("receivedat", inbound.receivedAt().toString());
        attributes.put("translationrevision", Integer.toString(revision));
        if (journaled.keyId() != null) {
            attributes.put(Sealing.KEY_ID, journaled.keyId());
        }
        if (inbound.traceparent() != null) {
            attributes.put("traceparent", inbound.traceparent());
        }
        if (journaled.replayOf() != null) {
            attributes.put("replayof", journaled.replayOf());
        }
        attributes.values().removeIf(String::isEmpty);
        ProducerRecord<byte[], byte[]> letter =
                letter(topics, inbound.key(), inbound.body(), attributes, inbound.contentType());
        return RecordSize.fits(letter) ? letter : withoutBody(topics, inbound, attributes);
    }

    private static ProducerRecord<byte[], byte[]> withoutBody(
            Topics topics, InboundRecord inbound, Map<String, String> attributes) {
        attributes.remove(Sealing.KEY_ID);
        attributes.replaceAll((name, text) -> shortened(text));
        attributes.put(WITHOUT_BODY, "true");
        return letter(topics, shortened(inbound.key()), new byte[0], attributes, shortened(inbound.contentType()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_ATTRIBUTE ? text : text.substring(0, LONGEST_ATTRIBUTE);
    }

    private static ProducerRecord<byte[], byte[]> letter(
            Topics topics, String key, byte[] body, Map<String, String> attributes, String contentType) {
        return new ProducerRecord<>(
                topics.deadLetters(),
                null,
                null,
                key.getBytes(StandardCharsets.UTF_8),
                body,
                CloudEventHeaders.headers(attributes, contentType));
    }

    /** One more of a channel, in the metrics. */
    public static void count(MeterRegistry meters, Topics topics, String channel, Failure.Kind kind) {
        Counter.builder(topics.prefix() + ".dead.letters")
                .tag("channel", channel)
                .tag("kind", kind.name())
                .register(meters)
                .increment();
    }
}
