package io.crossdock.hub.sourcing;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Picks the locations that ship an order, in as few parcels as can be: one location that has everything, else again and
 * again the one that has most whole lines, and at last pieces of a line from wherever some are. Among equals the nearest to
 * the buyer's country wins, then the one with most on its shelves.
 */
public final class OrderSourcing {

    private final Map<String, List<LocationId>> nearest;

    /** @param nearest by country, the locations from near to far; those that are not named are far */
    public OrderSourcing(Map<String, List<LocationId>> nearest) {
        this.nearest = Map.copyOf(nearest);
    }

    /** @param stock an item's availability; empty for an item that nobody has counted */
    public Sourced source(Order order, Function<Sku, Optional<AvailabilityChanged>> stock) {
        Shelves shelves = Shelves.of(order, stock);
        List<OrderLine> open = new ArrayList<>(order.lines().stream()
                .filter(line -> line.quantity().signum() > 0)
                .toList());
        List<Sourced.Shipped> shipped = new ArrayList<>();
        open.removeIf(line -> isDecided(line, shelves, shipped));
        List<LocationId> near = nearest.getOrDefault(country(order), List.of());
        wholeLines(open, shelves, near, shipped);
        List<Sourced.Open> nowhere = pieces(open, shelves, near, shipped);
        shipped.sort(Comparator.comparing(Sourced.Shipped::line).thenComparing(Sourced.Shipped::location));
        return new Sourced(shipped, nowhere);
    }

    private static String country(Order order) {
        return order.shipTo() == null || order.shipTo().country() == null
                ? ""
                : order.shipTo().country();
    }

    /** A line with a location was decided by whoever placed the order. */
    private static boolean isDecided(OrderLine line, Shelves shelves, List<Sourced.Shipped> shipped) {
        if (line.location() == null) {
            return false;
        }
        if (shelves.free(line.location(), line.sku()).signum() > 0) {
            shelves.take(line.location(), line.sku(), line.quantity());
        }
        shipped.add(new Sourced.Shipped(line.line(), line.location().value(), line.quantity()));
        return true;
    }

    private static void wholeLines(
            List<OrderLine> open, Shelves shelves, List<LocationId> near, List<Sourced.Shipped> shipped) {
        while (!open.isEmpty()) {
            LocationId best = shelves.locations().stream()
                    .max(Comparator.<LocationId>comparingInt(
                                    location -> covered(open, shelves, location).size())
                            .thenComparing(rank(open, shelves, near)))
                    .orElse(null);
            List<OrderLine> lines = best == null ? List.of() : covered(open, shelves, best);
            if (lines.isEmpty()) {
                return;
            }
            for (OrderLine line : lines) {
                shelves.take(best, line.sku(), line.quantity());
                shipped.add(new Sourced.Shipped(line.line(), best.value(), line.quantity()));
            }
            open.removeAll(lines);
        }
    }

    /** The lines that a location has whole, together: two lines of one item share what is there. */
    private static List<OrderLine> covered(List<OrderLine> open, Shelves shelves, LocationId location) {
        Map<Sku, BigDecimal> taken = new HashMap<>();
        List<OrderLine> lines = new ArrayList<>();
        for (OrderLine line : open) {
            BigDecimal after = taken.getOrDefault(line.sku(), BigDecimal.ZERO).add(line.quantity());
            if (after.compareTo(shelves.free(location, line.sku())) <= 0) {
                taken.put(line.sku(), after);
                lines.add(line);
            }
        }
        return lines;
    }

    private static List<Sourced.Open> pieces(
            List<OrderLine> open, Shelves shelves, List<LocationId> near, List<Sourced.Shipped> shipped) {
        List<Sourced.Open> nowhere = new ArrayList<>();
        for (OrderLine line : open) {
            BigDecimal missing = line.quantity();
            List<LocationId> ranked = shelves.locations().stream()
                    .sorted(rank(List.of(line), shelves, near).reversed())
                    .toList();
            for (LocationId location : ranked) {
                BigDecimal some = missing.min(shelves.free(location, line.sku()));
                if (some.signum() > 0) {
                    shelves.take(location, line.sku(), some);
                    shipped.add(new Sourced.Shipped(line.line(), location.value(), some));
                    missing = missing.subtract(some);
                }
            }
            if (missing.signum() > 0) {
                nowhere.add(new Sourced.Open(line.line(), missing));
            }
        }
        return nowhere;
    }

    /** The greater the better; of two alike the one whose name comes first, so that every process decides alike. */
    private static Comparator<LocationId> rank(List<OrderLine> open, Shelves shelves, List<LocationId> near) {
        return Comparator.<LocationId>comparingInt(location -> -distance(near, location))
                .thenComparing(location -> open.stream()
                        .map(OrderLine::sku)
                        .distinct()
                        .map(sku -> shelves.free(location, sku))
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .thenComparing(Comparator.<LocationId>naturalOrder().reversed());
    }

    private static int distance(List<LocationId> near, LocationId location) {
        int at = near.indexOf(location);
        return at < 0 ? Integer.MAX_VALUE : at;
    }
}
