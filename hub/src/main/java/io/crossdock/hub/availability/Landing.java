package io.crossdock.hub.availability;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Compares what an order wants of an item with what the ERP's levels exclude already.
 *
 * <p>A location's level excludes what the newest booking at or before the level's commit says of that location. So it
 * holds at every moment between, also when the ERP moves an order to another warehouse: the one's level rises, the
 * other's falls, and the pieces are reserved from the first to the second.
 */
final class Landing {

    private Landing() {}

    /**
     * Pieces still to be reserved, by pool. What landed at a location, or was cancelled there, first ends the lines that
     * were to be taken from it, then those that may be, then any, since the ERP decides in the end.
     */
    static SortedMap<String, BigDecimal> reserved(List<Wanted> wanted, List<Booking> bookings, Levels levels) {
        SortedMap<String, BigDecimal> reserved = new TreeMap<>();
        if (bookings.isEmpty()) {
            wanted.forEach(line -> Effect.add(reserved, line.pool(), line.quantity()));
            return reserved;
        }
        List<BigDecimal> left = new ArrayList<>();
        wanted.forEach(line -> left.add(line.quantity()));
        List<SortedMap<String, BigDecimal>> ends = List.of(landed(bookings, levels), released(wanted, bookings));
        List<BiPredicate<String, String>> fits = List.of(String::equals, Pool::contains, (pool, location) -> true);
        fits.forEach(fit -> ends.forEach(end -> take(end, wanted, left, fit)));
        for (int i = 0; i < wanted.size(); i++) {
            Effect.add(reserved, wanted.get(i).pool(), left.get(i));
        }
        return reserved;
    }

    /** Whether the levels of all booked locations include the newest booking. */
    static boolean complete(List<Booking> bookings, Levels levels) {
        Booking newest = bookings.get(bookings.size() - 1);
        return locations(bookings).stream().allMatch(location -> newest.reachedBy(levels, location));
    }

    private static SortedMap<String, BigDecimal> landed(List<Booking> bookings, Levels levels) {
        SortedMap<String, BigDecimal> landed = new TreeMap<>();
        for (String location : locations(bookings)) {
            for (int i = bookings.size() - 1; i >= 0; i--) {
                if (bookings.get(i).reachedBy(levels, location)) {
                    landed.put(location, bookings.get(i).booked().getOrDefault(location, BigDecimal.ZERO));
                    break;
                }
            }
        }
        return landed;
    }

    /**
     * What the newest booking cancels, by location. A cancellation that the order's own channel told as well is in what is
     * wanted already: of more than what is wanted beyond what the ERP keeps, nothing is released.
     */
    private static SortedMap<String, BigDecimal> released(List<Wanted> wanted, List<Booking> bookings) {
        SortedMap<String, BigDecimal> released = new TreeMap<>();
        Booking newest = bookings.get(bookings.size() - 1);
        BigDecimal most = wanted.stream()
                .map(Wanted::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .subtract(newest.kept())
                .max(BigDecimal.ZERO);
        for (Map.Entry<String, BigDecimal> cancelled : newest.cancelled().entrySet()) {
            BigDecimal part = cancelled.getValue().min(most);
            released.put(cancelled.getKey(), part);
            most = most.subtract(part);
        }
        return released;
    }

    private static Set<String> locations(List<Booking> bookings) {
        Set<String> locations = new TreeSet<>();
        bookings.forEach(booking -> locations.addAll(booking.booked().keySet()));
        return locations;
    }

    private static void take(
            SortedMap<String, BigDecimal> landed,
            List<Wanted> wanted,
            List<BigDecimal> left,
            BiPredicate<String, String> fits) {
        landed.replaceAll((location, quantity) -> {
            BigDecimal rest = quantity;
            for (int i = 0; i < wanted.size() && rest.signum() > 0; i++) {
                if (fits.test(wanted.get(i).pool(), location)) {
                    BigDecimal taken = rest.min(left.get(i));
                    left.set(i, left.get(i).subtract(taken));
                    rest = rest.subtract(taken);
                }
            }
            return rest;
        });
    }
}
