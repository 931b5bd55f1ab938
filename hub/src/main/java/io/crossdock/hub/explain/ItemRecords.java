package io.crossdock.hub.explain;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.availability.LedgerView;
import io.crossdock.hub.availability.LedgerView.Ledger;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.explain.Refusals.Refusal;
import io.crossdock.hub.kafka.PartitionScan;
import io.crossdock.hub.sync.OfferStanding;
import io.crossdock.hub.sync.OfferView;
import io.crossdock.hub.sync.ReceiptKey;
import io.crossdock.hub.sync.SyncSettings;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** All records of some items, of every topic that has a say in what channels show of them. */
final class ItemRecords {

    private final Topics topics;
    private final Set<Sku> skus;
    private final LedgerView ledgers;
    private final Refusals refusals = new Refusals();
    private final Map<SyncSettings, OfferView> views = new LinkedHashMap<>();
    private final Map<String, Map<Sku, Told>> newest = new HashMap<>();
    private final Map<Sku, Integer> partitions = new HashMap<>();

    /** @param arrivedAt when the record was written, or the first of several of the same fact */
    private record Told(CanonicalEvent event, Instant arrivedAt) {

        static Told of(ConsumerRecord<byte[], byte[]> written) {
            return new Told(CloudEventHeaders.event(written), Instant.ofEpochMilli(written.timestamp()));
        }

        static Told newer(Told known, Told read) {
            int order = order(known.event, read.event);
            return order > 0 ? known : order < 0 ? read : new Told(read.event, known.arrivedAt);
        }

        private static int order(CanonicalEvent known, CanonicalEvent read) {
            return known.data() instanceof AvailabilityChanged one && read.data() instanceof AvailabilityChanged other
                    ? Long.compare(one.version(), other.version())
                    : Recency.of(known).compareTo(Recency.of(read));
        }
    }

    /** @param now as of which is told what channels should show */
    ItemRecords(Topics topics, Collection<SyncSettings> channels, Collection<Sku> skus, Instant now) {
        this.topics = topics;
        this.skus = new HashSet<>(skus);
        this.ledgers = new LedgerView(topics, skus);
        channels.forEach(channel -> views.put(channel, new OfferView(channel, now)));
        Set.of(topics.availability(), topics.prices(), topics.items())
                .forEach(topic -> newest.put(topic, new HashMap<>()));
    }

    void read(PartitionScan scan, DoubleConsumer progress) {
        Set<String> wanted = new LinkedHashSet<>(newest.keySet());
        wanted.addAll(ledgers.topics());
        wanted.add(topics.deadLetters());
        views.values().forEach(view -> wanted.addAll(view.topics()));
        Set<TopicPartition> read = new LinkedHashSet<>();
        for (Sku sku : skus) {
            byte[] key = sku.value().getBytes(StandardCharsets.UTF_8);
            wanted.forEach(topic -> scan.ofKey(topic, key).ifPresent(read::add));
            scan.ofKey(topics.availability(), key).ifPresent(at -> partitions.put(sku, at.partition()));
        }
        scan.read(read, this::accept, progress);
    }

    private void accept(ConsumerRecord<byte[], byte[]> written) {
        ledgers.accept(written);
        if (written.key() == null || ledgers.topics().contains(written.topic())) {
            return;
        }
        Sku sku = ReceiptKey.sku(written.key());
        if (!skus.contains(sku)) {
            return;
        }
        if (written.topic().equals(topics.deadLetters())) {
            refusals.accept(written, sku);
            return;
        }
        remember(written, sku);
        views.forEach((channel, view) -> {
            if (view.topics().contains(written.topic())) {
                view.accept(written);
            }
        });
    }

    private void remember(ConsumerRecord<byte[], byte[]> written, Sku sku) {
        Map<Sku, Told> known = newest.get(written.topic());
        if (known == null) {
            return;
        }
        if (written.value() == null) {
            known.remove(sku);
            return;
        }
        try {
            known.merge(sku, Told.of(written), Told::newer);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            // No event of ours: nobody takes it for one.
        }
    }

    boolean knows(Sku sku) {
        return newest.values().stream().anyMatch(events -> events.containsKey(sku))
                || ledgers.of(sku).isPresent();
    }

    Optional<CanonicalEvent> availability(Sku sku) {
        return told(topics.availability(), sku).map(Told::event);
    }

    Optional<CanonicalEvent> prices(Sku sku) {
        return told(topics.prices(), sku).map(Told::event);
    }

    /** When the hub had them, of an item that has prices. */
    Instant pricesArrivedAt(Sku sku) {
        return told(topics.prices(), sku).orElseThrow().arrivedAt();
    }

    Optional<CanonicalEvent> description(Sku sku) {
        return told(topics.items(), sku).map(Told::event);
    }

    private Optional<Told> told(String topic, Sku sku) {
        return Optional.ofNullable(newest.get(topic).get(sku));
    }

    Optional<Ledger> ledger(Sku sku) {
        return ledgers.of(sku);
    }

    Optional<Refusal> refusal(SyncSettings channel, Sku sku) {
        return refusals.of(channel.channel().id(), sku);
    }

    OfferStanding standing(SyncSettings channel, Sku sku) {
        return views.get(channel).of(partitions.getOrDefault(sku, 0), sku).orElseGet(() -> OfferStanding.unknown(sku));
    }
}
