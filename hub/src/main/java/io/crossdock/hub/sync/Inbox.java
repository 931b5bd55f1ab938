package io.crossdock.hub.sync;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** What other threads have for a session's own thread to do; it wakes that from its poll. */
final class Inbox {

    private final Consumer<byte[], byte[]> consumer;
    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final AtomicBoolean asleep = new AtomicBoolean();

    /** @param consumer the one that the session's thread polls */
    Inbox(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** May be called by any thread, as nothing else here. */
    void post(Runnable task) {
        tasks.add(task);
        if (asleep.compareAndSet(true, false)) {
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
     * Polls for so long, or until a task comes.
     *
     * @throws org.apache.kafka.common.errors.WakeupException when one came
     */
    ConsumerRecords<byte[], byte[]> poll(Duration pause) {
        asleep.set(true);
        try {
            return consumer.poll(tasks.isEmpty() ? pause : Duration.ZERO);
        } finally {
            asleep.set(false);
        }
    }
}
