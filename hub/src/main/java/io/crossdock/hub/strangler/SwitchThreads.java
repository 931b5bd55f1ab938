package io.crossdock.hub.strangler;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that all switches of a process share: one ends what takes too long, one compares. */
final class SwitchThreads implements AutoCloseable {

    private static final int COMPARISONS_WAITING = 64;

    private final ScheduledThreadPoolExecutor timer;
    private final ThreadPoolExecutor comparing;

    SwitchThreads() {
        timer = new ScheduledThreadPoolExecutor(1, work -> daemon(work, "capability-deadlines"));
        timer.setRemoveOnCancelPolicy(true);
        comparing = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(COMPARISONS_WAITING),
                work -> daemon(work, "capability-comparisons"));
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Whether there was room for it. */
    boolean compare(Runnable comparison) {
        try {
            comparing.execute(comparison);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        comparing.shutdownNow();
    }
}
