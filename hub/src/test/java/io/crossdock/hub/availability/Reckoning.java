package io.crossdock.hub.availability;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderState;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockMoved;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The oracle: with the whole day on the table, without any state, it says what is on hand and how much is reserved. It
 * knows days on which an order is booked once at the most.
 */
final class Reckoning {

    private final List<CanonicalEvent> day;
    private final Sku sku;

    Reckoning(List<CanonicalEvent> day, String sku) {
        this.day = day;
        this.sku = new Sku(sku);
    }

    boolean discontinued() {
        return all(ItemDescribed.class)
                .filter(event -> event.subject().equals(sku.value()))
                .max(Comparator.comparing(CanonicalEvent::sequence))
                .map(event -> ((ItemDescribed) event.data()).discontinued())
                .orElse(false);
    }

    /** On hand by location, without zeros. */
    Map<String, Integer> onHand() {
        Map<String, Integer> onHand = new TreeMap<>();
        for (LocationId location : Events.locations("hamburg", "lyon", "oslo")) {
            int counted = newest(location)
                    .map(event -> ((StockCounted) event.data()).onHand().intValue())
                    .orElse(0);
            int moved = all(StockMoved.class)
                    .filter(event -> ((StockMoved) event.data()).location().equals(location))
                    .filter(event -> ((StockMoved) event.data()).sku().equals(sku))
                    .filter(this::counts)
                    .mapToInt(event -> ((StockMoved) event.data()).quantity().intValue())
                    .sum();
            if (counted + moved != 0) {
                onHand.put(location.value(), counted + moved);
            }
        }
        return onHand;
    }

    /** Reserved over all locations and pools. */
    int reserved() {
        int reserved = 0;
        for (String order :
                all(OrderState.class).map(CanonicalEvent::subject).distinct().toList()) {
            int landed = 0;
            for (BookedLine line : booking(order).map(this::pieces).orElse(List.of())) {
                landed += included(booking(order).orElseThrow(), line.location())
                        ? line.quantity().intValue()
                        : 0;
            }
            reserved += Math.max(0, wanted(order) - landed - released(order));
        }
        return reserved;
    }

    /** What the ERP cancelled and the shop did not. */
    private int released(String order) {
        Optional<OrderBooked> booking = booking(order).map(event -> (OrderBooked) event.data());
        int kept = booking.map(data -> sum(data.lines()) + sum(data.open())).orElse(0);
        int cancelled = booking.map(data -> sum(data.cancelled())).orElse(0);
        return Math.min(cancelled, Math.max(0, wanted(order) - kept));
    }

    private int sum(List<BookedLine> lines) {
        return lines.stream()
                .filter(line -> line.sku().equals(sku))
                .mapToInt(line -> line.quantity().intValue())
                .sum();
    }

    private int wanted(String order) {
        CanonicalEvent newest = all(OrderState.class)
                .filter(event -> event.subject().equals(order))
                .max(Comparator.comparingLong(event -> order(event).version()))
                .orElseThrow();
        return newest.data() instanceof OrderCancelled
                ? 0
                : order(newest).lines().stream()
                        .filter(line -> line.sku().equals(sku))
                        .map(OrderLine::quantity)
                        .mapToInt(BigDecimal::intValue)
                        .sum();
    }

    private boolean counts(CanonicalEvent event) {
        StockMoved move = (StockMoved) event.data();
        boolean isSale = move.reason() != StockMoved.Reason.ADJUSTED;
        if (isSale && all(StockCounted.class).anyMatch(level -> isAt(level, move.location()) && tells(level, event))) {
            return false;
        }
        if (move.order() == null) {
            return all(StockCounted.class)
                    .filter(level -> isAt(level, move.location()))
                    .filter(level -> !isSale || ((StockCounted) level.data()).salesUntil() == null)
                    .noneMatch(level -> level.committedAt().isAfter(event.time()));
        }
        Optional<CanonicalEvent> booking = booking(move.order().value());
        List<BookedLine> pieces = booking.map(this::pieces).orElse(List.of());
        return pieces.isEmpty()
                || !pieces.stream()
                        .allMatch(line -> included(
                                booking.orElseThrow(), line.location() == null ? move.location() : line.location()));
    }

    private static boolean tells(CanonicalEvent level, CanonicalEvent sale) {
        Instant until = ((StockCounted) level.data()).salesUntil();
        return until != null && !until.isBefore(sale.time());
    }

    private boolean included(CanonicalEvent booking, LocationId location) {
        return all(StockCounted.class)
                .filter(level -> location == null ? level.subject().equals(sku.value()) : isAt(level, location))
                .anyMatch(level ->
                        level.sequence().commit().compareTo(booking.sequence().commit()) >= 0);
    }

    private Optional<CanonicalEvent> newest(LocationId location) {
        return all(StockCounted.class)
                .filter(level -> isAt(level, location))
                .max(Comparator.comparing(CanonicalEvent::sequence));
    }

    private boolean isAt(CanonicalEvent level, LocationId location) {
        StockCounted counted = (StockCounted) level.data();
        return counted.sku().equals(sku) && counted.location().equals(location);
    }

    private Optional<CanonicalEvent> booking(String order) {
        return all(OrderBooked.class)
                .filter(event -> event.subject().equals(order))
                .findFirst();
    }

    private List<BookedLine> pieces(CanonicalEvent booking) {
        return new ArrayList<>(((OrderBooked) booking.data())
                .lines().stream().filter(line -> line.sku().equals(sku)).toList());
    }

    private Stream<CanonicalEvent> all(Class<?> type) {
        return day.stream().filter(event -> type.isInstance(event.data()));
    }

    private static Order order(CanonicalEvent event) {
        return ((OrderState) event.data()).order();
    }
}
