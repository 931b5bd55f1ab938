package io.crossdock.hub.sync;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.hub.events.CloudEventHeaders;
import java.time.Instant;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes receipts to the channel's topic, into the partition that the item's availability came from. */
final class ReceiptWriter {

    private final ChannelId channel;
    private final String topic;
    private final Producer<byte[], byte[]> producer;

    ReceiptWriter(ChannelId channel, String topic, Producer<byte[], byte[]> producer) {
        this.channel = channel;
        this.topic = topic;
        this.producer = producer;
    }

    /** @param done called by the producer's thread: without an exception once the receipt is durable */
    void write(Attempt attempt, Receipt receipt, Instant confirmedAt, Callback done) {
        String source = "/channels/" + channel;
        CanonicalEvent event = new CanonicalEvent(
                CanonicalEvent.idOf(
                        source, EventType.RECEIPT_ISSUED, attempt.offer().idempotencyKey() + "@" + confirmedAt),
                source,
                confirmedAt,
                null,
                attempt.committedAt(),
                attempt.traceparent(),
                0,
                receipt.event(channel, attempt.offer().sku()));
        ProducerRecord<byte[], byte[]> keyed = CloudEventHeaders.record(topic, event);
        producer.send(
                new ProducerRecord<>(topic, attempt.partition(), null, keyed.key(), keyed.value(), keyed.headers()),
                done);
    }

    /** Writes what else is to be told of the channel. */
    void write(ProducerRecord<byte[], byte[]> written, Callback done) {
        producer.send(written, done);
    }
}
