package io.crossdock.hub.availability;

/**
 * Counts the versions of an item: one more than the last, or microseconds since 1970 where that is more.
 *
 * <p>So a state that was lost, in whole or in part, goes on above all that channels were told from it, and nobody has to
 * notice that it was lost (docs/adr/0031). A version is below 2^53 until the year 2255, so that readers whose numbers are
 * doubles have it exactly.
 */
final class VersionClock {

    /** An item changes less often than that even while its whole history is read again. */
    private static final long PER_MILLISECOND = 1000;

    private VersionClock() {}

    /** @param last 0 before the first */
    static long after(long last, long epochMillis) {
        return Math.max(last + 1, epochMillis * PER_MILLISECOND);
    }
}
