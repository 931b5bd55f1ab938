package io.crossdock.hub.sync;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.TopicScan;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What a channel is wanted to show and has confirmed, as Kafka's topics say at one moment and by the same policy as the
 * channel's sync reads them; for whoever looks and sends nothing.
 */
public final class SyncView {

    private final SyncSettings settings;
    private final Map<Sku, Item> items = new HashMap<>();
    private final Map<Sku, BigDecimal> onHand = new HashMap<>();

    private SyncView(SyncSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads the three topics from their begin to their present end.
     *
     * @param group names the reader to Kafka
     * @throws IllegalStateException when one of the topics is not there
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public static SyncView read(SyncSettings settings, String group) {
        return of(settings, (topic, reader) -> {
            try (TopicScan scan = TopicScan.of(settings.clients(), group, topic, null)) {
                for (List<ConsumerRecord<byte[], byte[]>> next = scan.next(); !next.isEmpty(); next = scan.next()) {
                    next.forEach(reader);
                }
            }
        });
    }

    /** @param scan hands on all records of a topic */
    static SyncView of(SyncSettings settings, BiConsumer<String, Consumer<ConsumerRecord<byte[], byte[]>>> scan) {
        SyncView view = new SyncView(settings);
        Backoff never = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random(0));
        OfferQueue queue =
                new OfferQueue(settings.channel().id(), never, settings.price().guard());
        Feed feed = new Feed(settings, queue, view::witness);
        Instant now = Clock.systemUTC().instant();
        feed.topics().forEach(topic -> scan.accept(topic, consumed -> feed.accept(consumed, now)));
        queue.items().forEach(item -> view.items.put(item.sku, item));
        return view;
    }

    private void witness(CanonicalEvent event) {
        if (event.data() instanceof AvailabilityChanged available) {
            BigDecimal sum = available.locations().stream()
                    .filter(stock -> settings.channel().locations().contains(stock.location()))
                    .map(stock -> stock.onHand())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            onHand.put(available.sku(), sum);
        }
    }

    /** Every item that is wanted or was confirmed, in no order. */
    public Stream<ItemView> all() {
        return items.values().stream().map(this::view);
    }

    private ItemView view(Item item) {
        return new ItemView(item.sku, onHand.get(item.sku), PartView.of(item.quantity), PartView.of(item.price));
    }

    /**
     * A record for the channel's receipts by which its sync learns that the channel shows something else than the receipt
     * says. The sync offers the item anew, unless it has sent something since; what it has written since stays.
     *
     * @param quantity whether the quantity is another
     * @param price whether the price is another
     */
    public ProducerRecord<byte[], byte[]> doubt(Sku sku, boolean quantity, boolean price, Instant at) {
        Item item = items.get(sku);
        Receipt receipt = new Receipt(
                quantity ? item.quantity.confirmed().doubted(at) : item.quantity.confirmed(),
                price ? item.price.confirmed().doubted(at) : item.price.confirmed(),
                item.acceptance,
                item.spent);
        ChannelId channel = settings.channel().id();
        String source = "/channels/" + channel;
        CanonicalEvent event = new CanonicalEvent(
                CanonicalEvent.idOf(source, EventType.RECEIPT_ISSUED, sku + "\n" + "doubted\n" + at),
                source,
                at,
                null,
                null,
                null,
                0,
                receipt.event(channel, sku));
        String topic = settings.topics().receipts(channel);
        ProducerRecord<byte[], byte[]> keyed = CloudEventHeaders.record(topic, event);
        return new ProducerRecord<>(
                topic, item.partition, null, ReceiptKey.ofDoubt(sku), keyed.value(), keyed.headers());
    }
}
