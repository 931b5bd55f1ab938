package io.crossdock.hub.explain;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.ReceiptIssued.ConfirmedPrice;
import io.crossdock.canonical.ReceiptIssued.ConfirmedQuantity;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.canonical.StockMoved;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An item with levels, moves, orders, a price and what channels confirmed, and what that comes to. */
final class RandomItem {

    static final List<String> LOCATIONS = List.of("hamburg", "lyon", "porto");

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    /** What is expected comes so many days and a half from here: no day comes or goes while a test runs. */
    private static final Instant TODAY = Instant.now();

    private static final ChannelId TILL = new ChannelId("till");

    final String sku;
    final String category;
    final boolean discontinued;
    final long listedCents;
    final Map<ChannelId, Long> shownPieces = new LinkedHashMap<>();
    final Map<ChannelId, Long> shownCents = new LinkedHashMap<>();
    private final Map<String, Long> levels = new LinkedHashMap<>();
    private final Map<String, Long> moved = new LinkedHashMap<>();
    private final List<Promise> promises = new ArrayList<>();
    private final List<Arrival> arrivals = new ArrayList<>();

    /** @param day null where nobody knows when */
    private record Arrival(String location, int pieces, Integer day) {}

    /** @param locations it may be taken from one of them */
    private record Promise(List<String> locations, int pieces) {}

    RandomItem(String sku, Collection<ChannelId> channels, RandomGenerator random) {
        this.sku = sku;
        category = RandomPolicy.CATEGORIES.get(random.nextInt(RandomPolicy.CATEGORIES.size()));
        discontinued = random.nextInt(20) == 0;
        listedCents = 1 + random.nextInt(15_000);
        LOCATIONS.forEach(location -> levels.put(location, (long) random.nextInt(-3, 40)));
        for (String location : LOCATIONS) {
            if (random.nextInt(4) == 0) {
                moved.put(location, (long) random.nextInt(-5, 6));
            }
        }
        int orders = random.nextInt(4);
        for (int i = 0; i < orders; i++) {
            int first = random.nextInt(3);
            boolean isPlaced = random.nextBoolean();
            List<String> places = LOCATIONS.subList(first, isPlaced ? first + 1 : LOCATIONS.size());
            promises.add(new Promise(List.copyOf(places), random.nextInt(1, 5)));
        }
        int purchases = random.nextInt(4);
        for (int i = 0; i < purchases; i++) {
            Integer day = random.nextInt(8) == 0 ? null : Integer.valueOf(random.nextInt(-6, 40));
            arrivals.add(new Arrival(LOCATIONS.get(random.nextInt(3)), random.nextInt(0, 30), day));
        }
        for (ChannelId channel : channels) {
            if (random.nextBoolean()) {
                shownPieces.put(channel, (long) random.nextInt(4));
                shownCents.put(channel, 1L + random.nextInt(15_000));
            }
        }
    }

    long onHand(String location) {
        return levels.get(location) + moved.getOrDefault(location, 0L);
    }

    /** Promised from here and from nowhere else. */
    long reserved(String location) {
        return promises.stream()
                .filter(promise -> promise.locations.equals(List.of(location)))
                .mapToLong(Promise::pieces)
                .sum();
    }

    long available(List<String> pool) {
        long sum = pool.stream().mapToLong(this::onHand).sum();
        return sum
                - promises.stream()
                        .filter(promise -> promise.locations.stream().anyMatch(pool::contains))
                        .mapToLong(Promise::pieces)
                        .sum();
    }

    /** What arrives at one of the locations within so many days, and is not overdue for more than a day. */
    long expected(List<String> pool, int days) {
        return arrivals.stream()
                .filter(arrival -> pool.contains(arrival.location) && arrival.day != null)
                .filter(arrival -> arrival.day >= -1 && arrival.day < days)
                .mapToLong(Arrival::pieces)
                .sum();
    }

    /** Of all that was told and not yet booked in. */
    int purchases() {
        return (int) arrivals.stream().filter(arrival -> arrival.pieces > 0).count();
    }

