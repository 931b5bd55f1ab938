package io.crossdock.bench.cdc;

import io.crossdock.backbone.Backbone;
import io.crossdock.bench.JavaProcess;
import io.crossdock.hub.events.CloudEventHeaders;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The ERP commits at a steady rate, by several connections; a consumer in the same JVM, so on the same clock, reads. */
final class Steady {

    private static final int WRITERS = 4;
    private static final Duration LAST_WITHIN = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Above what backlogs reach; below what a price has room for. */
    private static final int FIRST_VALUE = 1_000_000;

    private final Backbone backbone;
    private final BenchErp erp;
    private int nextValue = FIRST_VALUE;

    Steady(Backbone backbone, BenchErp erp) {
        this.backbone = backbone;
        this.erp = erp;
    }

    /** @throws IllegalStateException when a change does not become an event */
    Lags run(JavaProcess hub, Fact fact, Duration lasting, int perSecond) throws InterruptedException {
        int count = (int) (lasting.toMillis() * perSecond / 1000);
        int base = nextValue;
        nextValue += count;
        long[] before = new long[count];
        long[] after = new long[count];
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try (Consumer<byte[], byte[]> consumer = reader(fact)) {
            long beganNanos = System.nanoTime();
            List<Future<?>> writing = new ArrayList<>();
            for (int first = 0; first < WRITERS; first++) {
                int writer = first;
                writing.add(writers.submit(() -> {
                    write(fact, base, writer, beganNanos, perSecond, before, after);
                    return null;
                }));
            }
            long[] seen = read(hub, fact, base, count, consumer, beganNanos + lasting.toNanos());
            for (Future<?> each : writing) {
                each.get();
            }
            return lags(before, after, seen);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the ERP's own writing failed", e.getCause());
        } finally {
            writers.shutdownNow();
        }
    }

    private void write(Fact fact, int base, int first, long beganNanos, int perSecond, long[] before, long[] after)
            throws SQLException {
        try (Connection connection = erp.connect();
                PreparedStatement update = connection.prepareStatement(fact.sql())) {
            connection.setAutoCommit(false);
            for (int change = first; change < before.length; change += WRITERS) {
                long dueNanos = beganNanos + change * TimeUnit.SECONDS.toNanos(1) / perSecond;
                for (long left = 1; left > 0; left = dueNanos - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                update.setInt(1, base + change);
                update.setString(2, BenchErp.sku(base + change));
                update.executeUpdate();
                before[change] = System.nanoTime();
                connection.commit();
                after[change] = System.nanoTime();
            }
        }
    }

    private Consumer<byte[], byte[]> reader(Fact fact) {
        Consumer<byte[], byte[]> consumer = Contender.clients(backbone).consumer("reader", Map.of());
        String topic = fact.topic(Contender.HUB.topics());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }

    private static long[] read(
            JavaProcess hub, Fact fact, int base, int count, Consumer<byte[], byte[]> consumer, long endNanos) {
        long[] seen = new long[count];
        int missing = count;
        while (missing > 0) {
            if (!hub.isAlive() || System.nanoTime() > endNanos + LAST_WITHIN.toNanos()) {
                throw new IllegalStateException(missing + " changes of " + count + " did not arrive:\n" + hub.output());
            }
            var records = consumer.poll(POLL);
            long nowNanos = System.nanoTime();
            for (ConsumerRecord<byte[], byte[]> each : records) {
                int change = fact.value(CloudEventHeaders.event(each).data()) - base;
                if (change >= 0 && change < count && seen[change] == 0) {
                    seen[change] = nowNanos;
                    missing--;
                }
            }
        }
        return seen;
    }

    private static Lags lags(long[] before, long[] after, long[] seen) {
        long[] since = new long[seen.length];
        long[] later = new long[seen.length];
        for (int change = 0; change < seen.length; change++) {
            since[change] = seen[change] - before[change];
            later[change] = seen[change] - after[change];
        }
        double seconds = (after[after.length - 1] - before[0]) / 1e9;
        return new Lags(since, later, seen.length / seconds);
    }
}
