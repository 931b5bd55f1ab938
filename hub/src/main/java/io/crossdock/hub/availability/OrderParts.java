package io.crossdock.hub.availability;

import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An order as its items see it: with the parts in place of each kit, whether the kit stands in the order, in the ERP's
 * booking, or in both (docs/adr/0030).
 */
record OrderParts(
        SortedMap<String, List<Wanted>> wanted, SortedMap<String, List<Booking>> bookings, SortedSet<String> gone) {

    static OrderParts of(OrderBook book) {
        if (book.kits().isEmpty()) {
            return new OrderParts(book.wanted(), book.bookings(), book.gone());
        }
        SortedMap<String, List<Wanted>> wanted = new TreeMap<>();
        book.wanted().forEach((sku, lines) -> taken(book, sku)
                .forEach((part, each) -> lines.forEach(line -> wanted.computeIfAbsent(part, first -> new ArrayList<>())
                        .add(new Wanted(line.line(), Pieces.of(line.quantity().multiply(each)), line.pool())))));
        SortedMap<String, List<Booking>> bookings = new TreeMap<>();
        book.bookings().forEach((sku, booked) -> taken(book, sku).forEach((part, each) -> {
            List<Booking> ofPart =
                    booked.stream().map(booking -> booking.times(each)).toList();
            bookings.merge(part, ofPart, Booking::sums);
        }));
        SortedSet<String> gone = new TreeSet<>();
        book.gone().forEach(sku -> gone.addAll(taken(book, sku).keySet()));
        gone.removeAll(wanted.keySet());
        return new OrderParts(wanted, bookings, gone);
    }

    /** An item that is no kit is its own part, once. */
    private static SortedMap<String, BigDecimal> taken(OrderBook book, String sku) {
        SortedMap<String, BigDecimal> parts = book.kits().get(sku);
        return parts == null ? new TreeMap<>(Map.of(sku, BigDecimal.ONE)) : parts;
    }

    /** What has to be told anew, one record for every SKU whose part differs from the earlier one's. */
    List<Reservation> changesSince(OrderParts earlier, OrderId order) {
        TreeSet<String> skus = new TreeSet<>(wanted.keySet());
        skus.addAll(earlier.wanted.keySet());
        skus.addAll(bookings.keySet());
        skus.addAll(earlier.bookings.keySet());
        skus.addAll(gone);
        List<Reservation> changes = new ArrayList<>();
        for (String sku : skus) {
            boolean cameAndWent = cameAndWentSince(earlier, sku);
            if (cameAndWent
                    || !Objects.equals(wanted.get(sku), earlier.wanted.get(sku))
                    || !Objects.equals(bookings.get(sku), earlier.bookings.get(sku))) {
                changes.add(new Reservation(order, new Sku(sku), wanted.get(sku), bookings.get(sku), cameAndWent));
            }
        }
        return changes;
    }

    /** Whether the shop took pieces off what it shows, and put them back, without our hearing of it in between. */
    private boolean cameAndWentSince(OrderParts earlier, String sku) {
        return gone.contains(sku) && !earlier.gone.contains(sku) && !earlier.wanted.containsKey(sku);
    }
}
