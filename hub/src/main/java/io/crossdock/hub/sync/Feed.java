package io.crossdock.hub.sync;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Recency;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the records of the three topics into wishes and confirmations, by the channel's policy. */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final SyncSettings settings;
    private final OfferQueue queue;
    private final String availability;
    private final String prices;
    private final String receipts;

    Feed(SyncSettings settings, OfferQueue queue) {
        this.settings = settings;
        this.queue = queue;
        this.availability = settings.topics().availability();
        this.prices = settings.topics().prices();
        this.receipts = settings.topics().receipts(settings.channel().id());
    }

    List<String> topics() {
        return List.of(availability, prices, receipts);
    }

    /** A record that is none of ours is named in the log and left: it must not hold up the others. */
    void accept(ConsumerRecord<byte[], byte[]> consumed, Instant now) {
        try {
            if (consumed.value() == null) {
                deleted(consumed, new Sku(new String(consumed.key(), StandardCharsets.UTF_8)), now);
            } else {
                told(consumed.partition(), CloudEventHeaders.event(consumed), now);
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            LOG.warn(
                    "skipped a record that is no event of ours: {}-{} offset {}",
                    consumed.topic(),
                    consumed.partition(),
                    consumed.offset());
        }
    }

    private void deleted(ConsumerRecord<byte[], byte[]> consumed, Sku sku, Instant now) {
        String topic = consumed.topic();
        if (topic.equals(availability)) {
            queue.wantNoQuantity(consumed.partition(), sku, now);
        } else if (topic.equals(prices)) {
            queue.wantNoPrice(consumed.partition(), sku, now);
        } else {
            queue.forgetReceipt(consumed.partition(), sku, now);
        }
    }

    private void told(int partition, CanonicalEvent event, Instant now) {
        if (event.data() instanceof AvailabilityChanged available) {
            long quantity =
                    settings.stock().quantity(available, settings.channel().locations());
            queue.wantQuantity(
                    partition,
                    available.sku(),
                    new Wanted<>(quantity, available.version(), event.committedAt(), event.traceparent()),
                    now);
            long touched = available.touchedBy(settings.channel().id());
            if (touched > 0) {
                queue.touchQuantity(partition, available.sku(), touched, now);
            }
        } else if (event.data() instanceof PriceChanged changed) {
            Optional<Money> price = settings.price().price(changed);
            if (price.isPresent()) {
                queue.wantPrice(
                        partition,
                        changed.sku(),
                        new Wanted<>(price.get(), Recency.of(event), event.committedAt(), event.traceparent()),
                        now);
            } else {
                queue.wantNoPrice(partition, changed.sku(), now);
            }
        } else if (event.data() instanceof ReceiptIssued receipt) {
            queue.confirm(partition, receipt.sku(), Receipt.read(receipt), now);
        }
    }
}
