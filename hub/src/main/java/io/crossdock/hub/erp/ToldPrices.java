package io.crossdock.hub.erp;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicScan;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The topic that has what was told of prices.
 *
 * @param group names the reader to Kafka
 * @param source whose events, such as {@code /erp/legacy}
 */
public record ToldPrices(KafkaClients clients, String group, String topic, String source) {

    /** Every event of the source that the topic holds now. */
    void read(Consumer<CanonicalEvent> reader) {
        try (TopicScan scan = TopicScan.of(clients, group, topic, null)) {
            for (List<ConsumerRecord<byte[], byte[]>> read = scan.next(); !read.isEmpty(); read = scan.next()) {
                read.forEach(record -> tell(record, reader));
            }
        }
    }

    private void tell(ConsumerRecord<byte[], byte[]> record, Consumer<CanonicalEvent> reader) {
        if (record.value() == null
                || !source.equals(CloudEventHeaders.attributes(record.headers()).get("source"))) {
            return;
        }
        try {
            reader.accept(CloudEventHeaders.event(record.headers(), record.value()));
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // Whatever else is in the topic, its prices have no date that is known here.
        }
    }
}
