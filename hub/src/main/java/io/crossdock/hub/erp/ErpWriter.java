package io.crossdock.hub.erp;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.erp.mapping.FailedRow;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.EventRecords;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.normalize.DeadLetters;
import io.crossdock.spi.Json;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Handler;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes an ERP's events to their canonical topics and what failed to the dead letters. */
public final class ErpWriter {

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Sealing sealing;

    public ErpWriter(
            Producer<byte[], byte[]> producer, Topics topics, MeterRegistry meters, Clock clock, Sealing sealing) {
        this.sealing = sealing;
        this.producer = producer;
        this.topics = topics;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Returns once all is sent; the route goes on with the last ack.
     *
     * @return fails with a {@link org.apache.kafka.common.KafkaException} when Kafka did not take all of it; the batch must
     *     be repeated, and after it those that were written since
     * @throws org.apache.kafka.common.KafkaException for the same reason
     */
    @Handler
    public CompletionStage<Void> write(ErpChanges changes) {
        List<ProducerRecord<byte[], byte[]>> bookings = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> others = new ArrayList<>();
        EventRecords records = new EventRecords();
        for (CanonicalEvent event : changes.events()) {
            (event.type() == EventType.ORDER_BOOKED ? bookings : others)
                    .add(sealing.sealed(records.record(topics.of(event.type()), event), event));
        }
        changes.failures().forEach(failed -> others.add(letter(changes.erp(), failed)));
        // A batch that is repeated reads its orders anew: a level of the first time must not stand beside a booking of
        // the second, which may tell of pieces that the level does not exclude. Nor must one of a later batch.
        PipelinedSend.all(producer, bookings);
        return PipelinedSend.begin(producer, others).thenRun(() -> count(changes));
    }

    private void count(ErpChanges changes) {
        count("batches", changes.erp(), 1);
        count("events", changes.erp(), changes.events().size());
        changes.failures()
                .forEach(failed -> DeadLetters.count(
                        meters, topics, "erp-" + changes.erp(), failed.failure().kind()));
    }

    private void count(String what, String erp, int more) {
        Counter.builder(topics.prefix() + ".erp." + what)
                .tag("erp", erp)
                .register(meters)
                .increment(more);
    }

    /** The data are the rows, whole. */
    private ProducerRecord<byte[], byte[]> letter(String erp, FailedRow failed) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", erp + ":" + failed.section().label() + ":" + failed.key() + "@" + failed.sequence());
        attributes.put("source", "/erp/" + erp);
        attributes.put("type", DeadLetters.TYPE);
        attributes.put("subject", failed.key());
        attributes.put("time", clock.instant().toString());
        attributes.put("sequence", failed.sequence().value());
        attributes.put("failurekind", failed.failure().kind().name());
        attributes.put("failuremessage", failed.failure().getMessage());
        attributes.put("system", erp);
        attributes.put("inboundkind", failed.section().label());
        attributes.values().removeIf(String::isEmpty);
        Sealing.Body rows = sealing.seal(attributes, Json.write(failed.rows()));
        if (rows.keyId() != null) {
            attributes.put(Sealing.KEY_ID, rows.keyId());
        }
        return new ProducerRecord<>(
                topics.deadLetters(),
                null,
                null,
                failed.key().getBytes(StandardCharsets.UTF_8),
                rows.bytes(),
                CloudEventHeaders.headers(attributes, "application/json"));
    }
}
