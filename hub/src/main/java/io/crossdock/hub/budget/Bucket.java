package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket that fills with permits at a rate, or at a part of it. What it holds may fall below nothing, by permits that were
 * promised ahead. Time is passed in; the caller locks.
 */
final class Bucket {

    private static final double NEARLY = 1e-6;
    private static final double LONGEST_WAIT_NANOS = Duration.ofDays(1).toNanos();

    /** A clock that was set back by more fills from there; by less, one thread looked before another and came after it. */
    private static final Duration SET_BACK = Duration.ofSeconds(1);

    private final double intervalNanos;
    private final double burst;
    private final double least;
    private double fraction = 1;
    private double level;
    private int row;
    private Instant asOf;
    private long taken;

    /** @param least what it can hold however small its part is */
    Bucket(Rate rate, double least) {
        this.intervalNanos = rate.interval().toNanos();
        this.burst = rate.burst();
        this.least = least;
        this.level = burst;
    }

    /** Takes one, be it of those that are yet to come. */
    void take(Instant now) {
        fill(now);
        level--;
        taken++;
    }

    /** The same for somebody who waits until it has come, which the number tells {@link #due}. */
    long enterRow(Instant now) {
        take(now);
        row++;
        return taken;
    }

    /** Somebody's permit has come, or somebody waits no more. */
    void leaveRow() {
        row--;
    }

    /** All that wait leave, without their permits. */
    void clearRow(Instant now) {
        fill(now);
        level = Math.min(capacity(), level + row);
        row = 0;
    }

    /** When the permit of that number may be used; not after {@code now} where it may be already. */
    Instant due(long number, Instant now) {
        fill(now);
        double missing = number - taken - level;
        if (missing <= NEARLY) {
            return now;
        }
        double nanos = Math.min(LONGEST_WAIT_NANOS, missing * intervalNanos / fraction);
        return now.plusNanos((long) Math.ceil(nanos));
    }

    /** When one more could be used. */
    Instant next(Instant now) {
        return due(taken + 1, now);
    }

    /** Whether one more could be used now and another one were left for somebody else, where it can hold several. */
    boolean isAtRest(Instant now) {
        fill(now);
        return level + NEARLY >= Math.min(2, capacity());
    }

    /** From now on it holds and fills with a part of what it would; what it holds grows by nothing. */
    void scale(double to, Instant now) {
        if (to != fraction) {
            fill(now);
            fraction = to;
            level = Math.min(level, capacity() - row);
        }
    }

    /** The same for a smaller part, and what goes with the rest: as much of what it holds. */
    double shrink(double to, Instant now) {
        fill(now);
        double goes = fraction == 0 ? 0 : Math.max(0, level) * (1 - to / fraction);
        fraction = to;
        level -= goes;
        return goes;
    }

    /** The same for a greater part, and what comes with it. */
    void grow(double to, double comes, Instant now) {
        fill(now);
        fraction = to;
        level = Math.min(capacity() - row, level + comes);
    }

    /** Has nothing any more, and gives nothing either. */
    void lose(Instant now) {
        fill(now);
        fraction = 0;
        level = Math.min(level, 0);
    }

    /** Whether its part is large enough to ever hold a whole permit. */
    boolean isUsable() {
        return capacity() + NEARLY >= 1;
    }

    private double capacity() {
        return Math.max(least, burst * fraction);
    }

    private void fill(Instant now) {
        if (asOf == null || now.isBefore(asOf.minus(SET_BACK))) {
            asOf = now;
        } else if (now.isAfter(asOf)) {
            double filled = Duration.between(asOf, now).toNanos() * fraction / intervalNanos;
            // A permit that has come and waits to be fetched is one that it holds.
            level = Math.min(capacity() - row, level + filled);
            asOf = now;
        }
    }
}
