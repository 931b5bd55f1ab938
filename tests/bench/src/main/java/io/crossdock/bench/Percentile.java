package io.crossdock.bench;

/** A figure that a share of all stay within. */
public final class Percentile {

    private Percentile() {}

    /**
     * @param sorted in ascending order; not empty
     * @param share above 0 to 1: of 0.99, what 99 of 100 do not exceed
     */
    public static long of(long[] sorted, double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
