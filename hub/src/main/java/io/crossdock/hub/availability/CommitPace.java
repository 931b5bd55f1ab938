package io.crossdock.hub.availability;

import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Has what is fresh committed soon, and leaves what waited long already to the commit interval: a commit holds up its
 * thread until the broker has all of it, so a backlog is through sooner with fewer of them (docs/adr/0037).
 */
final class CommitPace {

    /** An exactly-once hop costs about as much; 20 ms keep 26,000 records a second. */
    static final int BETWEEN_MS = 20;

    /** Whoever waited for so long does not notice that it is told a tenth of it later. */
    static final int FRESH_MS = 1_000;

    /** When it was asked for last: a thread commits all its tasks at once. */
    private static final ThreadLocal<long[]> ASKED = ThreadLocal.withInitial(() -> new long[1]);

    private CommitPace() {}

    /** @param timestamp of the record that was taken in, epoch milliseconds */
    static void taken(ProcessingContext context, long timestamp) {
        long now = context.currentSystemTimeMs();
        long[] asked = ASKED.get();
        boolean isDue = now - asked[0] >= BETWEEN_MS || now < asked[0];
        if (isDue && now - timestamp < FRESH_MS) {
            asked[0] = now;
            context.commit();
        }
    }
}
