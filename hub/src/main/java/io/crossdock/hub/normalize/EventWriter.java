package io.crossdock.hub.normalize;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.PipelinedSend;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Handler;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes what a batch became: events to their canonical topics, the rest to dead letters; returns after every ack. */
public final class EventWriter {

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final MeterRegistry meters;
    private final Clock clock;

    public EventWriter(Producer<byte[], byte[]> producer, Topics topics, MeterRegistry meters, Clock clock) {
        this.producer = producer;
        this.topics = topics;
        this.meters = meters;
        this.clock = clock;
    }

    /** @throws org.apache.kafka.common.KafkaException when Kafka did not take all of it; the batch must be repeated */
    @Handler
    public void write(List<Translated> batch) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Translated translated : batch) {
            for (CanonicalEvent event : translated.events()) {
                records.add(CloudEventHeaders.record(topics.of(event.type()), event));
            }
            translated
                    .failure()
                    .ifPresent(failure -> records.add(DeadLetters.of(
                            topics,
                            translated.journaled(),
                            translated.channel().system(),
                            translated.revision(),
                            failure,
                            clock.instant())));
        }
        PipelinedSend.all(producer, records);
        batch.forEach(this::count);
    }

    private void count(Translated translated) {
        String channel = translated.channel().id().value();
        counter(".records", channel).increment();
        counter(".events", channel).increment(translated.events().size());
        translated.failure().ifPresent(failure -> DeadLetters.count(meters, topics, channel, failure.kind()));
    }

    private Counter counter(String name, String channel) {
        return Counter.builder(topics.prefix() + name).tag("channel", channel).register(meters);
    }
}
