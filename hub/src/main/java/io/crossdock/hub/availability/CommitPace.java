package io.crossdock.hub.availability;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.Punctuator;
import org.apache.kafka.streams.processor.api.ProcessingContext;

/**
 * Has what is fresh committed soon, and leaves what waited long already to the commit interval: a commit holds up its
 * thread until the broker has all of it, so a backlog is through sooner with fewer of them (docs/adr/0037). One of each
 * processor.
 */
final class CommitPace implements Punctuator {

    /** An exactly-once hop costs about as much; 20 ms keep 26,000 records a second. */
    static final int BETWEEN_MS = 20;

    /** Whoever waited for so long does not notice that it is told a tenth of it later. */
    static final int FRESH_MS = 1_000;

    /** How soon what came just after a commit is thought of where nothing comes after it. */
    static final Duration GLANCE = Duration.ofMillis(5);

    /** When it was asked for last: a thread commits all its tasks at once. */
    private static final ThreadLocal<long[]> ASKED = ThreadLocal.withInitial(() -> new long[1]);

    private final ProcessingContext context;
    private boolean isAwaited;

    private CommitPace(ProcessingContext context) {
        this.context = context;
    }

    static CommitPace of(ProcessingContext context) {
        CommitPace pace = new CommitPace(context);
        context.schedule(GLANCE, PunctuationType.WALL_CLOCK_TIME, pace);
        return pace;
    }

    /** @param timestamp of the record that was taken in, epoch milliseconds */
    void taken(long timestamp) {
        long now = context.currentSystemTimeMs();
        isAwaited |= now - timestamp < FRESH_MS;
        punctuate(now);
    }

    @Override
    public void punctuate(long now) {
        long[] asked = ASKED.get();
        boolean isDue = now - asked[0] >= BETWEEN_MS || now < asked[0];
        if (isAwaited && isDue) {
            asked[0] = now;
            isAwaited = false;
            context.commit();
        }
    }
}
