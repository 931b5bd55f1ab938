package io.crossdock.hub.servicelevel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;

/** The lags of a sliding window, known to one per cent; they leave it a tenth of it at a time. For one thread. */
final class RecentLags {

    private static final int SLOTS = 10;
    private static final int DIGITS = 2;
    private static final long MOST_MILLIS = Duration.ofDays(7).toMillis();

    private final long slotMillis;
    private final Deque<Slot> slots = new ArrayDeque<>();

    private record Slot(long number, Histogram lags) {}

    RecentLags(Duration window) {
        this.slotMillis = Math.max(1, window.toMillis() / SLOTS);
    }

    void record(Duration lag, Instant at) {
        long number = number(at);
        if (slots.isEmpty() || slots.getLast().number() < number) {
            slots.addLast(new Slot(number, new Histogram(DIGITS)));
        }
        slots.getLast().lags().recordValue(Math.min(lag.toMillis(), MOST_MILLIS));
    }

    /** Those of the window that ends then; the caller's own. */
    Histogram until(Instant now) {
        while (!slots.isEmpty() && slots.getFirst().number() <= number(now) - SLOTS) {
            slots.removeFirst();
        }
        Histogram all = new Histogram(DIGITS);
        slots.forEach(slot -> all.add(slot.lags()));
        return all;
    }

    private long number(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), slotMillis);
    }
}
