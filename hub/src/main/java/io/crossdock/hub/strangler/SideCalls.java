package io.crossdock.hub.strangler;

import io.crossdock.erp.strangler.Side;
import io.crossdock.spi.Failure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Asks one side for one purpose: on threads of its own, so many at once, a bounded number waiting, each until its
 * deadline. Whoever asks never waits for a thread.
 */
final class SideCalls implements AutoCloseable {

    private static final int WAITING_A_THREAD = 4;
    private static final long MOST_WAITING_BYTES = 16L << 20;
    private static final long IDLE_SECONDS = 30;

    private final String capability;
    private final String which;
    private final Side side;
    private final SideCaller caller;
    private final ScheduledExecutorService timer;
    private final ThreadPoolExecutor pool;
    private final AtomicLong waitingBytes = new AtomicLong();

    /**
     * @param which {@code legacy} or {@code modern}
     * @param purpose names the threads
     * @param timer ends what takes too long
     */
    SideCalls(
            String capability,
            String which,
            String purpose,
            Side side,
            SideCaller caller,
            ScheduledExecutorService timer) {
        this.capability = capability;
        this.which = which;
        this.side = side;
        this.caller = caller;
        this.timer = timer;
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                side.calls(),
                side.calls(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(side.calls() * WAITING_A_THREAD),
                work -> {
                    Thread thread =
                            new Thread(work, capability + "-" + which + "-" + purpose + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Returns at once; what is returned is complete when the side's time is over, at the latest. */
    CompletableFuture<Outcome> ask(byte[] request) {
        long beganNanos = System.nanoTime();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        FutureTask<Void> task = new FutureTask<>(() -> outcome.complete(call(request, beganNanos)), null);
        if (waitingBytes.addAndGet(request.length) > MOST_WAITING_BYTES || !isTaken(task)) {
            waitingBytes.addAndGet(-request.length);
            return CompletableFuture.completedFuture(
                    Outcome.refused(Failure.unavailable(capability, which, "too many calls at once", null)));
        }
        ScheduledFuture<?> deadline = timer.schedule(
                () -> end(outcome, task, beganNanos), side.timeout().toMillis(), TimeUnit.MILLISECONDS);
        outcome.whenComplete((done, never) -> {
            waitingBytes.addAndGet(-request.length);
            deadline.cancel(false);
        });
        return outcome;
    }

    private boolean isTaken(FutureTask<Void> task) {
        try {
            pool.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    private Outcome call(byte[] request, long beganNanos) {
        try {
            byte[] answer = caller.ask(request);
            return answer == null
                    ? failed(Failure.malformed(capability, which, "", "no answer at all"), beganNanos)
                    : Outcome.answered(answer, System.nanoTime() - beganNanos);
        } catch (Throwable t) {
            // Whoever waits must hear of it, of a class that is missing, too.
            return failed(SideFailures.of(capability, which, t), beganNanos);
        }
    }

    private static Outcome failed(RuntimeException failure, long beganNanos) {
        return Outcome.failed(failure, System.nanoTime() - beganNanos);
    }

    private void end(CompletableFuture<Outcome> outcome, FutureTask<Void> task, long beganNanos) {
        String late = "no answer within " + side.timeout().toMillis() + " ms";
        if (outcome.complete(failed(Failure.unavailable(capability, which, late, null), beganNanos))) {
            task.cancel(true);
            pool.remove(task);
        }
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
