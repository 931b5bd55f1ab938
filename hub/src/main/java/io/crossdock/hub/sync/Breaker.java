package io.crossdock.hub.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * Stops asking a system that does not answer: open after several failures in a row, then one request at a time until one
 * succeeds. Each failed trial doubles the pause. Time is passed in; for one thread.
 */
final class Breaker {

    private final int limit;
    private final Duration first;
    private final Duration most;
    private int failures;
    private Duration pause;
    private Instant openUntil;

    /** @param limit failures in a row that open it */
    Breaker(int limit, Duration first, Duration most) {
        this.limit = limit;
        this.first = first;
        this.most = most;
        this.pause = first;
    }

    void succeeded() {
        failures = 0;
        pause = first;
        openUntil = null;
    }

    /** A request failed. Of several that were sent before it opened, only the first counts. */
    void failed(Instant now) {
        if (isOpen(now)) {
            return;
        }
        failures++;
        if (failures >= limit) {
            open(now);
        }
    }

    /** Opens at once: no other request could succeed either. */
    void trip(Instant now) {
        if (!isOpen(now)) {
            failures = limit;
            open(now);
        }
    }

    private void open(Instant now) {
        openUntil = now.plus(pause);
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(most) > 0 ? most : doubled;
    }

    boolean isOpen(Instant now) {
        return openUntil != null && openUntil.isAfter(now);
    }

    /** How many requests may be in flight now, of so many. */
    int allowed(int usual, Instant now) {
        if (openUntil == null) {
            return usual;
        }
        return isOpen(now) ? 0 : 1;
    }

    /** When the next trial is due; null while it is closed. */
    Instant openUntil() {
        return openUntil;
    }
}