    static void write(Collection<RandomItem> items, KafkaClients clients, Topics topics) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        items.forEach(item -> item.write(topics, records));
        try (Producer<byte[], byte[]> producer = clients.producer("random-items")) {
            PipelinedSend.all(producer, records);
        }
    }

    private void write(Topics topics, List<ProducerRecord<byte[], byte[]>> records) {
        Sku item = new Sku(sku);
        List<CanonicalEvent> events = new ArrayList<>();
        levels.forEach((location, pieces) -> events.add(erp(
                new StockCounted(item, new LocationId(location), BigDecimal.valueOf(pieces)), "level " + location)));
        moved.forEach((location, pieces) -> events.add(till(
                new StockMoved(
                        "move " + sku + " " + location,
                        item,
                        new LocationId(location),
                        BigDecimal.valueOf(pieces),
                        StockMoved.Reason.ADJUSTED,
                        null),
                "move " + location)));
        for (int i = 0; i < promises.size(); i++) {
            events.add(till(new OrderPlaced(order(item, i, promises.get(i))), "order " + i));
        }
        if (!arrivals.isEmpty()) {
            List<ExpectedLine> lines = arrivals.stream()
                    .map(arrival -> new ExpectedLine(
                            new LocationId(arrival.location),
                            BigDecimal.valueOf(arrival.pieces),
                            arrival.day == null ? null : TODAY.plus(Duration.ofHours(arrival.day * 24L + 12)),
                            null))
                    .toList();
            events.add(erp(new StockExpected(item, null, lines), "purchases"));
        }
        Money listed = cents(listedCents);
        events.add(erp(new PriceChanged(item, List.of(new ListPrice("retail", listed))), "price"));
        events.add(erp(
                new ItemDescribed(item, "Item", category.isEmpty() ? null : category, List.of(), discontinued),
                "item"));
        events.forEach(event -> records.add(CloudEventHeaders.record(topics.of(event.type()), event)));
        shownPieces.forEach((channel, pieces) -> records.add(CloudEventHeaders.record(
                topics.receipts(channel), event(receipt(item, channel, pieces), "/channels/" + channel, "r", NOON))));
    }

    private ReceiptIssued receipt(Sku item, ChannelId channel, long pieces) {
        return new ReceiptIssued(
                channel,
                item,
                new ConfirmedQuantity(BigDecimal.valueOf(pieces), 0, NOON, NOON.plusMillis(40), null, null, null, null),
                new ConfirmedPrice(
                        cents(shownCents.get(channel)),
                        Sequence.of(0, 1, 0).value(),
                        NOON,
                        NOON.plusMillis(40),
                        null,
                        null,
                        null),
                null,
                null);
    }

    private static Order order(Sku item, int number, Promise promise) {
        boolean isPlaced = promise.locations.size() == 1;
        List<LocationId> locations =
                promise.locations.stream().map(LocationId::new).toList();
        OrderLine line =
                new OrderLine("1", item, BigDecimal.valueOf(promise.pieces), null, isPlaced ? locations.get(0) : null);
        OrderId id = OrderId.of(TILL, item + "-" + number);
        return new Order(id, TILL, "#1", 1, NOON, "EUR", isPlaced ? List.of() : locations, List.of(line), null);
    }

    private static Money cents(long cents) {
        return new Money(BigDecimal.valueOf(cents, 2), "EUR");
    }

    private static CanonicalEvent erp(CanonicalData data, String fact) {
        return event(data, "/erp/legacy", fact, NOON);
    }

    /** Later than the levels, which therefore do not include it. */
    private static CanonicalEvent till(CanonicalData data, String fact) {
        return event(data, "/channels/till", fact, NOON.plusSeconds(60));
    }

    private static CanonicalEvent event(CanonicalData data, String source, String fact, Instant time) {
        String id = CanonicalEvent.idOf(source, EventType.of(data), data.subject() + " " + fact);
        return new CanonicalEvent(id, source, time, Sequence.of(1, 1, 0), time, null, 0, data);
    }
}
