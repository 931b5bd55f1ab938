package io.crossdock.hub.events;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Sequence;
import java.time.Instant;
import java.util.Comparator;

/**
 * Which of two events about one thing is newer: the later in its source, and of two translations of one fact that of the
 * higher revision.
 *
 * @param sequence the event's own; where it has none, its time in microseconds, in epoch 0
 * @param revision of the translation
 */
public record Recency(Sequence sequence, int revision) implements Comparable<Recency> {

    private static final Comparator<Recency> ORDER =
            Comparator.comparing(Recency::sequence).thenComparingInt(Recency::revision);

    private static final long MICROS = 1_000_000;

    public static Recency of(CanonicalEvent event) {
        Sequence sequence = event.sequence() == null ? of(event.time()) : event.sequence();
        return new Recency(sequence, event.translationRevision());
    }

    /** As of a source whose revision is not known: not newer than any event of that sequence. */
    public static Recency of(Sequence sequence) {
        return new Recency(sequence, 0);
    }

    private static Sequence of(Instant time) {
        return Sequence.of(0, Math.max(0, time.getEpochSecond() * MICROS + time.getNano() / 1000), 0);
    }

    @Override
    public int compareTo(Recency other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return sequence + "." + revision;
    }
}
