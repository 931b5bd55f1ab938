package io.crossdock.faults;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * An ERP's levels that only rise, one piece at a time: whoever shows fewer pieces than before shows an old version. About
 * a hundred a second, without an end.
 */
final class RisingLevels implements AutoCloseable {

    static final LocationId HAMBURG = new LocationId("hamburg");

    private static final long PAUSE_MILLIS = 10;

    private final KafkaClients clients;
    private final String topic;
    private final AtomicLongArray levels;
    private final AtomicLong changes = new AtomicLong();
    private final Random random = new Random(2209);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "rising-levels");
    private volatile RuntimeException failure;

    /** @param topic the stock topic */
    RisingLevels(KafkaClients clients, String topic, int items) {
        this.clients = clients;
        this.topic = topic;
        levels = new AtomicLongArray(items);
    }

    static String sku(int item) {
        return "SKU-" + item;
    }

    List<String> skus() {
        return IntStream.range(0, levels.length()).mapToObj(RisingLevels::sku).toList();
    }

    /** The newest level of an item, in pieces. */
    long level(int item) {
        return levels.get(item);
    }

    /** Levels that Kafka has taken. */
    long changes() {
        return changes.get();
    }

    void start() {
        thread.start();
    }

    /** Ends after the level that is on its way. */
    void finish() throws InterruptedException {
        ending.countDown();
        thread.join(TimeUnit.MINUTES.toMillis(5));
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        ending.countDown();
        thread.interrupt();
    }

    private void run() {
        try (Producer<byte[], byte[]> producer = clients.producer("rising-levels")) {
            do {
                int item = random.nextInt(levels.length());
                PipelinedSend.all(producer, List.of(next(item)));
                changes.incrementAndGet();
            } while (!ending.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private ProducerRecord<byte[], byte[]> next(int item) {
        long pieces = levels.incrementAndGet(item);
        Instant now = Instant.now();
        StockCounted level = new StockCounted(new Sku(sku(item)), HAMBURG, BigDecimal.valueOf(pieces));
        return CloudEventHeaders.record(
                topic,
                new CanonicalEvent(
                        "level-" + item + "-" + pieces,
                        "/erp/faults",
                        now,
                        Sequence.of(1, pieces, item),
                        now,
                        null,
                        1,
                        level));
    }
}
