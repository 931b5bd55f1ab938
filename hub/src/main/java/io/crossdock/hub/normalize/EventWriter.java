package io.crossdock.hub.normalize;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.PersonalData;
import io.crossdock.hub.encryption.NoKeyException;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.kafka.RecordSize;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Handler;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what a batch became: events to their canonical topics, the rest to dead letters; returns after every ack. */
public final class EventWriter {

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Sealing sealing;
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();

    /** A channel's own; finding them costs more than counting. */
    private record Tally(Counter records, Counter events) {}

    public EventWriter(
            Producer<byte[], byte[]> producer, Topics topics, MeterRegistry meters, Clock clock, Sealing sealing) {
        this.sealing = sealing;
        this.producer = producer;
        this.topics = topics;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Sends each record's events as soon as it is translated.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka did not take all of it; the batch must be repeated
     */
    @Handler
    public void write(List<Translated> batch) {
        PipelinedSend sending = new PipelinedSend(producer);
        List<Translated> sent = new ArrayList<>(batch.size());
        for (Translated translated : batch) {
            Translated writable = writable(translated, sending);
            writable.failure().ifPresent(failure -> sending.send(letter(writable, failure)));
            sent.add(writable);
        }
        sending.await();
        sent.forEach(this::count);
    }

    /**
     * An event that has no topic or no form, or is larger than a topic takes, is its record's failure, like all that its
     * translation does wrong.
     */
    private Translated writable(Translated translated, PipelinedSend sending) {
        List<ProducerRecord<byte[], byte[]>> records;
        try {
            records = translated.events().stream().map(this::record).toList();
        } catch (NoKeyException e) {
            throw e;
        } catch (RuntimeException e) {
            return translated.failed(Breakage.of("the writing", translated.journaled(), translated.channel(), e));
        }
        if (isForgotten(translated)) {
            return Translated.to(translated.journaled(), translated.channel(), translated.revision(), List.of());
        }
        for (ProducerRecord<byte[], byte[]> event : records) {
            if (!RecordSize.fits(event)) {
                return translated.failed(tooLarge(translated, RecordSize.of(event)));
            }
        }
        records.forEach(sending::send);
        return translated;
    }

    private static Failure tooLarge(Translated translated, long bytes) {
        InboundRecord inbound = translated.journaled().inbound();
        return Failure.rejected(
                translated.channel().system(),
                inbound.kind(),
                inbound.key(),
                "an event of " + bytes + " bytes is larger than " + RecordSize.GREATEST_BYTES);
    }

    /**
     * Whether the record's keys were destroyed since it was opened: its events have been encrypted by the order's next
     * key by then, which nobody destroyed. Told after they were encrypted, since who still finds the old key then has
     * used it.
     */
    private boolean isForgotten(Translated translated) {
        return translated.journaled().keyId() != null
                && translated.events().stream().anyMatch(event -> PersonalData.isIn(event.type()))
                && translated.journaled().opened(sealing, translated.channel()).isEmpty();
    }

    private ProducerRecord<byte[], byte[]> record(CanonicalEvent event) {
        return sealing.sealed(CloudEventHeaders.record(topics.of(event.type()), event), event);
    }

    private ProducerRecord<byte[], byte[]> letter(Translated of, Failure failure) {
        return DeadLetters.of(
                topics, of.journaled().sealed(sealing), of.channel().system(), of.revision(), failure, clock.instant());
    }

    private void count(Translated translated) {
        String channel = translated.channel().id().value();
        Tally tally = tallies.computeIfAbsent(
                channel, name -> new Tally(counter(".records", name), counter(".events", name)));
        tally.records().increment();
        tally.events().increment(translated.events().size());
        translated.failure().ifPresent(failure -> DeadLetters.count(meters, topics, channel, failure.kind()));
    }

    private Counter counter(String name, String channel) {
        return Counter.builder(topics.prefix() + name).tag("channel", channel).register(meters);
    }
}
