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
 */
record Level(Sequence sequence, int revision, BigDecimal onHand, Instant asOf) {

    static Level of(CanonicalEvent event, StockCounted counted) {
        return new Level(
                event.sequence(),
                event.translationRevision(),
                Pieces.of(counted.onHand()),
                event.committedAt() == null ? event.time() : event.committedAt());
    }

    /** What is true once both have arrived, in whatever order. */
    Level and(Level other) {
        Level newer = isNewerThan(other) ? this : other;
        Instant latest = asOf.isAfter(other.asOf) ? asOf : other.asOf;
        return new Level(newer.sequence, newer.revision, newer.onHand, latest);
    }

    private boolean isNewerThan(Level other) {
        int order = sequence.compareTo(other.sequence);
        return order != 0 ? order > 0 : revision > other.revision;
    }
}
