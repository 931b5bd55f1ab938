package io.crossdock.bench.sync;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Changes that come at a steady rate, whatever the hub does, each of another article. */
final class Changes {

    private static final Duration LAST_WITHIN = Duration.ofMinutes(5);

    private final int[] articles;
    private final int[] quantities;
    private final long[] began;

    /** As many as the time takes, and no article twice. */
    private Changes(Rig rig, Duration lasting, int perSecond) {
        int count = Math.min(
                (int) (lasting.toMillis() * perSecond / 1000), rig.stock().turns());
        articles = IntStream.generate(rig.stock()::nextArticle).limit(count).toArray();
        quantities = new int[count];
        began = new long[count];
    }

    /** Makes one writer of changes; used by one thread. */
    interface Writers {
        Writer open() throws Exception;
    }

    /** Makes changes happen. */
    interface Writer extends AutoCloseable {
        /**
         * @param article whose quantity changes
         * @param began to be run just before it happens
         */
        void write(int article, Runnable began) throws Exception;

        @Override
        void close() throws SQLException;
    }

    /** Tells what a change of an article will lead to, in the order of the changes. */
    interface Plan {
        int quantity(int article);
    }

    /**
     * Has changes happen and waits for the answers.
     *
     * @param channels whose answers count
     * @param threads that write
     */
    static Latencies run(
            Rig rig, List<String> channels, Duration lasting, int perSecond, int threads, Plan plan, Writers writers)
            throws InterruptedException {
        Changes changes = new Changes(rig, lasting, perSecond);
        for (int change = 0; change < changes.articles.length; change++) {
            changes.quantities[change] = plan.quantity(changes.articles[change]);
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Receipts receipts = new Receipts(rig.hub(), channels)) {
            long beganNanos = System.nanoTime();
            List<Future<?>> writing = new ArrayList<>();
            for (int first = 0; first < threads; first++) {
                int from = first;
                writing.add(pool.submit(() -> {
                    changes.write(from, threads, beganNanos, perSecond, writers);
                    return null;
                }));
            }
            long[][] answered = receipts.await(
                    changes.articles, changes.quantities, lasting.plus(LAST_WITHIN), () -> writing.stream()
                            .filter(Future::isDone)
                            .forEach(Changes::end));
            writing.forEach(Changes::end);
            return Latencies.of(changes.began, answered);
        } finally {
            pool.shutdownNow();
        }
    }

    /** Waits for who writes changes; fails with them. */
    private static void end(Future<?> writing) {
        try {
            writing.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the changes themselves failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void write(int first, int step, long beganNanos, int perSecond, Writers writers) throws Exception {
        try (Writer writer = writers.open()) {
            for (int change = first; change < articles.length; change += step) {
                long dueNanos = beganNanos + change * TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (long left = 1; left > 0; left = dueNanos - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                int at = change;
                writer.write(articles[change], () -> began[at] = Receipts.micros(Instant.now()));
            }
        }
    }
}
