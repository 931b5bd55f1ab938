package io.crossdock.hub.sourcing;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What is free at each location for the items of one order, less what the order has taken so far. */
final class Shelves {

    private final Map<LocationId, Map<Sku, BigDecimal>> free = new HashMap<>();

    /**
     * Promises without a location are not counted: one of them may well be this very order's.
     *
     * @param stock an item's availability
     */
    static Shelves of(Order order, Function<Sku, Optional<AvailabilityChanged>> stock) {
        Shelves shelves = new Shelves();
        order.lines().stream().map(line -> line.sku()).distinct().forEach(sku -> stock.apply(sku)
                .filter(known -> !known.discontinued())
                .ifPresent(known -> known.locations().forEach(each -> shelves.put(sku, each))));
        if (!order.locations().isEmpty()) {
            shelves.free.keySet().retainAll(Set.copyOf(order.locations()));
        }
        return shelves;
    }

    private void put(Sku sku, LocationStock stock) {
        BigDecimal left = stock.onHand().subtract(stock.reserved());
        if (left.signum() > 0) {
            free.computeIfAbsent(stock.location(), location -> new HashMap<>()).put(sku, left);
        }
    }

    Set<LocationId> locations() {
        return new TreeSet<>(free.keySet());
    }

    BigDecimal free(LocationId location, Sku sku) {
        return free.getOrDefault(location, Map.of()).getOrDefault(sku, BigDecimal.ZERO);
    }

    void take(LocationId location, Sku sku, BigDecimal quantity) {
        free.get(location).merge(sku, quantity.negate(), BigDecimal::add);
    }
}
