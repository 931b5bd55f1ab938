package io.crossdock.hub.availability;

import java.time.InstantSource;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Has a stream thread commit soon while what it reads was just written, as somebody waits for that, and leaves a backlog
 * to Kafka Streams' own interval: a commit takes as long as hundreds of records. One for all threads of a process; what it
 * knows of a thread only that thread sees.
 */
final class CommitPace {

    /** From the end of a commit to the beginning of the next: where commits are slow, a thread still works as long. */
    static final int INTERVAL_MS = 12;

    /** What was written longer ago waits in a backlog, or was written by a clock that is wrong. */
    static final int FRESH_MS = 500;

    private final InstantSource clock;
    private final ThreadLocal<Uncommitted> uncommitted = ThreadLocal.withInitial(Uncommitted::new);

    CommitPace(InstantSource clock) {
        this.clock = clock;
    }

    /** What a thread did since its last commit. */
    private static final class Uncommitted {
        private long sinceMillis;

        /** Of the last task that read something fresh; asked of one, Kafka Streams commits all tasks of the thread. */
        private Runnable request;
    }

    /** A record of this thread was read: its task will have something to commit. */
    void read(long writtenMillis, Runnable request) {
        long now = clock.millis();
        if (writtenMillis >= now - FRESH_MS) {
            Uncommitted ours = uncommitted.get();
            ours.request = request;
            requestIfDue(ours, now);
        }
    }

    /** This thread looks for records, which it does every few milliseconds also where none come. */
    void polled() {
        Uncommitted ours = uncommitted.get();
        if (ours.request != null) {
            requestIfDue(ours, clock.millis());
        }
    }

    /** A commit of this thread ended just now. */
    void committed() {
        Uncommitted ours = uncommitted.get();
        ours.sinceMillis = clock.millis();
        ours.request = null;
    }

    private static void requestIfDue(Uncommitted ours, long now) {
        if (now - ours.sinceMillis >= INTERVAL_MS) {
            ours.request.run();
        }
    }

    /** Stands behind a topic that tasks read, and passes its records on. */
    Processor<byte[], byte[], byte[], byte[]> reader() {
        return new Reader();
    }

    private final class Reader implements Processor<byte[], byte[], byte[], byte[]> {
        private ProcessorContext<byte[], byte[]> context;
        private Runnable request;

        @Override
        public void init(ProcessorContext<byte[], byte[]> given) {
            context = given;
            request = given::commit;
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            read(record.timestamp(), request);
            context.forward(record);
        }
    }
}
