package io.crossdock.hub.normalize;

import io.crossdock.canonical.ChannelId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What is read of a journal at once, from several small polls: a poll decompresses whole records, whatever their size,
 * and so a single large one could take hundreds of times the memory that was fetched.
 */
final class JournalBatch {

    /** The most records of one poll; as many may come on top of {@link #ENOUGH_BYTES}, each of 1 MiB. */
    private static final int POLLED_AT_ONCE = 25;

    private static final int ENOUGH_BYTES = 4 * 1024 * 1024;

    private final ChannelId channel;
    private final int maxRecords;
    private final List<Journaled> records = new ArrayList<>();
    private final Map<TopicPartition, Long> firsts = new HashMap<>();
    private final Map<TopicPartition, OffsetAndMetadata> nexts = new HashMap<>();
    private long bytes;

    JournalBatch(ChannelId channel, int maxRecords) {
        this.channel = channel;
        this.maxRecords = maxRecords;
    }

    /** What a poll may bring, for batches of so many records. */
    static int polledAtOnce(int maxRecords) {
        return Math.min(maxRecords, POLLED_AT_ONCE);
    }

    void add(ConsumerRecords<byte[], byte[]> polled) {
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> read = polled.records(partition);
            for (ConsumerRecord<byte[], byte[]> next : read) {
                records.add(Journaled.read(next, channel));
                bytes += Math.max(0, next.serializedValueSize());
            }
            firsts.putIfAbsent(partition, read.get(0).offset());
            nexts.put(partition, new OffsetAndMetadata(read.get(read.size() - 1).offset() + 1));
        }
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    boolean hasRoom() {
        return records.size() + polledAtOnce(maxRecords) <= maxRecords && bytes < ENOUGH_BYTES;
    }

    /** In order within a partition. */
    List<Journaled> records() {
        return records;
    }

    /** Where to read from if it is to come again. */
    Map<TopicPartition, Long> firsts() {
        return firsts;
    }

    /** What to commit once it is done: what follows its own records, never the consumer's position. */
    Map<TopicPartition, OffsetAndMetadata> nexts() {
        return nexts;
    }
}
