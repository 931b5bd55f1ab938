package io.crossdock.bench.normalize;

import io.crossdock.backbone.RunFolder;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** One contender at a time over one journal: starts it, watches its topic from outside, tells what it did. */
final class Heat implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration COMMIT_PATIENCE = Duration.ofSeconds(15);

    private final RunFolder folder;
    private final Work work;
    private final int records;
    private final int events;
    private final int warmUp;
    private final String heap;
    private final Written written;
    private final Admin admin;

    /**
     * @param records all that the journal holds
     * @param events what is to become of them
     * @param warmUp so many of the events come before the measuring, while the JVM compiles
     * @param heap such as {@code 320m}
     */
    Heat(RunFolder folder, Work work, int records, int events, int warmUp, String heap) {
        this.folder = folder;
        this.work = work;
        this.records = records;
        this.events = events;
        this.warmUp = warmUp;
        this.heap = heap;
        written = new Written(work, work.orders());
        admin = work.clients().admin();
    }

    /** What a run gave. */
    record Result(Measurement measurement, Written.Contents contents) {}

    /** @throws IllegalStateException when it did not write an event for each record, or did not commit */
    Result run(Contender contender) {
        try (ContenderChild child = new ContenderChild(folder, contender, work, heap)) {
            Mark began = await(child, warmUp);
            Mark ended = await(child, events);
            double done = ended.count() - began.count();
            Measurement measurement = new Measurement(
                    done * 1e9 / (ended.nanos() - began.nanos()),
                    ended.processorTime().minus(began.processorTime()).toNanos() / 1e3 / done,
                    child.peakMebibytes());
            awaitCommits(child, contender);
            Written.Contents contents = written.contents();
            if (contents.count() != events) {
                throw new IllegalStateException(
                        contender.label() + " wrote " + contents.count() + " events, not " + events);
            }
            return new Result(measurement, contents);
        } finally {
            written.delete();
            forget(contender);
        }
    }

    private record Mark(long nanos, long count, Duration processorTime) {}

    private Mark await(ContenderChild child, long wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            long count = written.count();
            if (count >= wanted) {
                return new Mark(System.nanoTime(), count, child.processorTime());
            }
            child.pause(GLANCE);
        }
        throw new IllegalStateException(
                written.count() + " events after " + PATIENCE.toMinutes() + " minutes:\n" + child.lastLines());
    }

    /** Acknowledged is not all: a restart must not find it again. */
    private void awaitCommits(ContenderChild child, Contender contender) {
        long deadline = System.nanoTime() + COMMIT_PATIENCE.toNanos();
        while (committed(contender) < records) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(contender.label() + " committed " + committed(contender) + " of "
                        + records + " records:\n" + child.lastLines());
            }
            child.pause(GLANCE);
        }
    }

    private long committed(Contender contender) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(contender.group(work))
                    .partitionsToOffsetAndMetadata()
                    .get();
            return offsets.values().stream()
                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                    .sum();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next one of the group begins at the beginning. */
    private void forget(Contender contender) {
        try {
            admin.deleteConsumerGroups(Set.of(contender.group(work))).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        written.close();
        admin.close();
    }
}
