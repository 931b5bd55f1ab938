package io.crossdock.hub.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that may be held at the same time. */
final class Budget {

    private final long limit;
    private final AtomicLong held = new AtomicLong();

    Budget(long limit) {
        this.limit = limit;
    }

    /** Whether so many more are allowed; if so they are counted. */
    boolean take(long bytes) {
        if (held.addAndGet(bytes) <= limit) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}
