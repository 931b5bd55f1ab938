package io.crossdock.hub.sync;

import java.time.Duration;
import java.util.Arrays;

/** The last lags of a channel, for percentiles. Threads may share it. */
final class LagWindow {

    private static final int SIZE = 2048;

    private final long[] nanos = new long[SIZE];
    private int next;
    private int filled;

    synchronized void record(Duration lag) {
        nanos[next] = lag.toNanos();
        next = (next + 1) % SIZE;
        filled = Math.min(SIZE, filled + 1);
    }

    /** @return the lag that so many per cent stay within; null where none was recorded */
    synchronized Duration percentile(int percent) {
        if (filled == 0) {
            return null;
        }
        long[] sorted = Arrays.copyOf(nanos, filled);
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100.0 * filled);
        return Duration.ofNanos(sorted[Math.max(rank, 1) - 1]);
    }
}
