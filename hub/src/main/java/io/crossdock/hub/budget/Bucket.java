package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;

/**
 * A bucket that fills with permits at a rate. What it holds may fall below nothing, by permits that were promised ahead.
 * Time is passed in; the caller locks.
 */
final class Bucket {

    private static final double NEARLY = 1e-6;
    private static final double LONGEST_WAIT_NANOS = Duration.ofDays(1).toNanos();

    /** A clock that was set back by more fills from there; by less, one thread looked before another and came after it. */
    private static final Duration SET_BACK = Duration.ofSeconds(1);

    private final double intervalNanos;
    private final double burst;
    private double fraction = 1;
    private double level;
    private Instant asOf;
    private long taken;

    Bucket(Rate rate) {
        this.intervalNanos = rate.interval().toNanos();
        this.burst = rate.burst();
        this.level = burst;
    }

    /** Takes one, be it of those that are yet to come; the number of it tells {@link #due} when it has come. */
    long take(Instant now) {
        fill(now);
        level--;
        return ++taken;
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

    /** Whether one more could be used now and another one were left for somebody else, where it holds several. */
    boolean isAtRest(Instant now) {
        fill(now);
        return level + NEARLY >= Math.min(2, capacity());
    }

    /** From now on it fills at a fraction of its rate; what it holds grows by nothing. */
    void scale(double to, Instant now) {
        fill(now);
        fraction = to;
        level = Math.min(level, capacity());
    }

    /** Holds no more than so many. */
    void lower(double most, Instant now) {
        fill(now);
        level = Math.min(level, most);
    }

    /** One permit can always be saved up, or a small fraction would be none. */
    private double capacity() {
        return Math.max(1, burst * fraction);
    }

    private void fill(Instant now) {
        if (asOf == null || now.isBefore(asOf.minus(SET_BACK))) {
            asOf = now;
        } else if (now.isAfter(asOf)) {
            double filled = Duration.between(asOf, now).toNanos() * fraction / intervalNanos;
            level = Math.min(capacity(), level + filled);
            asOf = now;
        }
    }
}
