package io.crossdock.hub.availability;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderState;
import io.crossdock.canonical.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;

/**
 * One order: what its newest version wants, and what the ERP booked of it; nothing about the buyer.
 *
 * @param edition null while only a booking is known
 * @param wanted by SKU, without lines of quantity 0
 * @param bookings by SKU, in the order of their sequences
 * @param touched epoch milliseconds of the last change
 * @param gone SKUs that the newest version names without wanting any of them
 * @param kits what each kit among the SKUs takes of its parts, as it was when the order was first heard of
 */
record OrderBook(
        OrderEdition edition,
        SortedMap<String, List<Wanted>> wanted,
        SortedMap<String, List<Booking>> bookings,
        long touched,
        SortedSet<String> gone,
        SortedMap<String, SortedMap<String, BigDecimal>> kits) {

    static final OrderBook EMPTY =
            new OrderBook(null, new TreeMap<>(), new TreeMap<>(), 0, new TreeSet<>(), new TreeMap<>());

    static final Serde<OrderBook> SERDE = StateSerde.of(OrderBook.class, OrderBook::write, OrderBook::read);

    OrderBook {
        wanted = wanted == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(wanted);
        bookings = bookings == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(bookings);
        gone = gone == null ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(gone);
        kits = kits == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(kits);
    }

    void write(StateWriter out) {
        out.flag(edition != null);
        if (edition != null) {
            edition.write(out);
        }
        out.map(wanted, lines -> out.list(lines, Wanted::write));
        out.map(bookings, booked -> out.list(booked, Booking::write));
        out.number(touched).list(gone, (sku, to) -> to.text(sku));
        out.map(kits, parts -> out.map(parts, out::pieces));
    }

    static OrderBook read(StateReader in) {
        return new OrderBook(
                in.flag() ? OrderEdition.read(in) : null,
                in.map(() -> in.list(Wanted::read)),
                in.map(() -> in.list(Booking::read)),
                in.number(),
                new TreeSet<>(in.list(StateReader::text)),
                in.map(() -> in.map(in::pieces)));
    }

    /** Itself when the event tells nothing new. */
    OrderBook apply(CanonicalEvent event, long now) {
        if (event.data() instanceof OrderState state) {
            OrderEdition arrived = OrderEdition.of(event, state);
            if (edition != null && edition.compareTo(arrived) >= 0) {
                return this;
            }
            SortedMap<String, List<Wanted>> wants = wantedBy(state.order());
            return new OrderBook(arrived, wants, bookings, now, goneFrom(state.order(), wants.keySet()), kits);
        }
        if (event.data() instanceof OrderBooked booked) {
            SortedMap<String, List<Booking>> all = withBooking(event, booked);
            return all.equals(bookings) ? this : new OrderBook(edition, wanted, all, now, gone, kits);
        }
        return this; // A shipment says nothing that the ERP's level will not say.
    }

    /** What has to be told anew, one record for every SKU whose part differs from the earlier book's. */
    List<Reservation> changesSince(OrderBook earlier, OrderId order) {
        return OrderParts.of(this).changesSince(OrderParts.of(earlier), order);
    }

    /**
     * With the parts of each kit that the earlier book does not name. They stay what they were when the order was first
     * heard of: a kit that is made otherwise from now on must not reserve anew what was shipped long ago.
     *
     * @param parts of a SKU; empty where it is no kit
     */
    OrderBook takingApart(OrderBook earlier, Function<String, SortedMap<String, BigDecimal>> parts) {
        SortedMap<String, SortedMap<String, BigDecimal>> all = new TreeMap<>(kits);
        Set<String> named = names();
        named.removeAll(earlier.names());
        for (String sku : named) {
            SortedMap<String, BigDecimal> takes = parts.apply(sku);
            if (!takes.isEmpty()) {
                all.putIfAbsent(sku, takes);
            }
        }
        return all.equals(kits) ? this : new OrderBook(edition, wanted, bookings, touched, gone, all);
    }

    private Set<String> names() {
        Set<String> names = new TreeSet<>(wanted.keySet());
        names.addAll(bookings.keySet());
        names.addAll(gone);
        return names;
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
