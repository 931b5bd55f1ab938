package io.crossdock.hub.writeback;

import io.crossdock.canonical.Address;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.hub.normalize.DeadLetters;
import io.crossdock.spi.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;

/** Writes what became of orders, and what is a dead letter. For one thread. */
final class EntryWriter {

    private final Producer<byte[], byte[]> producer;
    private final Topics topics;
    private final String erp;
    private final OrderLetters letters;
    private final OrderReading reading;
    private final MeterRegistry meters;
    private final Clock clock;
    private PipelinedSend sending;

    EntryWriter(
            Producer<byte[], byte[]> producer,
            Topics topics,
            String erp,
            OrderReading reading,
            MeterRegistry meters,
            Clock clock) {
        this.producer = producer;
        this.topics = topics;
        this.erp = erp;
        this.letters = new OrderLetters(topics, erp);
        this.reading = reading;
        this.meters = meters;
        this.clock = clock;
        this.sending = new PipelinedSend(producer);
    }

    void state(String order, EntryState state) {
        sending.send(EntryStates.record(topics.erpOrders(erp), order, state));
    }

    void letter(OrderRecord record, Failure failure, Address buyer) {
        sending.send(letters.of(record, failure, buyer, clock.instant()));
        DeadLetters.count(meters, topics, "erp-" + erp, failure.kind());
    }

    Optional<OrderRecord> find(String place) {
        return reading.at(place);
    }

    /** @throws org.apache.kafka.common.KafkaException when Kafka did not take all of it; nothing may be committed then */
    void await() {
        sending.await();
        sending = new PipelinedSend(producer);
    }
}
