package io.crossdock.sandbox;

import io.crossdock.sandbox.Order.Line;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A shop's order book: places, changes, cancels and completes orders and moves the pieces in the ledger. */
public final class Orders {

    private final Setup setup;
    private final Ledger ledger;
    private final List<String> locations;
    private final Supplier<String> orderIds;
    private final Supplier<String> lineIds;
    private final Map<String, Order> byId = new LinkedHashMap<>();

    public Orders(
            Setup setup, Ledger ledger, List<String> locations, Supplier<String> orderIds, Supplier<String> lineIds) {
        this.setup = setup;
        this.ledger = ledger;
        this.locations = locations;
        this.orderIds = orderIds;
        this.lineIds = lineIds;
    }

    /** @throws SoldOut where too few are shown, unless the shop takes backorders */
    public Order place(List<OrderLine> wanted) {
        return place(wanted, setup.backorders());
    }

    /** @param beyondStock whether more may go than is shown, as at a till, where the goods are in the buyer's hand */
    public synchronized Order place(List<OrderLine> wanted, boolean beyondStock) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("an order has at least one line");
        }
        String id = orderIds.get();
        List<Line> lines = ledger.atomically(() -> taken(id, summed(wanted), beyondStock));
        Instant at = setup.clock().instant();
        Buyer buyer = Buyer.any(setup.random(), setup.currency());
        return keep(new Order(id, 1001 + byId.size(), 1, at, at, null, null, buyer, lines));
    }

    public synchronized Order change(String id, List<OrderLine> wanted) {
        Order order = open(id);
        List<Line> lines = ledger.atomically(() -> changed(order, summed(wanted)));
        return keep(order.next(setup.clock().instant(), lines));
    }

    /** The pieces are shown again. */
    public synchronized Order cancel(String id) {
        Order order = open(id);
        order.lines().forEach(line -> ledger.sold(id, line.sku(), line.location(), -line.current()));
        return keep(order.cancelled(setup.clock().instant()));
    }

    public synchronized Order complete(String id) {
        return keep(open(id).completed(setup.clock().instant()));
    }

    public synchronized Optional<Order> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public synchronized List<Order> all() {
        return List.copyOf(byId.values());
    }

    private Order open(String id) {
        Order order = byId.get(id);
        if (order == null || order.isCancelled()) {
            throw new IllegalArgumentException("no open order " + id);
        }
        return order;
    }

    private Order keep(Order order) {
        byId.put(order.id(), order);
        return order;
    }

    private static Map<String, Long> summed(List<OrderLine> wanted) {
        Map<String, Long> pieces = new LinkedHashMap<>();
        wanted.forEach(line -> pieces.merge(line.sku(), line.pieces(), Long::sum));
        return pieces;
    }

    /** All of it or nothing: the places are chosen before anything is taken. */
    private List<Line> taken(String id, Map<String, Long> wanted, boolean beyondStock) {
        Map<String, String> places = new LinkedHashMap<>();
        wanted.forEach((sku, pieces) -> places.put(sku, placeOf(sku, pieces, beyondStock)));
        List<Line> lines = new ArrayList<>();
        places.forEach((sku, place) -> {
            long pieces = wanted.get(sku);
            BigDecimal price = ledger.shown(sku).price();
            ledger.sold(id, sku, place, pieces);
            lines.add(new Line(lineIds.get(), sku, pieces, pieces, price, place));
        });
        return lines;
    }

    private List<Line> changed(Order order, Map<String, Long> wanted) {
        Map<String, Long> added = new LinkedHashMap<>(wanted);
        for (Line line : order.lines()) {
            long more = wanted.getOrDefault(line.sku(), 0L) - line.current();
            added.remove(line.sku());
            if (more > 0 && !setup.backorders() && ledger.quantity(line.sku(), line.location()) < more) {
                throw new SoldOut(setup.name(), line.sku());
            }
        }
        List<Line> lines = new ArrayList<>(taken(order.id(), added, setup.backorders()));
        for (Line line : order.lines()) {
            lines.add(lines.size() - added.size(), changed(order.id(), line, wanted.getOrDefault(line.sku(), 0L)));
        }
        return lines;
    }

    private Line changed(String id, Line line, long pieces) {
        long more = pieces - line.current();
        if (more != 0) {
            ledger.sold(id, line.sku(), line.location(), more);
        }
        long ordered = line.ordered() + Math.max(0, more);
        return new Line(line.id(), line.sku(), ordered, pieces, line.price(), line.location());
    }

    private String placeOf(String sku, long pieces, boolean beyondStock) {
        return locations.stream()
                .filter(location -> ledger.quantity(sku, location) >= pieces)
                .findFirst()
                .or(() -> beyondStock ? Optional.of(locations.get(0)) : Optional.empty())
                .orElseThrow(() -> new SoldOut(setup.name(), sku));
    }
}
