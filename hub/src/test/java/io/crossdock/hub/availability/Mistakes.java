package io.crossdock.hub.availability;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderState;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockMoved;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** What a wrong mapping may make of a fact: other quantities, other places, other items of an order. */
final class Mistakes {

    private static final List<LocationId> LOCATIONS = Events.locations("hamburg", "lyon", "oslo");

    private Mistakes() {}

    static CanonicalData in(CanonicalData data, Random random) {
        if (data instanceof StockCounted counted) {
            return new StockCounted(counted.sku(), counted.location(), quantity(random), counted.salesUntil());
        }
        if (data instanceof StockMoved moved) {
            LocationId place = LOCATIONS.get(random.nextInt(LOCATIONS.size()));
            return new StockMoved(moved.move(), moved.sku(), place, quantity(random), moved.reason(), moved.order());
        }
        if (data instanceof OrderState state) {
            Order order = state.order();
            OrderLine line = Events.line("9", Day.SKUS.get(random.nextInt(2)), 7, null);
            return new OrderChanged(new Order(
                    order.id(),
                    order.channel(),
                    order.number(),
                    order.version(),
                    order.placedAt(),
                    order.currency(),
                    LOCATIONS,
                    List.of(line),
                    null));
        }
        if (data instanceof OrderBooked booked) {
            List<BookedLine> lines = booked.lines().stream()
                    .map(line -> new BookedLine(line.sku(), line.location(), BigDecimal.valueOf(9)))
                    .toList();
            return new OrderBooked(booked.order(), booked.erpNumber(), lines, booked.cancelled(), booked.open());
        }
        ItemDescribed item = (ItemDescribed) data;
        return new ItemDescribed(item.sku(), item.title(), item.category(), item.components(), !item.discontinued());
    }

    private static BigDecimal quantity(Random random) {
        return BigDecimal.valueOf(50 + random.nextInt(50));
    }
}
