package io.crossdock.bench.sync;

import io.crossdock.bench.Percentile;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * How long changes took to be answered, in microseconds.
 *
 * @param each of every change by every channel
 * @param slowest of every change by the channel that was last
 * @param perSecond changes that really began in a second: fewer than wished where those who make them fell behind
 */
record Latencies(long[] each, long[] slowest, double perSecond) {

    Latencies {
        Arrays.sort(each);
        Arrays.sort(slowest);
    }

    /**
     * @param began when each change began
     * @param answered when each channel had answered each change
     */
    static Latencies of(long[] began, long[][] answered) {
        long[] each = Arrays.stream(answered)
                .flatMapToLong(channel -> since(began, channel))
                .toArray();
        long[] slowest = new long[began.length];
        for (long[] channel : answered) {
            long[] taken = since(began, channel).toArray();
            Arrays.setAll(slowest, change -> Math.max(slowest[change], taken[change]));
        }
        long[] inOrder = began.clone();
        Arrays.sort(inOrder);
        long microsInAll = Math.max(1, inOrder[inOrder.length - 1] - inOrder[0]);
        return new Latencies(each, slowest, (inOrder.length - 1) * 1e6 / microsInAll);
    }

    private static LongStream since(long[] began, long[] answered) {
        return LongStream.range(0, began.length).map(change -> answered[(int) change] - began[(int) change]);
    }

    /** Of 0.99, what 99 of 100 did not exceed. */
    double eachMillis(double share) {
        return Percentile.of(each, share) / 1e3;
    }

    double slowestMillis(double share) {
        return Percentile.of(slowest, share) / 1e3;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms a channel; p50 %.1f ms, p99 %.1f ms the slowest one; %.1f/s",
                eachMillis(0.50),
                eachMillis(0.99),
                slowestMillis(0.50),
                slowestMillis(0.99),
                perSecond);
    }
}
