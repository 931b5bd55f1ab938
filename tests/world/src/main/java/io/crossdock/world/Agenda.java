package io.crossdock.world;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.PriorityQueue;

/** The clock of a world and what is to happen in it: time jumps from one thing to the next. */
final class Agenda {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long millis;
    private long count;

    private record Entry(long at, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime == 0 ? Long.compare(order, other.order) : byTime;
        }
    }

    /** Milliseconds since the start. */
    long millis() {
        return millis;
    }

    Instant now() {
        return START.plusMillis(millis);
    }

    /** The first millisecond at or after a time. */
    static long millis(Instant time) {
        return START.until(time.plusNanos(999_999), ChronoUnit.MILLIS);
    }

    /** One more than the last: what came later, also within a millisecond. */
    long stamp() {
        return count++;
    }

    void at(long when, Runnable what) {
        entries.add(new Entry(Math.max(when, millis), count++, what));
    }

    void in(long delay, Runnable what) {
        at(millis + delay, what);
    }

    /** Does all that is due by then; of two things of one time the one that was planned first comes first. */
    void runUntil(long when) {
        while (!entries.isEmpty() && entries.peek().at <= when) {
            next();
        }
        millis = Math.max(millis, when);
    }

    /** Does everything until there is nothing more to do. */
    void runOut() {
        while (!entries.isEmpty()) {
            next();
        }
    }

    private void next() {
        Entry entry = entries.poll();
        millis = entry.at;
        entry.what.run();
    }
}
