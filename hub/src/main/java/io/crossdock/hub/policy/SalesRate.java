package io.crossdock.hub.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * How fast an item sells now: what was sold weighs less the longer ago it was. Holds nothing but two numbers, knows
 * nothing of what was sold before it was made, and is for one thread; time is passed in.
 */
public final class SalesRate {

    private final double memorySeconds;
    private double weighed;
    private Instant at;

    /** @param memory after which time a sale weighs a third (1/e) of what it weighed; above zero */
    public SalesRate(Duration memory) {
        this.memorySeconds = seconds(memory);
        if (memorySeconds <= 0) {
            throw new IllegalArgumentException("memory must be above zero, not " + memory);
        }
    }

    /** @param when may be earlier than what was told before */
    public void sold(double pieces, Instant when) {
        if (at == null) {
            at = when;
        }
        if (when.isBefore(at)) {
            weighed += pieces * faded(when, at);
        } else {
            weighed = weighed * faded(at, when) + pieces;
            at = when;
        }
    }

    /** Pieces a second; 0 before anything was sold. */
    public double perSecond(Instant now) {
        if (at == null) {
            return 0;
        }
        double left = now.isBefore(at) ? weighed : weighed * faded(at, now);
        return left / memorySeconds;
    }

    private double faded(Instant from, Instant to) {
        return Math.exp(-seconds(Duration.between(from, to)) / memorySeconds);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
