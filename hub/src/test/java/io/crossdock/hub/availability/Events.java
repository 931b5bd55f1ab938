package io.crossdock.hub.availability;

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
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.OrderShipped;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.QuantityLine;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.canonical.StockMoved;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Events in few words; commit n of the ERP is n seconds after noon. */
final class Events {

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private static final ChannelId SHOP = new ChannelId("shopify-us");

    private Events() {}

    static CanonicalEvent level(String sku, String location, String onHand, int commit) {
        var counted = new StockCounted(new Sku(sku), new LocationId(location), new BigDecimal(onHand));
        return erp(counted, location + "@" + commit, commit, 1);
    }

    /** A level of a server whose clock does not follow its log. */
    static CanonicalEvent level(String sku, String location, String onHand, int commit, int second) {
        var counted = new StockCounted(new Sku(sku), new LocationId(location), new BigDecimal(onHand));
        return event(counted, "/erp/legacy", location + "@" + commit, second(second), Sequence.of(1, commit, 1));
    }

    /** A level that includes what tills sold until a second. */
    static CanonicalEvent levelWithSales(String sku, String location, String onHand, int commit, int until) {
        var counted = new StockCounted(new Sku(sku), new LocationId(location), new BigDecimal(onHand), second(until));
        return erp(counted, location + "@" + commit, commit, 1);
    }

    /** All that the ERP expects of an item as of a commit. */
    static CanonicalEvent expected(String sku, int commit, ExpectedLine... lines) {
        return erp(new StockExpected(new Sku(sku), null, List.of(lines)), "expected@" + commit, commit, 1);
    }

    /** A supplier's shipping notice, or what is left of it. */
    static CanonicalEvent notice(String document, String sku, int second, ExpectedLine... lines) {
        var data = new StockExpected(new Sku(sku), document, List.of(lines));
        return event(data, "/channels/wms", document + "@" + second, second(second), Sequence.of(0, second, 0));
    }

    /** @param day days from noon; null where nobody knows */
    static ExpectedLine arrival(String location, int quantity, Integer day) {
        Instant by = day == null ? null : NOON.plus(Duration.ofDays(day));
        return new ExpectedLine(new LocationId(location), BigDecimal.valueOf(quantity), by, null);
    }

    static CanonicalEvent placed(String order, long version, List<String> pool, OrderLine... lines) {
        return shop(new OrderPlaced(order(order, version, pool, lines)), version, 1);
    }

    static CanonicalEvent changed(String order, long version, List<String> pool, OrderLine... lines) {
        return shop(new OrderChanged(order(order, version, pool, lines)), version, 1);
    }

    static CanonicalEvent cancelled(String order, long version, OrderLine... lines) {
        return shop(new OrderCancelled(order(order, version, List.of(), lines)), version, 1);
    }

    static Order order(String order, long version, List<String> pool, OrderLine... lines) {
        List<LocationId> locations = pool.stream().map(LocationId::new).toList();
        return new Order(id(order), SHOP, "#" + order, version, NOON, "EUR", locations, List.of(lines), null);
    }

    static OrderLine line(String line, String sku, int quantity, String location) {
        LocationId at = location == null ? null : new LocationId(location);
        return new OrderLine(line, new Sku(sku), BigDecimal.valueOf(quantity), null, at);
    }

    static CanonicalEvent booked(String order, int commit, BookedLine... lines) {
        return booked(order, commit, List.of(lines), List.of(), List.of());
    }

    static CanonicalEvent booked(
            String order, int commit, List<BookedLine> lines, List<BookedLine> open, List<BookedLine> cancelled) {
        var data = new OrderBooked(id(order), "SO-" + order, lines, open, cancelled);
        // A booking comes before its commit's levels in the log: ordinal 0.
        return erp(data, order + "@" + commit, commit, 0);
    }

    static CanonicalEvent shipped(String order, int second, String parcel, String sku, int quantity) {
        var lines = List.of(new QuantityLine("1", new Sku(sku), BigDecimal.valueOf(quantity)));
        return shop(new OrderShipped(id(order), parcel, lines, null, null), second, 1);
    }

