package io.crossdock.world;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockMoved;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/** The canonical events that a world's systems tell. */
final class Telling {

    static final List<LocationId> POOL = List.of(new LocationId("hamburg"), new LocationId("lyon"));

    private static final String TILL = "/channels/till";
    private static final String ERP = "/erp/legacy";

    private Telling() {}

    /** The order as it is now: placed, changed, or cancelled where nothing is left of it. */
    static CanonicalEvent order(Sale sale, Instant now) {
        LocationId location = sale.location == null ? null : new LocationId(sale.location);
        Order order = new Order(
                sale.id,
                sale.channel.id(),
                "#" + sale.id.value(),
                sale.version,
                now,
                "EUR",
                POOL,
                List.of(new OrderLine("1", sale.item.sku, BigDecimal.valueOf(sale.pieces), null, location)),
                null);
        CanonicalData data = sale.pieces == 0
                ? new OrderCancelled(order)
                : sale.version == 1 ? new OrderPlaced(order) : new OrderChanged(order);
        return event(data, "/channels/" + sale.channel.id(), Integer.toString(sale.version), now, null);
    }

    static CanonicalEvent tillSale(Sale sale, Instant now) {
        StockMoved data = new StockMoved(
                sale.id.value() + "/1",
                sale.item.sku,
                new LocationId(sale.location),
                BigDecimal.valueOf(-sale.pieces),
                StockMoved.Reason.SOLD,
                sale.id);
        return event(data, TILL, "1", now, null);
    }

    static CanonicalEvent booked(Sale sale, int open, long commit, Instant now) {
        OrderBooked data = new OrderBooked(
                sale.id, "SO-" + sale.id.value(), lines(sale, sale.booked), lines(sale, open), List.of());
        return event(data, ERP, Long.toString(commit), now, Sequence.of(1, commit, 0));
    }

    private static List<BookedLine> lines(Sale sale, int pieces) {
        return pieces == 0
                ? List.of()
                : List.of(new BookedLine(sale.item.sku, new LocationId(sale.location), BigDecimal.valueOf(pieces)));
    }

    static CanonicalEvent level(ItemBooks item, String location, int level, long commit, Instant now) {
        StockCounted data = new StockCounted(item.sku, new LocationId(location), BigDecimal.valueOf(level));
        return event(data, ERP, location + "@" + commit, now, Sequence.of(1, commit, 1));
    }

    private static CanonicalEvent event(
            CanonicalData data, String source, String fact, Instant time, Sequence sequence) {
        String id = CanonicalEvent.idOf(source, EventType.of(data), data.subject() + " " + fact);
        return new CanonicalEvent(id, source, time, sequence, time, null, 1, data);
    }
}
