package io.crossdock.bench.normalize;

import io.crossdock.bench.orders.BenchChannel;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventValidation;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.marketplaces.shopify.ShopifyTranslation;
import io.crossdock.spi.InboundRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What every rival does with a record: the hub's own translation, validation and envelope; one event each. */
final class SameWork {

    private final String orders;
    private final ShopifyTranslation translation = new ShopifyTranslation();

    SameWork(Work work) {
        this.orders = work.orders();
    }

    ProducerRecord<byte[], byte[]> translated(ConsumerRecord<byte[], byte[]> journaled) {
        return translated(JournalHeaders.read(journaled, BenchChannel.CHANNEL.id()));
    }

    private ProducerRecord<byte[], byte[]> translated(InboundRecord inbound) {
        CanonicalEvent event =
                translation.translate(inbound, BenchChannel.CHANNEL).get(0);
        return CloudEventHeaders.record(orders, EventValidation.check(event));
    }
}
