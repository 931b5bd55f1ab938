package io.crossdock.hub.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * When a session reads its channel's receipts: all of them before it sends anything, and afterwards always while there is
 * little to read, and twice a second while there is much. It wrote nearly all itself and knows what they say; a fetch and
 * a wake-up for each would be half of all that a busy session does, while what the reconciler writes there can wait. For
 * one thread.
 */
final class ReceiptReading {

    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration AT_LEAST = Duration.ofMillis(50);

    /**
     * Of all topics while receipts were read: with fewer, they stay read. A fetch that was on its way before asks for no
     * receipts, and only where something comes does it make room for one that does; without news it takes half a second.
     */
    private static final int BUSY = 10;

    /** Fewer in one poll: there was no backlog of receipts. */
    private static final int BACKLOG = 500;

    private final Consumer<byte[], byte[]> consumer;
    private final String topic;
    private Instant turns = Instant.MIN;
    private boolean reads = true;
    private int brought;

    /** @param topic the channel's receipts */
    ReceiptReading(Consumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.topic = topic;
    }

    /** To be called before each poll, once all is loaded; {@link #begin} where that is no longer so. */
    void look(Instant now) {
        // Later than it can be, where the clock was set back: that is no reason to wait for longer.
        if (turns.isAfter(now) && !turns.isAfter(now.plus(EVERY))) {
            return;
        }
        reads = !reads || brought < BUSY;
        turns = now.plus(reads ? AT_LEAST : EVERY);
        brought = 0;
        if (reads) {
            consumer.resume(partitions());
        } else {
            consumer.pause(partitions());
        }
    }

    /** So many records of other topics came by another way. */
    void broughtElsewhere(int records) {
        brought += records;
    }

    /** A poll brought these: where there is a backlog, it is read to its end. */
    void read(ConsumerRecords<byte[], byte[]> records, Instant now) {
        brought += records.count();
        if (reads && records.count() >= BACKLOG) {
            turns = now.plus(AT_LEAST);
        }
    }

    /** All is read again, from new partitions or from the beginning. */
    void begin() {
        reads = true;
        turns = Instant.MIN;
        brought = 0;
        consumer.resume(partitions());
    }

    private List<TopicPartition> partitions() {
        return consumer.assignment().stream()
                .filter(partition -> partition.topic().equals(topic))
                .toList();
    }
}
