package io.crossdock.hub.events;

import io.crossdock.canonical.CanonicalEvent;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** Records as they are read back, all at the same place of partition 0. */
public final class Consumed {

    private Consumed() {}

    public static ConsumerRecord<byte[], byte[]> of(String topic, CanonicalEvent event) {
        return of(CloudEventHeaders.record(topic, event));
    }

    public static ConsumerRecord<byte[], byte[]> of(ProducerRecord<byte[], byte[]> written) {
        return new ConsumerRecord<>(
                written.topic(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                written.key(),
                written.value(),
                written.headers(),
                Optional.empty());
    }
}
