package io.crossdock.hub.sync;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.PriceReleased;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Recency;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the records of the topics into wishes and confirmations, by the channel's policy. */
final class Feed {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);

    private final SyncSettings settings;
    private final OfferQueue queue;
    private final Wishes wishes;
    private final OwnReceipts own = new OwnReceipts();
    private final String availability;
    private final String prices;
    private final String items;
    private final String receipts;
    private final Consumer<CanonicalEvent> witness;
    private final Function<ConsumerRecord<byte[], byte[]>, CanonicalEvent> reader;

    Feed(SyncSettings settings, OfferQueue queue) {
        this(settings, queue, event -> {});
    }

    /** @param witness is told every event, too */
    Feed(SyncSettings settings, OfferQueue queue, Consumer<CanonicalEvent> witness) {
        this(settings, queue, witness, CloudEventHeaders::event);
    }

    /** @param events that other channels of the process read as well */
    Feed(SyncSettings settings, OfferQueue queue, SharedEvents events) {
        this(settings, queue, event -> {}, events::event);
    }

    private Feed(
            SyncSettings settings,
            OfferQueue queue,
            Consumer<CanonicalEvent> witness,
            Function<ConsumerRecord<byte[], byte[]>, CanonicalEvent> reader) {
        this.settings = settings;
        this.queue = queue;
        this.wishes = new Wishes(settings, queue);
        this.witness = witness;
        this.reader = reader;
        this.availability = settings.topics().availability();
        this.prices = settings.topics().prices();
        this.items = settings.topics().items();
        this.receipts = settings.topics().receipts(settings.channel().id());
    }

    List<String> topics() {
        List<String> topics = new ArrayList<>(List.of(availability, prices, receipts));
        if (settings.asksForCategory()) {
            topics.add(items);
        }
        if (settings.price().guard().isSet()) {
            topics.add(settings.topics().releases(settings.channel().id()));
        }
        return topics;
    }

    /** Those of {@link #topics} that every channel reads. */
    List<String> sharedTopics() {
        return List.of(availability, prices);
    }

    /** The partition has another owner. */
    void drop(int partition) {
        wishes.drop(partition);
        queue.drop(partition);
        own.drop(partition);
    }

    /** Partitions are read from their begin: until {@link #late} receipts tell what is held back. */
    void loads() {
        wishes.loads();
    }

    /** The channel hears so late now; sales are known, and what is held back is worked out by them. */
    void late(Duration lag, Instant now) {
        wishes.late(lag, now);
    }

    /** Time passes: what is to arrive of items may begin or end to count. */
    void pass(Instant now) {
        wishes.pass(now);
    }

    /** A receipt that the queue knows is durable there. */
    void written(int partition, long offset) {
        own.written(partition, offset);
    }

    /** A record that is none of ours is named in the log and left: it must not hold up the others. */
    void accept(ConsumerRecord<byte[], byte[]> consumed, Instant now) {
        if (consumed.topic().equals(receipts) && own.isOwn(consumed.partition(), consumed.offset())) {
            return;
        }
        try {
            if (consumed.value() == null) {
                deleted(consumed, new Sku(new String(consumed.key(), StandardCharsets.UTF_8)), now);
            } else {
                // No other channel reads these receipts.
                boolean isReceipt = consumed.topic().equals(receipts);
                CanonicalEvent event = isReceipt ? CloudEventHeaders.event(consumed) : reader.apply(consumed);
                told(consumed.partition(), event, now);
                recorded(consumed, event);
                witness.accept(event);
            }
        } catch (IllegalArgumentException | UncheckedIOException e) {
            LOG.warn(
                    "skipped a record that is no event of ours: {}-{} offset {}",
                    consumed.topic(),
                    consumed.partition(),
                    consumed.offset());
        }
    }

    private void recorded(ConsumerRecord<byte[], byte[]> consumed, CanonicalEvent event) {
        Sku sku = event.data() instanceof AvailabilityChanged available
                ? available.sku()
                : event.data() instanceof PriceChanged changed ? changed.sku() : null;
        if (sku != null) {
            queue.item(consumed.partition(), sku)
                    .ifPresent(item -> item.recordedMillis = Math.max(item.recordedMillis, consumed.timestamp()));
        }
    }

    private void deleted(ConsumerRecord<byte[], byte[]> consumed, Sku sku, Instant now) {
        String topic = consumed.topic();
        if (topic.equals(availability)) {
            wishes.noStock(consumed.partition(), sku, now);
        } else if (topic.equals(prices)) {
            wishes.noPrice(consumed.partition(), sku, now);
        } else if (topic.equals(items)) {
            wishes.noDescription(consumed.partition(), sku, now);
        } else if (topic.equals(receipts)) {
            queue.forgetReceipt(consumed.partition(), sku, now);
        }
    }

    /** Of an item that the channel's table of listings has lost, nobody can ask by the channel's key. */
    private Receipt asked(Sku sku, Receipt read) {
        boolean isListed = settings.channel().listings().listingOf(sku).isPresent();
        return isListed ? read : read.withoutAcceptance();
    }

    private void told(int partition, CanonicalEvent event, Instant now) {
        if (event.data() instanceof AvailabilityChanged available) {
            wishes.stock(partition, event, available, now);
            long touched = available.touchedBy(settings.channel().id());
            if (touched > 0) {
                queue.touchQuantity(partition, available.sku(), touched, now);
            }
        } else if (event.data() instanceof PriceChanged changed) {
            wishes.price(partition, event, changed, now);
        } else if (event.data() instanceof ItemDescribed described) {
            wishes.description(partition, Recency.of(event), described, now);
        } else if (event.data() instanceof ReceiptIssued receipt) {
            Receipt read = asked(receipt.sku(), Receipt.read(partition, receipt));
            queue.confirm(partition, receipt.sku(), read, now);
            wishes.receipt(partition, receipt.sku(), read, now);
        } else if (event.data() instanceof PriceReleased released) {
            // Of the price, whichever translation told it.
            Recency version = new Recency(new Sequence(released.version()), Integer.MAX_VALUE);
            queue.releasePrice(
                    partition, released.sku(), new Confirmed<>(released.price(), version, null, event.time()), now);
        }
    }
}
