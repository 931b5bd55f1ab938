package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.UsualJson.must;
import static io.crossdock.hub.availability.UsualJson.once;
import static io.crossdock.hub.availability.UsualJson.there;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Component;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockMoved;
import io.crossdock.hub.availability.UsualJson.Unusual;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the data of levels, moves, orders, bookings and descriptions from their JSON, member after member. */
final class UsualData {

    /** All others are read in full. */
    static final Set<EventType> KINDS = Set.of(
            EventType.STOCK_COUNTED,
            EventType.STOCK_MOVED,
            EventType.ORDER_PLACED,
            EventType.ORDER_CHANGED,
            EventType.ORDER_CANCELLED,
            EventType.ORDER_BOOKED,
            EventType.ITEM_DESCRIBED);

    private static final int MOST_LINES = 5_000;
    private static final int MOST_LOCATIONS = 1_000;
    private static final int MOST_COMPONENTS = 200;
    private static final Map<String, StockMoved.Reason> REASONS =
            Arrays.stream(StockMoved.Reason.values()).collect(Collectors.toMap(Enum::name, Function.identity()));

    private final UsualJson in;

    private UsualData(UsualJson in) {
        this.in = in;
    }

    /**
     * @param type of {@link #KINDS}
     * @throws IOException when it is no JSON
     */
    static CanonicalData read(EventType type, byte[] json) throws IOException, Unusual {
        try (UsualJson in = new UsualJson(json)) {
            UsualData data = new UsualData(in);
            CanonicalData read =
                    switch (type) {
                        case STOCK_COUNTED -> data.counted();
                        case STOCK_MOVED -> data.moved();
                        case ORDER_PLACED -> new OrderPlaced(data.orderOfEvent());
                        case ORDER_CHANGED -> new OrderChanged(data.orderOfEvent());
                        case ORDER_CANCELLED -> new OrderCancelled(data.orderOfEvent());
                        case ORDER_BOOKED -> data.booked();
                        case ITEM_DESCRIBED -> data.described();
                        default -> throw new IllegalArgumentException(type.value());
                    };
            in.end();
            return read;
        }
    }

    private StockCounted counted() throws IOException, Unusual {
        Sku sku = null;
        LocationId location = null;
        BigDecimal onHand = null;
        Instant salesUntil = null;
        for (String member = in.first(); member != null; member = in.next()) {
            switch (member) {
                case "sku" -> sku = once(sku, in.sku());
                case "location" -> location = once(location, in.location());
                case "onHand" -> onHand = once(onHand, in.quantity());
                case "salesUntil" -> salesUntil = once(salesUntil, in.time());
                default -> in.pass();
            }
        }
        return new StockCounted(there(sku), there(location), there(onHand), salesUntil);
    }

    private StockMoved moved() throws IOException, Unusual {
        String move = null;
        Sku sku = null;
        LocationId location = null;
        BigDecimal quantity = null;
        StockMoved.Reason reason = null;
        OrderId order = null;
        for (String member = in.first(); member != null; member = in.next()) {
            switch (member) {
                case "move" -> move = once(move, in.words(160));
                case "sku" -> sku = once(sku, in.sku());
                case "location" -> location = once(location, in.location());
                case "quantity" -> quantity = once(quantity, in.quantity());
                case "reason" -> reason = once(reason, there(REASONS.get(in.text())));
                case "order" -> order = once(order, in.order());
                default -> in.pass();
            }
        }
        return new StockMoved(there(move), there(sku), there(location), there(quantity), there(reason), order);
    }

    private Order orderOfEvent() throws IOException, Unusual {
        Order order = null;
        for (String member = in.first(); member != null; member = in.next()) {
            if (member.equals("order")) {
                order = once(order, whole());
            } else {
                in.pass();
            }
        }
        return there(order);
    }

