package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockCounted;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The newest known level of an item at one location.
 *
 * @param revision of the translation: of two levels with one sequence the higher revision is true
 * @param asOf the latest time at which any level of this location was committed
 * @param salesUntil until when all tills' sales are included, the latest that any level told; null where none did
 * @param untoldAsOf the latest time at which a level was committed that did not tell; null where each did
 * @param origin who told it; null where an earlier release stored it
 */
record Level(
        Sequence sequence,
        int revision,
        BigDecimal onHand,
        Instant asOf,
        Instant salesUntil,
        Instant untoldAsOf,
        Origin origin) {

    Level {
        // As it was stored before levels could tell.
        untoldAsOf = untoldAsOf == null && salesUntil == null ? asOf : untoldAsOf;
    }

    void write(StateWriter out) {
        out.sequence(sequence).number(revision).pieces(onHand);
        Origin.write(origin, out);
        out.time(asOf).time(untoldAsOf).time(salesUntil);
    }

    static Level read(StateReader in) {
        Sequence sequence = in.sequence();
        int revision = in.integer();
        BigDecimal onHand = in.pieces();
        Origin origin = Origin.read(in);
        Instant asOf = in.time();
        Instant untoldAsOf = in.time();
        return new Level(sequence, revision, onHand, asOf, in.time(), untoldAsOf, origin);
    }

    /** @param arrivedAt when the hub had it, epoch milliseconds */
    static Level of(CanonicalEvent event, StockCounted counted, long arrivedAt) {
        Origin origin = Origin.of(event, arrivedAt);
        Instant asOf = origin.saidAt();
        return new Level(
                event.sequence(),
                event.translationRevision(),
                Pieces.of(counted.onHand()),
                asOf,
                counted.salesUntil(),
                counted.salesUntil() == null ? asOf : null,
                origin);
    }

    /** What is true once both have arrived, in whatever order. */
    Level and(Level other) {
        Level newer = isNewerThan(other) ? this : other;
        return new Level(
                newer.sequence,
                newer.revision,
                newer.onHand,
                later(asOf, other.asOf),
                later(salesUntil, other.salesUntil),
                later(untoldAsOf, other.untoldAsOf),
                newer.origin);
    }

    private static Instant later(Instant one, Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    private boolean isNewerThan(Level other) {
        int order = sequence.compareTo(other.sequence);
        return order != 0 ? order > 0 : revision > other.revision;
    }
}
