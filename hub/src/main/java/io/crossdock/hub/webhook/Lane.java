package io.crossdock.hub.webhook;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one channel that wait for a thread. A few threads at a time work for a lane, so that a channel whose
 * signature check hangs keeps its own lane busy and no other; and one that is already at work takes the next request
 * along, which is cheaper than to wake another.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger working = new AtomicInteger();
    private final Executor threads;
    private final int width;

    /** @param width the most threads at the same time */
    Lane(Executor threads, int width) {
        this.threads = threads;
        this.width = width;
    }

    void add(Runnable task) {
        waiting.add(task);
        if (enter()) {
            threads.execute(this::work);
        }
    }

    private boolean enter() {
        int now = working.get();
        while (now < width) {
            if (working.compareAndSet(now, now + 1)) {
                return true;
            }
            now = working.get();
        }
        return false;
    }

    private void work() {
        do {
            try {
                for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                    run(next);
                }
            } finally {
                working.decrementAndGet();
            }
            // What was added after the last look and before the thread had left found the lane full.
        } while (!waiting.isEmpty() && enter());
    }

    /** What goes wrong with one is no reason to leave the others waiting. */
    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a request could not be worked on", e);
        }
    }
}
