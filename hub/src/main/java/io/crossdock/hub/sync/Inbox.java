package io.crossdock.hub.sync;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * What other threads have for a session's own thread to do. Some of it wakes that from its poll; an answer or an ack does
 * so only where something cannot be sent before it: a wake-up for each would cost a busy session more than its requests.
 */
final class Inbox {

    private enum Sleep {
        NONE,
        /** Whatever comes in wakes it. */
        LIGHT,
        /** Only what is posted wakes it. */
        DEEP
    }

    /** How long what is left here waits at most for a session that sleeps. */
    static final Duration NAP = Duration.ofMillis(20);

    private final Consumer<byte[], byte[]> consumer;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final AtomicReference<Sleep> sleep = new AtomicReference<>(Sleep.NONE);

    /** @param consumer the one that the session's thread polls */
    Inbox(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** To be done at once. May be called by any thread. */
    void post(Runnable task) {
        tasks.add(task);
        if (sleep.getAndSet(Sleep.NONE) != Sleep.NONE) {
            consumer.wakeup();
        }
    }

    /** To be done at once where the session waits for it, otherwise when it next wakes. May be called by any thread. */
    void leave(Runnable task) {
        tasks.add(task);
        if (sleep.compareAndSet(Sleep.LIGHT, Sleep.NONE)) {
            consumer.wakeup();
        }
    }

    /** Runs all that is there. */
    void run() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    /**
     * Runs the next task.
     *
     * @param patience how long it may be waited for
     * @return whether there was one
     */
    boolean runNext(Duration patience) throws InterruptedException {
        Runnable task = patience.isNegative() ? null : tasks.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /**
     * Polls for so long, or until a task comes that wakes.
     *
     * @param isWaiting whether also what is left here does
     * @throws org.apache.kafka.common.errors.WakeupException when one came
     */
    ConsumerRecords<byte[], byte[]> poll(Duration pause, boolean isWaiting) {
        sleep.set(isWaiting ? Sleep.LIGHT : Sleep.DEEP);
        try {
            return consumer.poll(tasks.isEmpty() ? pause : Duration.ZERO);
        } finally {
            sleep.set(Sleep.NONE);
        }
    }
}
