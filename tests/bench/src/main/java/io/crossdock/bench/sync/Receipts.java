package io.crossdock.bench.sync;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.hub.events.CloudEventHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * When channels answered, as their receipts say: they hold the time at which the answer was there. Read in few large
 * pieces, since the reading shares the cores with what is measured.
 */
final class Receipts implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Map<String, Object> SELDOM = Map.of(
            ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 20,
            ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 500,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);

    private final RunningHub hub;
    private final List<String> channels;
    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, Integer> topics = new HashMap<>();

    /** Those of some channels from now on. */
    Receipts(RunningHub hub, List<String> channels) {
        this.hub = hub;
        this.channels = channels;
        this.consumer = hub.clients().consumer("bench-receipts", SELDOM);
        for (String channel : channels) {
            topics.put(hub.topics().receipts(new ChannelId(channel)), topics.size());
        }
        List<TopicPartition> partitions = topics.keySet().stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * Waits until all channels have answered all changes.
     *
     * @param articles of each change; none twice
     * @param quantities that each change leads to
     * @param within from now
     * @param glance is asked now and then, and throws where waiting is of no use any more
     * @return by channel and change, in microseconds since 1970
     */
    long[][] await(int[] articles, int[] quantities, Duration within, Runnable glance) {
        Map<Integer, Integer> changes = new HashMap<>();
        for (int change = 0; change < articles.length; change++) {
            changes.put(articles[change], change);
        }
        long[][] answered = new long[channels.size()][articles.length];
        int missing = channels.size() * articles.length;
        long deadlineNanos = System.nanoTime() + within.toNanos();
        while (missing > 0) {
            hub.requireAlive();
            glance.run();
            if (System.nanoTime() > deadlineNanos) {
                throw new IllegalStateException(missing + " answers did not come:\n" + hub.output());
            }
            for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
                CanonicalEvent event = CloudEventHeaders.event(each);
                ReceiptIssued receipt = (ReceiptIssued) event.data();
                Integer change = changes.get(Articles.number(receipt.sku().value()));
                if (change != null && receipt.quantity().value().intValue() == quantities[change]) {
                    long[] channel = answered[topics.get(each.topic())];
                    missing -= channel[change] == 0 ? 1 : 0;
                    channel[change] = micros(receipt.quantity().confirmedAt());
                }
            }
        }
        return answered;
    }

    static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
