package io.crossdock.hub.availability;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderState;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One order: what its newest version wants, and what the ERP booked of it; nothing about the buyer.
 *
 * @param edition null while only a booking is known
 * @param wanted by SKU, without lines of quantity 0
 * @param bookings by SKU, in the order of their sequences
 * @param touched epoch milliseconds of the last change
 */
record OrderBook(
        OrderEdition edition,
        SortedMap<String, List<Wanted>> wanted,
        SortedMap<String, List<Booking>> bookings,
        long touched) {

    static final OrderBook EMPTY = new OrderBook(null, new TreeMap<>(), new TreeMap<>(), 0);

    OrderBook {
        wanted = wanted == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(wanted);
        bookings = bookings == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(bookings);
    }

    /** Itself when the event tells nothing new. */
    OrderBook apply(CanonicalEvent event, long now) {
        if (event.data() instanceof OrderState state) {
            OrderEdition arrived = OrderEdition.of(event, state);
            return edition != null && edition.compareTo(arrived) >= 0
                    ? this
                    : new OrderBook(arrived, wantedBy(state.order()), bookings, now);
        }
        if (event.data() instanceof OrderBooked booked) {
            SortedMap<String, List<Booking>> all = withBooking(event, booked);
            return all.equals(bookings) ? this : new OrderBook(edition, wanted, all, now);
        }
        return this; // A shipment says nothing that the ERP's level will not say.
    }

    /** What has to be told anew, one record for every SKU whose part differs from the earlier book's. */
    List<Reservation> changesSince(OrderBook earlier, OrderId order) {
        TreeSet<String> skus = new TreeSet<>(wanted.keySet());
        skus.addAll(earlier.wanted.keySet());
        skus.addAll(bookings.keySet());
        List<Reservation> changes = new ArrayList<>();
        for (String sku : skus) {
            if (!Objects.equals(wanted.get(sku), earlier.wanted.get(sku))
                    || !Objects.equals(bookings.get(sku), earlier.bookings.get(sku))) {
                changes.add(new Reservation(order, new Sku(sku), wanted.get(sku), bookings.get(sku)));
            }
        }
        return changes;
    }

    private static SortedMap<String, List<Wanted>> wantedBy(Order order) {
        String pool = Pool.of(order.locations());
        SortedMap<String, List<Wanted>> wanted = new TreeMap<>();
        for (OrderLine line : order.lines()) {
            if (line.quantity().signum() > 0) {
                String place = line.location() == null ? pool : line.location().value();
                wanted.computeIfAbsent(line.sku().value(), sku -> new ArrayList<>())
                        .add(new Wanted(line.line(), Pieces.of(line.quantity()), place));
            }
        }
        return wanted;
    }

    /**
     * A booking tells all that the ERP has of the order: of an item that it does not name, it has nothing any more, or had
     * nothing yet.
     */
    private SortedMap<String, List<Booking>> withBooking(CanonicalEvent event, OrderBooked data) {
        Map<String, SortedMap<String, BigDecimal>> pieces = new TreeMap<>();
        for (BookedLine line : data.lines()) {
            String location =
                    line.location() == null ? Booking.ANY : line.location().value();
            pieces.computeIfAbsent(line.sku().value(), sku -> new TreeMap<>())
                    .merge(location, Pieces.of(line.quantity()), BigDecimal::add);
        }
        TreeSet<String> skus = new TreeSet<>(bookings.keySet());
        skus.addAll(pieces.keySet());
        SortedMap<String, List<Booking>> all = new TreeMap<>();
        for (String sku : skus) {
            SortedMap<String, BigDecimal> booked = pieces.getOrDefault(sku, Collections.emptySortedMap());
            Booking arrived = new Booking(event.sequence(), event.translationRevision(), booked);
            List<Booking> known = bookings.getOrDefault(sku, withoutIt());
            all.put(sku, Booking.add(known, arrived));
        }
        return all;
    }

    /** The known bookings as an item sees them that none of them names. */
    private List<Booking> withoutIt() {
        SortedMap<Sequence, Booking> known = new TreeMap<>();
        bookings.values()
                .forEach(each -> each.forEach(booking -> known.put(
                        booking.sequence(),
                        new Booking(booking.sequence(), booking.revision(), Collections.emptySortedMap()))));
        return List.copyOf(known.values());
    }
}
