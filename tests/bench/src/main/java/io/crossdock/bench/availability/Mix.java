package io.crossdock.bench.availability;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.StockMoved;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * An endless load of a hub with many items, the same from the same seed: of 100 events 38 are levels, 10 moves, 20 placed
 * orders, 6 changed and 4 cancelled ones, 10 bookings, 2 descriptions, and 10 are told again. One item in a hundred is a
 * kit.
 */
final class Mix {

    private static final int REMEMBERED = 2_000;
    private static final List<LocationId> POOL = Catalogue.LOCATIONS;

    private final Random random;
    private final Catalogue catalogue;
    private final Envelopes envelopes;
    private final List<CanonicalEvent> told = new ArrayList<>();
    private final List<Order> orders = new ArrayList<>();
    private long count;

    /** @param began when the first event happened; the others follow within the same hour */
    Mix(int items, long seed, Instant began) {
        random = new Random(seed);
        envelopes = new Envelopes(began);
        catalogue = new Catalogue(items, envelopes);
    }

    /** The descriptions and levels of all items, which a hub begins with. */
    Catalogue catalogue() {
        return catalogue;
    }

    CanonicalEvent next() {
        if (!told.isEmpty() && random.nextInt(10) == 0) {
            return told.get(random.nextInt(told.size()));
        }
        CanonicalEvent event = news();
        remember(told, event);
        return event;
    }

    private CanonicalEvent news() {
        count++;
        int kind = random.nextInt(90);
        if (kind < 38) {
            return catalogue.level(item(), random.nextInt(POOL.size()), random.nextInt(1_000));
        }
        if (kind < 58) {
            return place();
        }
        if (kind < 68) {
            return kind < 63 ? sale() : move(item(), StockMoved.Reason.ADJUSTED, null);
        }
        if (kind < 70 || orders.isEmpty()) {
            return catalogue.description(item());
        }
        int at = random.nextInt(orders.size());
        if (kind < 76) {
            Order order = again(orders.get(at), 1 + random.nextInt(8));
            orders.set(at, order);
            return envelopes.channel(new OrderChanged(order), order.version());
        }
        if (kind < 80) {
            Order order = again(orders.remove(at), 0);
            return envelopes.channel(new OrderCancelled(order), order.version());
        }
        return book(orders.remove(at));
    }

    private CanonicalEvent place() {
        List<OrderLine> lines = new ArrayList<>();
        for (int line = 1 + random.nextInt(3); line > 0; line--) {
            lines.add(new OrderLine(
                    Integer.toString(line),
                    catalogue.sku(item()),
                    BigDecimal.valueOf(1 + random.nextInt(3)),
                    null,
                    random.nextBoolean() ? POOL.get(0) : null));
        }
        OrderId id = OrderId.of(Envelopes.SHOP, Long.toString(count));
        Order order = new Order(id, Envelopes.SHOP, "#" + count, 1, envelopes.began(), "EUR", POOL, lines, null);
        remember(orders, order);
        return envelopes.channel(new OrderPlaced(order), order.version());
    }

    private static Order again(Order order, int pieces) {
        List<OrderLine> lines = order.lines().stream()
                .map(line -> new OrderLine(
                        line.line(), line.sku(), BigDecimal.valueOf(pieces), line.unitPrice(), line.location()))
                .toList();
        return new Order(
                order.id(),
                order.channel(),
                order.number(),
                order.version() + 1,
                order.placedAt(),
                order.currency(),
                order.locations(),
                lines,
                null);
    }

    private CanonicalEvent book(Order order) {
        List<BookedLine> lines = order.lines().stream()
                .filter(line -> !catalogue.isKit(line.sku()))
                .map(line -> new BookedLine(line.sku(), POOL.get(0), line.quantity()))
                .toList();
        return envelopes.erp(new OrderBooked(order.id(), "SO-" + order.number(), lines));
    }

    private CanonicalEvent sale() {
        return move(item(), StockMoved.Reason.SOLD, OrderId.of(Envelopes.SHOP, "till-" + count));
    }

    private CanonicalEvent move(int item, StockMoved.Reason reason, OrderId document) {
        return envelopes.channel(
                new StockMoved(
                        "move-" + count, catalogue.sku(item), POOL.get(0), BigDecimal.ONE.negate(), reason, document),
                count);
    }

    private int item() {
        return random.nextInt(catalogue.items());
    }

    private <T> void remember(List<T> some, T one) {
        if (some.size() < REMEMBERED) {
            some.add(one);
        } else {
            some.set(random.nextInt(REMEMBERED), one);
        }
    }
}
