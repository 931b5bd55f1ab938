package io.crossdock.bench.cdc;

import io.crossdock.bench.Percentile;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long changes took to become readable events.
 *
 * @param sinceNanos from just before their COMMIT was sent
 * @param afterNanos from when their COMMIT was answered; below 0 where the event was faster
 * @param perSecond commits
 */
record Lags(long[] sinceNanos, long[] afterNanos, double perSecond) {

    Lags {
        Arrays.sort(sinceNanos);
        Arrays.sort(afterNanos);
    }

    /** Of 0.99, what 99 of 100 did not exceed. */
    double sinceMillis(double share) {
        return Percentile.of(sinceNanos, share) / 1e6;
    }

    double afterMillis(double share) {
        return Percentile.of(afterNanos, share) / 1e6;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms at %.1f commits/s",
                sinceMillis(0.50),
                sinceMillis(0.99),
                perSecond);
    }
}
