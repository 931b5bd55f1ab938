package io.crossdock.world;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Component;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.PriceReleased;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockMoved;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The canonical events that a world's systems tell. */
final class Telling {

    static final List<LocationId> POOL = List.of(new LocationId("hamburg"), new LocationId("lyon"));

    private static final String TILL = "/channels/till";
    private static final String ERP = "/erp/legacy";

    private Telling() {}

    /** The order as it is now: placed, changed, or cancelled where nothing is left of it. */
    static CanonicalEvent order(Sale sale, Instant now) {
        LocationId location = sale.location == null ? null : POOL.get(sale.location);
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
                POOL.get(sale.location),
                BigDecimal.valueOf(-sale.pieces),
                StockMoved.Reason.SOLD,
                sale.id);
        return event(data, TILL, "1", now, null);
    }

    /** @param byPart whether the ERP books the parts of a kit, and not the kit */
    static CanonicalEvent booked(Sale sale, boolean byPart, long commit, Instant now) {
        OrderBooked data = new OrderBooked(
                sale.id,
                "SO-" + sale.id.value(),
                lines(sale, byPart, sale.booked),
                lines(sale, byPart, sale.pieces - sale.booked),
                List.of());
        return event(data, ERP, Long.toString(commit), now, Sequence.of(1, commit, 0));
    }

    private static List<BookedLine> lines(Sale sale, boolean byPart, int pieces) {
        List<BookedLine> lines = new ArrayList<>();
        if (pieces == 0) {
            return lines;
        }
        LocationId location = POOL.get(sale.location);
        if (byPart) {
            sale.item.takes.forEach((part, each) ->
                    lines.add(new BookedLine(part.sku, location, BigDecimal.valueOf((long) pieces * each))));
        } else {
            lines.add(new BookedLine(sale.item.sku, location, BigDecimal.valueOf(pieces)));
        }
        return lines;
    }

    static CanonicalEvent level(ItemBooks item, int location, int level, long commit, Instant now) {
        LocationId place = POOL.get(location);
        StockCounted data = new StockCounted(item.sku, place, BigDecimal.valueOf(level));
        return event(data, ERP, place + "@" + commit, now, Sequence.of(1, commit, 1));
    }

    static CanonicalEvent described(ItemBooks kit, long commit, Instant now) {
        List<Component> parts = new ArrayList<>();
        kit.takes.forEach((part, each) -> parts.add(new Component(part.sku, BigDecimal.valueOf(each))));
        ItemDescribed data = new ItemDescribed(kit.sku, kit.sku.value(), null, parts, false);
        return event(data, ERP, Long.toString(commit), now, Sequence.of(1, commit, 0));
    }

    static CanonicalEvent prices(ItemBooks item, List<ListPrice> prices, long commit, Instant now) {
        PriceChanged data = new PriceChanged(item.sku, prices);
        return event(data, ERP, Long.toString(commit), now, Sequence.of(1, commit, 0));
    }

    /** Somebody lets a channel have a price that moves far. */
    static CanonicalEvent released(PriceReleased data, Instant now) {
        return event(data, "/channels/" + data.channel(), data.version(), now, null);
    }

    private static CanonicalEvent event(
            CanonicalData data, String source, String fact, Instant time, Sequence sequence) {
        String id = CanonicalEvent.idOf(source, EventType.of(data), data.subject() + " " + fact);
        return new CanonicalEvent(id, source, time, sequence, time, null, 1, data);
    }
}
