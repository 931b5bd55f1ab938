package io.crossdock.hub.poll;

import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.normalize.DeadLetters;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Polled records that the journal would refuse go to the dead letters, so that they hold up nothing behind them. */
public final class OversizedRecords {

    /** As of what is sent to us. */
    static final int GREATEST_BYTES = 1024 * 1024;

    /** What a topic takes, less room for headers. */
    private static final int GREATEST_LETTER_BYTES = KafkaClients.MAX_RECORD_BYTES - 64 * 1024;

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Sealing sealing;

    public OversizedRecords(
            Producer<byte[], byte[]> producer, Topics topics, MeterRegistry meters, Clock clock, Sealing sealing) {
        this.sealing = sealing;
        this.producer = producer;
        this.topics = topics;
        this.meters = meters;
        this.clock = clock;
    }

    static boolean isOversized(InboundRecord inbound) {
        return inbound.body().length > GREATEST_BYTES;
    }

    /** Returns after every ack. @throws org.apache.kafka.common.KafkaException without them */
    void write(List<InboundRecord> oversized, String system) {
        PipelinedSend.all(
                producer,
                oversized.stream().map(inbound -> letter(inbound, system)).toList());
        oversized.forEach(
                inbound -> DeadLetters.count(meters, topics, inbound.channel().value(), Failure.Kind.REJECTED));
    }

    /**
     * Without a place in the journal, where it never was, and of no translation's revision. With the record whole where a
     * topic takes it; otherwise its key says what to ask the system for.
     */
    private ProducerRecord<byte[], byte[]> letter(InboundRecord inbound, String system) {
        boolean isKept = inbound.body().length <= GREATEST_LETTER_BYTES;
        Failure failure = Failure.rejected(
                system,
                "poll",
                inbound.key(),
                "a record of " + inbound.body().length + " bytes is larger than " + GREATEST_BYTES
                        + (isKept ? "" : " and than what can be kept"));
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", inbound.channel() + ":poll:" + inbound.id());
        attributes.put("source", inbound.source());
        attributes.put("type", DeadLetters.TYPE);
        attributes.put("subject", inbound.key());
        attributes.put("time", clock.instant().toString());
        attributes.put("failurekind", failure.kind().name());
        attributes.put("failuremessage", failure.getMessage());
        attributes.put("system", system);
        attributes.put("channel", inbound.channel().value());
        attributes.put("inboundid", inbound.id());
        attributes.put("inboundkind", inbound.kind());
        attributes.put("receivedat", inbound.receivedAt().toString());
        attributes.put("translationrevision", "0");
        attributes.put("traceparent", inbound.traceparent());
        if (!isKept) {
            attributes.put(DeadLetters.WITHOUT_BODY, "true");
        }
        attributes.values().removeIf(String::isEmpty);
        Sealing.Body body = isKept ? sealing.seal(inbound) : new Sealing.Body(null, new byte[0]);
        if (body.keyId() != null) {
            attributes.put(Sealing.KEY_ID, body.keyId());
        }
        return new ProducerRecord<>(
                topics.deadLetters(),
                null,
                null,
                inbound.key().getBytes(StandardCharsets.UTF_8),
                body.bytes(),
                CloudEventHeaders.headers(attributes, inbound.contentType()));
    }
}
