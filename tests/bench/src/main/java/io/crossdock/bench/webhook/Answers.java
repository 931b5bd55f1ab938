package io.crossdock.bench.webhook;

import io.crossdock.bench.Percentile;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a run of the load generator was answered.
 *
 * @param accepted how often each webhook was answered by a 2xx
 * @param refused how many answers were none
 * @param latencyNanos from when it should have been sent to its answer, for each
 * @param took until the last answer
 */
record Answers(int[] accepted, int refused, long[] latencyNanos, Duration took) {

    Answers {
        Arrays.sort(latencyNanos);
    }

    long acceptedCount() {
        return Arrays.stream(accepted).asLongStream().sum();
    }

    double perSecond() {
        return acceptedCount() * 1e9 / took.toNanos();
    }

    /** In milliseconds; of 0.99, what 99 of 100 did not exceed. */
    double percentileMillis(double share) {
        return latencyNanos.length == 0 ? 0 : Percentile.of(latencyNanos, share) / 1e6;
    }
}
