package io.crossdock.hub.availability;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a failed thread, since most failures pass (a broker that left, a lost transaction); one that comes back at
 * once ends the client rather than spin.
 */
final class ThreadReplacement implements StreamsUncaughtExceptionHandler {

    static final int LIMIT = 10;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(ThreadReplacement.class);

    private final Clock clock;
    private final Deque<Instant> failures = new ArrayDeque<>();
    private String last;
    private boolean exhausted;

    ThreadReplacement(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
        Instant now = clock.instant();
        failures.addLast(now);
        while (failures.peekFirst().isBefore(now.minus(WINDOW))) {
            failures.removeFirst();
        }
        last = rootOf(failure).getClass().getSimpleName();
        boolean replace = failures.size() <= LIMIT;
        exhausted = !replace;
        LOG.error("availability thread failed cause={} recent={} replaced={}", last, failures.size(), replace, failure);
        return replace ? StreamThreadExceptionResponse.REPLACE_THREAD : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** The last failure's kind; null before the first. */
    synchronized String last() {
        return last;
    }

    /** Whether the last failure ended the client. */
    synchronized boolean exhausted() {
        return exhausted;
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }
}
