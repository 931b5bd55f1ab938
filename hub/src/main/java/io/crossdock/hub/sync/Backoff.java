package io.crossdock.hub.sync;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubled by each, up to a most, and half of it by chance, so that many do not
 * return at once.
 */
public record Backoff(Duration first, Duration most, RandomGenerator random) {

    private static final int DOUBLINGS = 20;

    /** @param attempts that failed so far, at least 1 */
    public Duration after(int attempts) {
        int doublings = Math.min(Math.max(attempts, 1) - 1, DOUBLINGS);
        long full = Math.min(first.toNanos() << doublings, most.toNanos());
        return Duration.ofNanos(full / 2 + (long) (random.nextDouble() * (full / 2.0)));
    }
}
