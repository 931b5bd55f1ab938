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

    private final Rate rate;
    private final boolean paces;
    private double fraction = 1;
    private double level;
    private double row;
    private Instant asOf;
    private double taken;

    /**
     * @param paces whether it only paces: it can always save up one permit, however small its part is, and whoever takes
     *     more is in its debt
     */
    Bucket(Rate rate, boolean paces) {
        this.rate = rate;
        this.paces = paces;
        this.level = rate.burst();
    }

    Rate rate() {
        return rate;
    }

    /** Takes what a request costs, be it of what is yet to come. */
    void take(Price price, Instant now) {
        fill(now);
        level -= amount(price);
        taken += amount(price);
    }

    /** The same for somebody who waits until it has come, which the number tells {@link #due}. */
    double enterRow(Price price, Instant now) {
        take(price, now);
        row += amount(price);
        return taken;
    }

    /** Somebody's permit has come, or somebody waits no more. */
    void leaveRow(Price price) {
        row = Math.max(0, row - amount(price));
    }

    /** All that wait leave, without their permits. */
    void clearRow(Instant now) {
        fill(now);
        level = Math.min(capacity(), level + row);
        row = 0;
    }

    /** When the permit of that number may be used; not after {@code now} where it may be already. */
    Instant due(double number, Instant now) {
        fill(now);
        double missing = number - taken - level;
        if (missing <= NEARLY) {
            return now;
        }
        double nanos = Math.min(LONGEST_WAIT_NANOS, missing * rate.interval().toNanos() / fraction);
        return now.plusNanos((long) Math.ceil(nanos));
    }

    /** When one more request could be made. */
    Instant next(Price price, Instant now) {
        return due(taken + (paces ? Math.min(1, amount(price)) : amount(price)), now);
    }

    /** Whether one more could be made now and another one were left for somebody else, where it can hold several. */
    boolean isAtRest(Price price, Instant now) {
        fill(now);
        return level + NEARLY >= Math.min(2 * amount(price), capacity());
    }

    /** Points that were not needed come back; below zero, more were. */
    void giveBack(double points, Instant now) {
        fill(now);
        level = Math.min(capacity() - row, level + points);
    }

    /** The account is known to have no more than that; what is promised ahead is still there. */
    void holdsAtMost(double points, Instant now) {
        fill(now);
        level = Math.min(level, points - row);
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

    /** Whether its part is large enough to ever hold what a request costs. */
    boolean isUsable(Price price) {
        return capacity() + NEARLY >= amount(price);
    }

    private double amount(Price price) {
        return price.of(rate);
    }

    private double capacity() {
        return Math.max(paces ? 1 : 0, rate.burst() * fraction);
    }

    private void fill(Instant now) {
        if (asOf == null || now.isBefore(asOf.minus(SET_BACK))) {
            asOf = now;
        } else if (now.isAfter(asOf)) {
            double filled = Duration.between(asOf, now).toNanos()
                    * fraction
                    / rate.interval().toNanos();
            // A permit that has come and waits to be fetched is one that it holds.
            level = Math.min(capacity() - row, level + filled);
            asOf = now;
        }
    }
}
