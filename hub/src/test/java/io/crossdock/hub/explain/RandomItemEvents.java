package io.crossdock.hub.explain;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Component;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.ReceiptIssued.ConfirmedPrice;
import io.crossdock.canonical.ReceiptIssued.ConfirmedQuantity;
import io.crossdock.canonical.ReceiptIssued.HeldBackPieces;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.canonical.StockMoved;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.explain.RandomItem.Counted;
import io.crossdock.hub.explain.RandomItem.Move;
import io.crossdock.hub.explain.RandomItem.Promise;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Tells of random items what the hub would hear of them. */
final class RandomItemEvents {

    static final String TILL = "till";

    /** When a price began by its date. */
    static final Instant PRICED = RandomItem.COUNTED.minus(Duration.ofDays(3));

    static final Sequence LEVEL = Sequence.of(1, 10, 0);
    static final Sequence ONCE = Sequence.of(1, 1, 0);

    /** Bookings that the level is past, and that it is not. */
    private static final Sequence BEFORE = Sequence.of(1, 5, 0);

    private static final Sequence AFTER = Sequence.of(1, 20, 0);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What is expected comes so many days and a half from here: no day comes or goes while a test runs. */
    private static final Instant TODAY = Instant.now();

    private final RandomItem item;
    private final Sku sku;
    private final List<CanonicalEvent> events = new ArrayList<>();

    private RandomItemEvents(RandomItem item) {
        this.item = item;
        this.sku = new Sku(item.sku);
    }

    static void write(Collection<RandomItem> items, KafkaClients clients, Topics topics) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        items.forEach(item -> new RandomItemEvents(item).write(topics, records));
        try (Producer<byte[], byte[]> producer = clients.producer("random-items")) {
            PipelinedSend.all(producer, records);
        }
    }

    private void write(Topics topics, List<ProducerRecord<byte[], byte[]>> records) {
        item.levels.forEach(this::count);
        item.moves.forEach(this::move);
        item.promises.stream().filter(Promise::isOwn).forEach(this::order);
        expect();
        erp(new PriceChanged(sku, List.of(new ListPrice("retail", cents(item.listedCents), PRICED))), "price", ONCE);
        List<Component> parts = item.parts.entrySet().stream()
                .map(part -> new Component(new Sku(part.getKey().sku), BigDecimal.valueOf(part.getValue())))
                .toList();
        String category = item.category.isEmpty() ? null : item.category;
        erp(new ItemDescribed(sku, "Item", category, parts, item.discontinued), "item", ONCE);
        events.forEach(event -> records.add(CloudEventHeaders.record(topics.of(event.type()), event)));
        item.shownPieces.forEach((channel, pieces) -> records.add(CloudEventHeaders.record(
                topics.receipts(channel),
                event(receipt(channel, pieces), "/channels/" + channel, "r", RandomItem.COUNTED, ONCE))));
    }

    private void count(String location, Counted level) {
        Instant salesUntil = level.hasSales() ? RandomItem.SALES_UNTIL : null;
        var data = new StockCounted(sku, new LocationId(location), BigDecimal.valueOf(level.pieces()), salesUntil);
        events.add(event(data, level.source(), "level " + location, RandomItem.COUNTED, LEVEL));
    }

    private void move(Move move) {
        StockMoved.Reason reason = !move.isSale()
                ? StockMoved.Reason.ADJUSTED
                : move.pieces() < 0 ? StockMoved.Reason.SOLD : StockMoved.Reason.RETURNED;
        var data = new StockMoved(
                move.id(), sku, new LocationId(move.location()), BigDecimal.valueOf(move.pieces()), reason, null);
        Instant at = move.isLate() ? RandomItem.COUNTED.plus(MINUTE) : RandomItem.COUNTED.minus(MINUTE);
        events.add(event(data, "/channels/" + TILL, move.id(), at, null));
    }

    private void order(Promise promise) {
        boolean isPlaced = promise.locations().size() == 1;
        List<LocationId> locations =
                promise.locations().stream().map(LocationId::new).toList();
        OrderLine line =
                new OrderLine("1", sku, BigDecimal.valueOf(promise.pieces()), null, isPlaced ? locations.get(0) : null);
        ChannelId till = new ChannelId(TILL);
        OrderId id = OrderId.of(till, promise.order());
        List<LocationId> pool = isPlaced ? List.of() : locations;
        Order order = new Order(id, till, "#1", 1, RandomItem.COUNTED, "EUR", pool, List.of(line), null);
        events.add(
                event(new OrderPlaced(order), "/channels/" + TILL, id.value(), RandomItem.COUNTED.plus(MINUTE), null));
        if (promise.booked() > 0) {
            var booked = new BookedLine(sku, locations.get(0), BigDecimal.valueOf(promise.booked()));
            var data = new OrderBooked(id, "SO-1", List.of(booked));
            erp(data, id.value(), promise.isIncluded() ? BEFORE : AFTER);
        }
    }

    private void expect() {
        if (item.arrivals.isEmpty()) {
            return;
        }
        List<ExpectedLine> lines = item.arrivals.stream()
                .map(arrival -> new ExpectedLine(
                        new LocationId(arrival.location()),
                        BigDecimal.valueOf(arrival.pieces()),
                        arrival.day() == null ? null : TODAY.plus(Duration.ofHours(arrival.day() * 24L + 12)),
                        null))
                .toList();
        erp(new StockExpected(sku, null, lines), "purchases", ONCE);
    }

    private ReceiptIssued receipt(ChannelId channel, long pieces) {
        int held = item.heldBack.get(channel);
        Instant confirmedAt = RandomItem.COUNTED.plusMillis(40);
        return new ReceiptIssued(
                channel,
                sku,
                new ConfirmedQuantity(
                        BigDecimal.valueOf(pieces),
                        0,
                        RandomItem.COUNTED,
                        confirmedAt,
                        null,
                        null,
                        held == 0 ? null : new HeldBackPieces(held, BigDecimal.ONE, held * 1_000L),
                        null),
                new ConfirmedPrice(
                        cents(item.shownCents.get(channel)),
                        Sequence.of(0, 1, 0).value(),
                        RandomItem.COUNTED,
                        confirmedAt,
                        null,
                        null,
                        null),
                null,
                null);
    }

    private static Money cents(long cents) {
        return new Money(BigDecimal.valueOf(cents, 2), "EUR");
    }

    private void erp(CanonicalData data, String fact, Sequence sequence) {
        events.add(event(data, "/erp/legacy", fact, RandomItem.COUNTED, sequence));
    }

    private static CanonicalEvent event(
            CanonicalData data, String source, String fact, Instant time, Sequence sequence) {
        String id = CanonicalEvent.idOf(source, EventType.of(data), data.subject() + " " + fact);
        return new CanonicalEvent(id, source, time, sequence, time, null, 0, data);
    }
}