    static BookedLine piece(String sku, String location, int quantity) {
        LocationId at = location == null ? null : new LocationId(location);
        return new BookedLine(new Sku(sku), at, BigDecimal.valueOf(quantity));
    }

    static CanonicalEvent sold(String move, String sku, String location, int quantity, String order) {
        return moved(move, sku, location, -quantity, order, 0);
    }

    /** Sold by a till that names no document. */
    static CanonicalEvent soldAt(int second, String move, String sku, String location, int quantity) {
        return moved(move, sku, location, -quantity, null, second, StockMoved.Reason.SOLD);
    }

    static CanonicalEvent adjusted(String move, String sku, String location, int quantity, int second) {
        return moved(move, sku, location, quantity, null, second);
    }

    static CanonicalEvent described(String sku, boolean discontinued, int commit) {
        return erp(new ItemDescribed(new Sku(sku), "Lamp", null, List.of(), discontinued), "item@" + commit, commit, 2);
    }

    /** A kit of so many pieces each: {@code kit("K", 2, "A", 1, "B", 3)} at commit 2. */
    static CanonicalEvent kit(String sku, int commit, Object... pieces) {
        List<Component> components = new ArrayList<>();
        for (int i = 0; i < pieces.length; i += 2) {
            components.add(new Component(new Sku((String) pieces[i]), BigDecimal.valueOf((Integer) pieces[i + 1])));
        }
        return erp(new ItemDescribed(new Sku(sku), "Set", null, components, false), "item@" + commit, commit, 2);
    }

    static CanonicalEvent priced(String sku, String amount, int commit) {
        var data = new PriceChanged(
                new Sku(sku), List.of(new ListPrice("retail", new Money(new BigDecimal(amount), "EUR"))));
        return erp(data, "price@" + commit, commit, 3);
    }

    static CanonicalEvent revised(CanonicalEvent event, int revision, CanonicalData data) {
        return new CanonicalEvent(
                event.id(),
                event.source(),
                event.time(),
                event.sequence(),
                event.committedAt(),
                event.traceparent(),
                revision,
                data);
    }

    static OrderId id(String order) {
        return OrderId.of(SHOP, order);
    }

    static Instant second(long second) {
        return NOON.plusSeconds(second);
    }

    static List<LocationId> locations(String... locations) {
        return Stream.of(locations).map(LocationId::new).toList();
    }

    private static CanonicalEvent moved(
            String move, String sku, String location, int quantity, String order, int second) {
        var reason = order == null ? StockMoved.Reason.ADJUSTED : StockMoved.Reason.SOLD;
        return moved(move, sku, location, quantity, order, second, reason);
    }

    private static CanonicalEvent moved(
            String move,
            String sku,
            String location,
            int quantity,
            String order,
            int second,
            StockMoved.Reason reason) {
        var data = new StockMoved(
                move,
                new Sku(sku),
                new LocationId(location),
                BigDecimal.valueOf(quantity),
                reason,
                order == null ? null : id(order));
        return event(data, "/channels/square-us", move, second(second), null);
    }

    private static CanonicalEvent erp(CanonicalData data, String fact, int commit, int ordinal) {
        return event(data, "/erp/legacy", fact, second(commit), Sequence.of(1, commit, ordinal));
    }

    private static CanonicalEvent shop(CanonicalData data, long version, int revision) {
        CanonicalEvent event =
                event(data, "/channels/shopify-us", data.subject() + "@" + version, second(version), null);
        return revised(event, revision, data);
    }

    private static CanonicalEvent event(
            CanonicalData data, String source, String fact, Instant time, Sequence sequence) {
        String id = CanonicalEvent.idOf(source, EventType.of(data), data.subject() + " " + fact);
        return new CanonicalEvent(id, source, time, sequence, time.plusMillis(5), TRACE, 1, data);
    }
}
