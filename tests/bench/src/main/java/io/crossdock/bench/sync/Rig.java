package io.crossdock.bench.sync;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What all measurements share: the hub, the shops it writes to, and what they should show. */
record Rig(RunningHub hub, Shops shops, Stock stock) {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * How fast all channels got what changed at once.
     *
     * @param seconds from before the first commit to the last answer
     * @param cpuMicros of the hub, an offer
     */
    record Converged(double offersPerSecond, double seconds, double cpuMicros) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,.0f offers/s within %.1f s, %.1f us CPU of the hub an offer",
                    offersPerSecond,
                    seconds,
                    cpuMicros);
        }
    }

    /** Changes all articles and waits until all channels show it. */
    Converged changeAll() throws SQLException {
        long offers = (long) stock.articles() * shops.channels().size();
        Duration cpu = hub.cpu();
        long beganMillis = System.currentTimeMillis();
        int least = stock.changeAll();
        Shops.Showing showing = shops.showing(least);
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (showing.count() < offers) {
            pause(deadlineNanos, offers - showing.count() + " offers did not arrive");
            showing = shops.showing(least);
        }
        double seconds = (showing.lastMillis() - beganMillis) / 1e3;
        return new Converged(offers / seconds, seconds, hub.cpu().minus(cpu).toNanos() / 1e3 / offers);
    }

    /** Returns once no channel has anything left to be told. */
    void awaitNothingPending() {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (hub.pending() != 0) {
            pause(deadlineNanos, "channels still have something to be told");
        }
    }

    /** Returns once a channel shows what it should. */
    void awaitShown(String channel) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!isShown(channel)) {
            pause(deadlineNanos, channel + " does not show what it should");
        }
    }

    private boolean isShown(String channel) {
        int[] shown = shops.shown(channel);
        for (int article = 0; article < shown.length; article++) {
            if (shown[article] != stock.available(article)) {
                return false;
            }
        }
        return true;
    }

    /** A glance's length; fails where nothing is to be waited for any more. */
    private void pause(long deadlineNanos, String otherwise) {
        hub.requireAlive();
        if (System.nanoTime() > deadlineNanos || Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException(otherwise + ":\n" + hub.output());
        }
        LockSupport.parkNanos(GLANCE_NANOS);
    }
}