    private Order whole() throws IOException, Unusual {
        OrderId id = null;
        ChannelId channel = null;
        String number = null;
        Long version = null;
        Instant placedAt = null;
        String currency = null;
        List<LocationId> locations = null;
        List<OrderLine> lines = null;
        for (String member = in.first(); member != null; member = in.next()) {
            switch (member) {
                case "id" -> id = once(id, in.order());
                case "channel" -> channel = once(channel, in.channel());
                case "number" -> number = once(number, in.words(120));
                case "version" -> version = once(version, in.version());
                case "placedAt" -> placedAt = once(placedAt, in.time());
                case "currency" -> currency = once(currency, in.currency());
                case "locations" -> locations = once(locations, in.list(in::location, MOST_LOCATIONS));
                case "lines" -> lines = once(lines, in.list(this::line, MOST_LINES));
                default -> in.pass();
            }
        }
        must(!there(lines).isEmpty());
        return new Order(
                there(id),
                there(channel),
                there(number),
                there(version),
                there(placedAt),
                there(currency),
                there(locations),
                lines,
                null);
    }

    private OrderLine line() throws IOException, Unusual {
        String line = null;
        Sku sku = null;
        BigDecimal quantity = null;
        LocationId location = null;
        for (String member = in.first(); member != null; member = in.next()) {
            switch (member) {
                case "line" -> line = once(line, in.words(120));
                case "sku" -> sku = once(sku, in.sku());
                case "quantity" -> quantity = once(quantity, in.quantity());
                case "location" -> location = once(location, in.location());
                default -> in.pass();
            }
        }
        must(there(quantity).signum() >= 0);
        return new OrderLine(there(line), there(sku), quantity, null, location);
    }

    private OrderBooked booked() throws IOException, Unusual {
        OrderId order = null;
        String erpNumber = null;
        List<BookedLine> lines = null;
        List<BookedLine> open = null;
        List<BookedLine> cancelled = null;
        for (String member = in.first(); member != null; member = in.next()) {
            switch (member) {
                case "order" -> order = once(order, in.order());
                case "erpNumber" -> erpNumber = once(erpNumber, in.words(60));
                case "lines" -> lines = once(lines, in.list(this::bookedLine, MOST_LINES));
                case "open" -> open = once(open, in.list(this::bookedLine, MOST_LINES));
                case "cancelled" -> cancelled = once(cancelled, in.list(this::bookedLine, MOST_LINES));
                default -> in.pass();
            }
        }
        return new OrderBooked(there(order), there(erpNumber), there(lines), open, cancelled);
    }

    private BookedLine bookedLine() throws IOException, Unusual {
        Sku sku = null;
        LocationId location = null;
        BigDecimal quantity = null;
        for (String member = in.first(); member != null; member = in.next()) {
            switch (member) {
                case "sku" -> sku = once(sku, in.sku());
                case "location" -> location = once(location, in.location());
                case "quantity" -> quantity = once(quantity, in.quantity());
                default -> in.pass();
            }
        }
        must(there(quantity).signum() > 0);
        return new BookedLine(there(sku), location, quantity);
    }

    private ItemDescribed described() throws IOException, Unusual {
        Sku sku = null;
        List<Component> components = null;
        Boolean discontinued = null;
        for (String member = in.first(); member != null; member = in.next()) {
            switch (member) {
                case "sku" -> sku = once(sku, in.sku());
                case "components" -> components = once(components, in.list(this::component, MOST_COMPONENTS));
                case "discontinued" -> discontinued = once(discontinued, in.flag());
                default -> in.pass();
            }
        }
        return new ItemDescribed(there(sku), null, null, there(components), there(discontinued));
    }

    private Component component() throws IOException, Unusual {
        Sku sku = null;
        BigDecimal quantity = null;
        for (String member = in.first(); member != null; member = in.next()) {
            switch (member) {
                case "sku" -> sku = once(sku, in.sku());
                case "quantity" -> quantity = once(quantity, in.quantity());
                default -> in.pass();
            }
        }
        must(there(quantity).signum() > 0);
        return new Component(there(sku), quantity);
    }
}
