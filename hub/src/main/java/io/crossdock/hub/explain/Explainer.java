package io.crossdock.hub.explain;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ExpectedStock;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.availability.LedgerView.Counted;
import io.crossdock.hub.availability.LedgerView.Kit;
import io.crossdock.hub.availability.LedgerView.Ledger;
import io.crossdock.hub.availability.LedgerView.Taken;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.explain.Explanation.ChannelExplanation;
import io.crossdock.hub.explain.Explanation.Expected;
import io.crossdock.hub.explain.Explanation.Place;
import io.crossdock.hub.explain.Explanation.Prices;
import io.crossdock.hub.explain.Explanation.Stock;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PartitionScan;
import io.crossdock.hub.policy.CatalogItem;
import io.crossdock.hub.sync.SyncSettings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.apache.kafka.common.TopicPartition;

/** Explains items from what stands in Kafka, whether a hub runs or not. */
public final class Explainer {

    private final KafkaClients clients;
    private final Topics topics;
    private final List<SyncSettings> channels;

    public Explainer(KafkaClients clients, Topics topics, List<SyncSettings> channels) {
        this.clients = clients;
        this.topics = topics;
        this.channels = List.copyOf(channels);
    }

    /**
     * What is known of some items; those that nobody knows are left out. Of every topic only the partitions are read in
     * which these items lie.
     *
     * @param progress is told again and again which share is read
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public Map<Sku, Explanation> explain(Collection<Sku> skus, DoubleConsumer progress) {
        Instant now = Clock.systemUTC().instant();
        ItemRecords records = new ItemRecords(topics, channels, skus, now);
        try (PartitionScan scan = new PartitionScan(clients, topics.group("explain", "reader"))) {
            records.read(scan, progress);
        }
        Map<Sku, Explanation> explained = new LinkedHashMap<>();
        for (Sku sku : skus) {
            if (records.knows(sku)) {
                explained.put(sku, explain(sku, records, now));
            }
        }
        return explained;
    }

    /**
     * Hands on the key of every item that there is, in no order and some more than once.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public void eachSku(Consumer<String> visitor, DoubleConsumer progress) {
        try (PartitionScan scan = new PartitionScan(clients, topics.group("explain", "reader"))) {
            List<TopicPartition> all = new ArrayList<>();
            List.of(topics.availability(), topics.prices(), topics.items())
                    .forEach(topic -> all.addAll(scan.partitions(topic)));
            scan.read(all, written -> visitor.accept(new String(written.key(), StandardCharsets.UTF_8)), progress);
        }
    }

    private Explanation explain(Sku sku, ItemRecords records, Instant now) {
        Optional<CanonicalEvent> available = records.availability(sku);
        ItemDescribed described = data(records.description(sku), ItemDescribed.class);
        String category = described == null || described.category() == null ? "" : described.category();
        AvailabilityChanged stock = data(available, AvailabilityChanged.class);
        PriceChanged prices = data(records.prices(sku), PriceChanged.class);
        List<ChannelExplanation> told = new ArrayList<>();
        for (SyncSettings channel : channels) {
            CatalogItem item = new CatalogItem(sku, category);
            told.add(new ChannelSide(channel, item, records.refusal(channel, sku))
                    .explain(stock, prices, records.standing(channel, sku), now));
        }
        return new Explanation(
                sku,
                described == null ? null : described.title(),
                category.isEmpty() ? null : category,
                available
                        .map(event -> stock(event, stock, records.ledger(sku), now))
                        .orElse(null),
                prices == null ? null : prices(records, sku, prices),
                told);
    }

    private Prices prices(ItemRecords records, Sku sku, PriceChanged told) {
        CanonicalEvent event = records.prices(sku).orElseThrow();
        return new Prices(
                event.source(),
                event.sequence() == null ? null : event.sequence().value(),
                event.committedAt() == null ? event.time() : event.committedAt(),
                records.pricesArrivedAt(sku),
                told.validUntil(),
                told.prices().stream()
                        .filter(price -> channels.stream().anyMatch(channel -> price.list()
                                .equals(channel.price().list())))
                        .toList());
    }

    private static Stock stock(
            CanonicalEvent event, AvailabilityChanged available, Optional<Ledger> ledger, Instant now) {
        Kit kit = ledger.map(Ledger::kit).orElse(null);
        List<Taken> taken = kit == null ? ledger.map(Ledger::taken).orElse(List.of()) : List.of();
        List<Place> places = new ArrayList<>();
        for (LocationStock location : available.locations()) {
            Counted level = ledger.stream()
                    .flatMap(known -> known.levels().stream())
                    .filter(counted -> kit == null && counted.location().equals(location.location()))
                    .findFirst()
                    .orElse(null);
            BigDecimal moved = taken.stream()
                    .map(each -> each.moved().getOrDefault(location.location().value(), BigDecimal.ZERO))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            places.add(new Place(location.location(), level, moved, location.onHand(), location.reserved()));
        }
        return new Stock(
                available.version(),
                event.committedAt(),
                available.cause(),
                places,
                taken,
                kit == null ? expected(ledger, now) : List.of(),
                available.floating(),
                available.discontinued(),
                kit);
    }

    private static List<Expected> expected(Optional<Ledger> ledger, Instant now) {
        return ledger.stream()
                .flatMap(known -> known.arrivals().stream())
                .map(arrival -> new Expected(
                        arrival.line().location(),
                        arrival.line().quantity(),
                        arrival.line().expectedBy(),
                        state(arrival.line().expectedBy(), now),
                        arrival.toldBy(),
                        arrival.line().reference(),
                        arrival.sequence(),
                        arrival.saidAt(),
                        arrival.arrivedAt()))
                .sorted(Comparator.comparing(Expected::expectedBy, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    private static String state(Instant expectedBy, Instant now) {
        if (expectedBy == null) {
            return "undated";
        }
        return now.isBefore(ExpectedStock.overdueAt(expectedBy)) ? "coming" : "overdue";
    }

    private static <T extends CanonicalData> T data(Optional<CanonicalEvent> event, Class<T> type) {
        return event.map(CanonicalEvent::data).map(type::cast).orElse(null);
    }
}
