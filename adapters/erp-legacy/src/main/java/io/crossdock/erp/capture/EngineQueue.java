package io.crossdock.erp.capture;

import io.debezium.connector.base.ChangeEventQueue;
import io.debezium.connector.base.QueueProvider;
import io.debezium.connector.common.BaseSourceTask;
import io.debezium.pipeline.DataChangeEvent;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the engine has read and nobody took yet, taken as soon as it is there. Debezium 3.5 waits in full milliseconds, and
 * through what is left of the last one it asks again and again and keeps the reader out: with short intervals much
 * of the time, also of an ERP in which nothing happens. A release that is made otherwise inside is asked in its own way.
 */
final class EngineQueue {

    /** Settings with which the reader wakes whoever waits at each record; only for who takes more than one at once. */
    static final String WAKING_BATCH = "1";

    /** As many as the engine's own batches have. */
    static final int MOST = 2048;

    /** Whatever else the task has to do waits as long as this for its turn. */
    private static final Duration WAIT = Duration.ofMillis(20);

    private static final Logger LOG = LoggerFactory.getLogger(EngineQueue.class);

    private final Lock lock;
    private final Condition isFull;
    private final Condition isNotFull;
    private final QueueProvider<DataChangeEvent> waiting;
    private final ChangeEventQueue<?> queue;
    private final Field failure;
    private final Duration wait;

    /** @param wait the longest for a record */
    @SuppressWarnings("unchecked") // a task's queue is of that
    EngineQueue(Object queue, Duration wait) throws ReflectiveOperationException {
        this.wait = wait;
        this.queue = (ChangeEventQueue<?>) queue;
        this.lock = (Lock) field(ChangeEventQueue.class, "lock").get(queue);
        this.isFull = (Condition) field(ChangeEventQueue.class, "isFull").get(queue);
        this.isNotFull = (Condition) field(ChangeEventQueue.class, "isNotFull").get(queue);
        this.waiting = (QueueProvider<DataChangeEvent>)
                field(ChangeEventQueue.class, "queue").get(queue);
        this.failure = field(ChangeEventQueue.class, "producerException");
    }

    /** Whether Debezium's task of that class has a queue that is made as it is known here. */
    static boolean isIn(Class<?> task) {
        try {
            field(task, "queue");
            for (String name : List.of("lock", "isFull", "isNotFull", "queue", "producerException")) {
                field(ChangeEventQueue.class, name);
            }
            return true;
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            LOG.info("Debezium's engine is asked for changes in its own way, which costs some CPU: {}", e.toString());
            return false;
        }
    }

    /** Empty before it has one, and where it is made otherwise. */
    static <T extends BaseSourceTask<?, ?>> Optional<EngineQueue> of(Class<T> type, T started) {
        if (!isIn(type)) {
            return Optional.empty();
        }
        try {
            Object queue = field(type, "queue").get(started);
            return queue == null ? Optional.empty() : Optional.of(new EngineQueue(queue, WAIT));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Class<?> type, String name) throws ReflectiveOperationException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    /**
     * Returns at once what is there, and otherwise what comes within a moment.
     *
     * @throws RuntimeException of the reader, where it failed
     */
    List<SourceRecord> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            throwFailure();
            if (waiting.size() == 0) {
                isFull.await(wait.toNanos(), TimeUnit.NANOSECONDS);
            }
            throwFailure();
            int taken = Math.min(waiting.size(), MOST);
            List<SourceRecord> records = new ArrayList<>(taken);
            for (int i = 0; i < taken; i++) {
                records.add(waiting.poll().getRecord());
            }
            isNotFull.signalAll();
            return records;
        } finally {
            lock.unlock();
        }
    }

    private void throwFailure() {
        try {
            if (failure.get(queue) instanceof RuntimeException exception) {
                throw exception;
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
