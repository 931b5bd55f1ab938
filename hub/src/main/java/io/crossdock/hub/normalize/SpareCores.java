package io.crossdock.hub.normalize;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that translate ahead, one for each core that a channel's own thread leaves; for all channels of a process.
 * What finds none free and a full queue is simply not helped. They end by themselves when there is nothing to do.
 */
final class SpareCores {

    private static final int MOST = 4;
    private static final int WAITING = 16;
    private static final int IDLE_SECONDS = 10;

    static final Executor SHARED = started(Math.min(MOST, Runtime.getRuntime().availableProcessors() - 1));

    private SpareCores() {}

    private static Executor started(int threads) {
        if (threads < 1) {
            return task -> {};
        }
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING),
                task -> {
                    Thread thread = new Thread(task, "translate-ahead");
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
