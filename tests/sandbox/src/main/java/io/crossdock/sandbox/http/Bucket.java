package io.crossdock.sandbox.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** A bucket of points that refills steadily; how the systems count requests. */
public final class Bucket {

    private final Clock clock;
    private double capacity;
    private double perSecond;
    private double level;
    private Instant filledAt;

    public Bucket(Clock clock, double capacity, double perSecond) {
        this.clock = clock;
        limit(capacity, perSecond);
    }

    /** New limits from now on, with a full bucket. */
    public synchronized void limit(double newCapacity, double newPerSecond) {
        capacity = newCapacity;
        perSecond = newPerSecond;
        level = newCapacity;
        filledAt = clock.instant();
    }

    public synchronized boolean take(double points) {
        double now = available();
        if (now < points) {
            return false;
        }
        level = now - points;
        return true;
    }

    /** What was taken and not needed. */
    public synchronized void giveBack(double points) {
        level = Math.min(capacity, available() + points);
    }

    public synchronized double available() {
        Instant now = clock.instant();
        double seconds = Math.max(0, Duration.between(filledAt, now).toNanos() / 1e9);
        level = Math.min(capacity, level + seconds * perSecond);
        filledAt = now;
        return level;
    }

    public synchronized double capacity() {
        return capacity;
    }

    public synchronized double perSecond() {
        return perSecond;
    }
}
