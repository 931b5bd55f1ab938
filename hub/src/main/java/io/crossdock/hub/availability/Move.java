package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.StockMoved;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * A difference that no level includes yet.
 *
 * @param at when it happened at its source
 * @param sale whether a till sold the pieces, or took them back
 * @param givenUp whether it waited for a level for too long, and counts no more
 * @param origin who told it; null where an earlier release stored it
 */
record Move(
        String location, BigDecimal quantity, Instant at, int revision, boolean sale, boolean givenUp, Origin origin) {

    void write(StateWriter out) {
        out.text(location).pieces(quantity).time(at).number(revision).flag(sale).flag(givenUp);
        Origin.write(origin, out);
    }

    static Move read(StateReader in) {
        return new Move(in.text(), in.pieces(), in.time(), in.integer(), in.flag(), in.flag(), Origin.read(in));
    }

    /** @param arrivedAt when the hub had it, epoch milliseconds */
    static Move of(CanonicalEvent event, StockMoved moved, long arrivedAt) {
        return new Move(
                moved.location().value(),
                Pieces.of(moved.quantity()),
                event.time(),
                event.translationRevision(),
                moved.reason() != StockMoved.Reason.ADJUSTED,
                false,
                Origin.of(event, arrivedAt));
    }

    Move givingUp() {
        return new Move(location, quantity, at, revision, sale, true, origin);
    }

    /**
     * Whether the ERP's levels include a move that it books under a document: a level at or past the commit of any
     * booking has arrived where the ERP booked it; where it does not tell, at the move's own location. Or a level says so of
     * all sales of the time.
     */
    boolean includedBy(Levels levels, List<Booking> bookings) {
        return sale && levels.includesSales(location, at)
                || bookings.stream().anyMatch(booking -> includedBy(levels, booking));
    }

    private boolean includedBy(Levels levels, Booking booking) {
        Set<String> places = booking.booked().keySet();
        if (places.contains(location)) {
            return booking.reachedBy(levels, location);
        }
        return !places.isEmpty()
                && places.stream()
                        .allMatch(place -> booking.reachedBy(levels, place.equals(Booking.ANY) ? location : place));
    }

    /**
     * Whether levels include a move without a document, such as a warehouse's adjustment. Nothing says when the ERP
     * learns of it, so the first level of its location that was committed after it is taken to include it: a level
     * committed before it cannot, and waiting longer would count twice what the ERP has taken over. It depends on the
     * clocks of both systems; a source that can name the document should. A sale waits for a level that includes it by its
     * own words, where levels have such.
     */
    boolean includedBy(Levels levels) {
        return sale
                ? levels.includesSales(location, at) || levels.committedUntoldAfter(location, at)
                : levels.committedAfter(location, at);
    }
}
