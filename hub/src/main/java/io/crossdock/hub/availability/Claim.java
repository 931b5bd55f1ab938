package io.crossdock.hub.availability;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * What one document takes from one item until the ERP's levels exclude it: an order's wanted lines, the moves booked
 * under it, and what the ERP booked of it so far. An adjustment that has no document is a claim of its own.
 *
 * @param idleSince epoch milliseconds since when it has no effect and waits for nothing; 0 before. It is remembered
 *     still, so that a repeated move is known to have ended
 * @param toldAt when the latest news of the order happened at its source; null where no pieces are wanted
 * @param expired whether the order was waited for for too long, and holds nothing any more
 * @param since which second the order wants pieces, by the clock of who told it; null where none are wanted, or an
 *     earlier release stored it
 */
record Claim(
        List<Wanted> wanted,
        List<Booking> bookings,
        SortedMap<String, Move> moves,
        boolean adjustment,
        long idleSince,
        Instant toldAt,
        boolean expired,
        Instant since) {

    static final Claim NONE = new Claim(List.of(), List.of(), new TreeMap<>(), false, 0, null, false, null);

    static final Serde<Claim> SERDE = StateSerde.of(Claim.class, Claim::write, Claim::read);

    Claim {
        wanted = wanted == null ? List.of() : List.copyOf(wanted);
        bookings = bookings == null ? List.of() : List.copyOf(bookings);
        moves = moves == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(moves);
    }

    void write(StateWriter out) {
        out.list(wanted, Wanted::write).list(bookings, Booking::write).map(moves, move -> move.write(out));
        out.flag(adjustment).number(idleSince).time(toldAt).flag(expired);
        if (toldAt != null) {
            // Mostly the same second, which takes an octet.
            out.number(since == null ? -1 : toldAt.getEpochSecond() - since.getEpochSecond());
        }
    }

    static Claim read(StateReader in) {
        List<Wanted> wanted = in.list(Wanted::read);
        List<Booking> bookings = in.list(Booking::read);
        SortedMap<String, Move> moves = in.map(() -> Move.read(in));
        boolean adjustment = in.flag();
        long idleSince = in.number();
        Instant toldAt = in.time();
        boolean expired = in.flag();
        long earlier = in.form() < Origin.FORM || toldAt == null ? -1 : in.number();
        Instant since = earlier < 0 ? null : Instant.ofEpochSecond(toldAt.getEpochSecond() - earlier);
        return new Claim(wanted, bookings, moves, adjustment, idleSince, toldAt, expired, since);
    }

    static Claim adjustment(String id, Move move) {
        return new Claim(List.of(), List.of(), new TreeMap<>(Map.of(id, move)), true, 0, null, false, null);
    }

    /** A reservation tells all of it anew, and holds stock again if it had expired. */
    Claim with(Reservation reservation, Instant at) {
        Instant latest = toldAt == null || at.isAfter(toldAt) ? at : toldAt;
        boolean isWanted = !reservation.wanted().isEmpty();
        return new Claim(
                reservation.wanted(),
                reservation.bookings(),
                moves,
                adjustment,
                0,
                isWanted ? latest : null,
                false,
                isWanted ? since(at) : null);
    }

    /** Of an order that an earlier release stored nobody knows it any more. */
    private Instant since(Instant at) {
        return toldAt == null ? Instant.ofEpochSecond(at.getEpochSecond()) : since;
    }

    /** A repeated move changes nothing; one of a higher revision replaces the earlier. */
    Claim with(String id, Move move) {
        Move known = moves.get(id);
        if (known != null && known.revision() >= move.revision()) {
            return this;
        }
        SortedMap<String, Move> all = new TreeMap<>(moves);
        all.put(id, move);
        return with(all);
    }

    private Claim with(SortedMap<String, Move> all) {
        return new Claim(wanted, bookings, all, adjustment, 0, toldAt, expired, since);
    }

    Claim idleSince(long epochMillis) {
        return new Claim(wanted, bookings, moves, adjustment, epochMillis, toldAt, expired, since);
    }

    /** The order holds nothing any more. */
    Claim expiring() {
        return new Claim(wanted, bookings, moves, adjustment, 0, toldAt, true, since);
    }

    /** What it does to the item while these are the newest levels. */
    Effect effect(Levels levels) {
        SortedMap<String, BigDecimal> moved = new TreeMap<>();
        for (Move move : moves.values()) {
            if (!ended(move, levels)) {
                Effect.add(moved, move.location(), move.quantity());
            }
        }
        return new Effect(moved, expired ? new TreeMap<>() : Landing.reserved(wanted, bookings, levels));
    }

    /** The moves that no level includes, by their keys. */
    SortedMap<String, Move> counted(Levels levels) {
        SortedMap<String, Move> counted = new TreeMap<>(moves);
        counted.values().removeIf(move -> ended(move, levels));
        return counted;
    }

    /** Whether a later level could change the effect. */
    boolean waits(Levels levels) {
        if (adjustment) {
            return moves.values().stream().anyMatch(move -> !ended(move, levels));
        }
        return (!expired && !wanted.isEmpty() && !bookings.isEmpty() && !Landing.complete(bookings, levels))
                || moves.values().stream().anyMatch(move -> mayEnd(move) && !ended(move, levels));
    }

    /** A document that the ERP has not booked ends with no level, but a sale may. */
    private boolean mayEnd(Move move) {
        return move.sale() || !bookings.isEmpty();
    }

    /**
     * Whether there is nothing that would have to be known should one of its events come again, or come as a translation
     * of a lower revision: an order's part is told anew as a whole.
     */
    boolean isForgettable() {
        return wanted.isEmpty() && bookings.isEmpty() && moves.isEmpty();
    }

    /** Whether a till sold before that time what no level includes. */
    boolean hasUnabsorbedSale(Instant before, Levels levels) {
        return moves.values().stream().anyMatch(move -> isUnabsorbed(move, before, levels));
    }

    /** Such sales count no more. */
    Claim givingUpSales(Instant before, Levels levels) {
        SortedMap<String, Move> all = new TreeMap<>(moves);
        all.replaceAll((id, move) -> isUnabsorbed(move, before, levels) ? move.givingUp() : move);
        return with(all);
    }

    /** Whether it was told of before that time: it may be that it was waited for for too long. */
    boolean isOlderThan(Instant time) {
        return (toldAt != null && toldAt.isBefore(time))
                || moves.values().stream().anyMatch(move -> move.at().isBefore(time));
    }

    /** Whether the order holds stock, had its last news before that time, and is not one that the ERP has open. */
    boolean isOverdue(Instant before, Levels levels) {
        boolean isOpen = !bookings.isEmpty() && newest().open().signum() > 0;
        return toldAt != null
                && toldAt.isBefore(before)
                && !isOpen
                && !effect(levels).reserved().isEmpty();
    }

    /** Whether it is overdue and the ERP has nothing of the order. */
    boolean isOverdueUnbooked(Instant before, Levels levels) {
        return isOverdue(before, levels)
                && (bookings.isEmpty() || newest().kept().signum() == 0);
    }

    private Booking newest() {
        return bookings.get(bookings.size() - 1);
    }

    private boolean isUnabsorbed(Move move, Instant before, Levels levels) {
        return move.sale() && move.at().isBefore(before) && !ended(move, levels);
    }

    private boolean ended(Move move, Levels levels) {
        return move.givenUp() || (adjustment ? move.includedBy(levels) : move.includedBy(levels, bookings));
    }
}
