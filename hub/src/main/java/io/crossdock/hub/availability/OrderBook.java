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
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One order: what its newest version wants, and what the ERP booked of it; nothing about the buyer.
 *
 * @param edition null while only a booking is known
 * @param wanted by SKU, without lines of quantity 0
 * @param bookings by SKU, in the order of their sequences
 * @param touched epoch milliseconds of the last change
 * @param gone SKUs that the newest version names without wanting any of them
 */
record OrderBook(
        OrderEdition edition,
        SortedMap<String, List<Wanted>> wanted,
        SortedMap<String, List<Booking>> bookings,
        long touched,
        SortedSet<String> gone) {

    static final OrderBook EMPTY = new OrderBook(null, new TreeMap<>(), new TreeMap<>(), 0, new TreeSet<>());

    OrderBook {
        wanted = wanted == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(wanted);
        bookings = bookings == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(bookings);
        gone = gone == null ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(gone);
    }

    /** Itself when the event tells nothing new. */
    OrderBook apply(CanonicalEvent event, long now) {
        if (event.data() instanceof OrderState state) {
            OrderEdition arrived = OrderEdition.of(event, state);
            if (edition != null && edition.compareTo(arrived) >= 0) {
                return this;
            }
            SortedMap<String, List<Wanted>> wants = wantedBy(state.order());
            return new OrderBook(arrived, wants, bookings, now, goneFrom(state.order(), wants.keySet()));
        }
        if (event.data() instanceof OrderBooked booked) {
            SortedMap<String, List<Booking>> all = withBooking(event, booked);
            return all.equals(bookings) ? this : new OrderBook(edition, wanted, all, now, gone);
        }
        return this; // A shipment says nothing that the ERP's level will not say.
    }

    /** What has to be told anew, one record for every SKU whose part differs from the earlier book's. */
    List<Reservation> changesSince(OrderBook earlier, OrderId order) {
        TreeSet<String> skus = new TreeSet<>(wanted.keySet());
        skus.addAll(earlier.wanted.keySet());
        skus.addAll(bookings.keySet());
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
    private boolean cameAndWentSince(OrderBook earlier, String sku) {
        return gone.contains(sku) && !earlier.gone.contains(sku) && !earlier.wanted.containsKey(sku);
    }

    private static SortedSet<String> goneFrom(Order order, Set<String> wanted) {
        SortedSet<String> gone = new TreeSet<>();
        order.lines().forEach(line -> gone.add(line.sku().value()));
        gone.removeAll(wanted);
        return gone;
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
        Map<String, SortedMap<String, BigDecimal>> booked = pieces(data.lines());
        Map<String, SortedMap<String, BigDecimal>> open = pieces(data.open());
        Map<String, SortedMap<String, BigDecimal>> cancelled = pieces(data.cancelled());
        TreeSet<String> skus = new TreeSet<>(bookings.keySet());
        List.of(booked, open, cancelled).forEach(part -> skus.addAll(part.keySet()));
        SortedMap<String, List<Booking>> all = new TreeMap<>();
        for (String sku : skus) {
            Booking arrived = new Booking(
                    event.sequence(),
                    event.translationRevision(),
                    booked.get(sku),
                    open.getOrDefault(sku, Collections.emptySortedMap()).values().stream()
                            .reduce(BigDecimal.ZERO, BigDecimal::add),
                    cancelled.get(sku));
            List<Booking> known = bookings.getOrDefault(sku, withoutIt());
            all.put(sku, Booking.add(known, arrived));
        }
        return all;
    }

    private static Map<String, SortedMap<String, BigDecimal>> pieces(List<BookedLine> lines) {
        Map<String, SortedMap<String, BigDecimal>> pieces = new TreeMap<>();
        for (BookedLine line : lines) {
            String location =
                    line.location() == null ? Booking.ANY : line.location().value();
            pieces.computeIfAbsent(line.sku().value(), sku -> new TreeMap<>())
                    .merge(location, Pieces.of(line.quantity()), BigDecimal::add);
        }
        return pieces;
    }

    /** The known bookings as an item sees them that none of them names. */
    private List<Booking> withoutIt() {
        SortedMap<Sequence, Booking> known = new TreeMap<>();
        bookings.values()
                .forEach(each -> each.forEach(booking ->
                        known.put(booking.sequence(), Booking.ofNothing(booking.sequence(), booking.revision()))));
        return List.copyOf(known.values());
    }
}
