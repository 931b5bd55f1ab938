package io.crossdock.hub.servicelevel;

import java.time.Instant;

/**
 * How late a channel hears, and whether that is what its service level says. Its JSON outlives a release: members may be
 * added.
 *
 * @param at when it was measured
 * @param windowSeconds over how long
 * @param changes how many were counted: those that the channel answered within the window, and those that wait for longer
 * @param lagMillis within which 99 of 100 of them were; null where there was none
 * @param p99Millis within which they should be; null where nothing is said of that
 * @param breachedAt when it was noticed that they are not; null while they are
 * @param worstMillis the highest lag since then; 0 while there is no breach
 */
public record MeasuredLag(
        Instant at,
        long windowSeconds,
        long changes,
        Long lagMillis,
        Long p99Millis,
        Instant breachedAt,
        long worstMillis) {

    public boolean hasBreach() {
        return breachedAt != null;
    }

    /** Whether the other says the same at another time. */
    boolean isLike(MeasuredLag other) {
        return other != null
                && equals(new MeasuredLag(
                        at,
                        other.windowSeconds,
                        other.changes,
                        other.lagMillis,
                        other.p99Millis,
                        other.breachedAt,
                        other.worstMillis));
    }
}
