package io.crossdock.bench.cdc;

import io.crossdock.bench.JavaProcess;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches from outside how far a contender got: its slot is told of a position only after the events are in Kafka and the
 * offset is stored, so that all are measured alike, the one too that writes nothing.
 */
final class Slots implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Connection connection;

    Slots(BenchErp erp) throws SQLException {
        connection = erp.connect();
    }

    /** Returns once it has its slot, and so will see every change from now on. */
    void awaitMade(Contender contender, JavaProcess process) throws SQLException {
        await(contender, process, 0);
    }

    /**
     * Returns once everything up to there is safe.
     *
     * @return when, as {@link System#nanoTime()} tells it
     */
    long awaitPassed(Contender contender, JavaProcess process, BenchErp.Backlog backlog) throws SQLException {
        await(contender, process, backlog.position() + 1);
        return System.nanoTime();
    }

    private void await(Contender contender, JavaProcess process, long position) throws SQLException {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (BenchErp.confirmed(connection, contender.slot()) < position) {
            if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException(contender.label() + " did not get on:\n" + process.output());
            }
            LockSupport.parkNanos(GLANCE_NANOS);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
