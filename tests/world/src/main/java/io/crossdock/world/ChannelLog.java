package io.crossdock.world;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.test.TestRecord;

/** What a channel's sync can read: availability and receipts, of which compaction left the last ones of each item. */
final class ChannelLog {

    private static final int LEFT = 3;
    private static final int RECENT = 8;

    private final String availability;
    private final String receipts;
    private final Map<String, Deque<Entry>> entries = new HashMap<>();
    private long offset;

    /** @param item null of a receipt */
    record Entry(ItemBooks item, long version, ConsumerRecord<byte[], byte[]> record) {}

    ChannelLog(Topics topics, ChannelId channel) {
        availability = topics.availability();
        receipts = topics.receipts(channel);
    }

    Entry add(ItemBooks item, long version, TestRecord<byte[], byte[]> written) {
        return add(
                "availability " + item.sku,
                new Entry(item, version, consumed(availability, written.key(), written.value(), written.headers())));
    }

    Entry add(ProducerRecord<byte[], byte[]> written) {
        ConsumerRecord<byte[], byte[]> consumed = consumed(receipts, written.key(), written.value(), written.headers());
        return add("receipt " + new String(written.key(), StandardCharsets.UTF_8), new Entry(null, 0, consumed));
    }

    private Entry add(String key, Entry entry) {
        Deque<Entry> kept = entries.computeIfAbsent(key, none -> new ArrayDeque<>());
        kept.add(entry);
        if (kept.size() > LEFT) {
            kept.remove();
        }
        return entry;
    }

    private ConsumerRecord<byte[], byte[]> consumed(String topic, byte[] key, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                topic, 0, offset++, 0, TimestampType.CREATE_TIME, 0, 0, key, value, headers, Optional.empty());
    }

    /** In the order in which they were written. */
    List<Entry> all() {
        List<Entry> all = new ArrayList<>();
        entries.values().forEach(all::addAll);
        all.sort(Comparator.comparingLong(entry -> entry.record().offset()));
        return all;
    }

    /** One of the last, some of which are superseded by now. */
    Optional<Entry> recent(Random random) {
        List<Entry> all = all();
        List<Entry> recent = all.subList(Math.max(0, all.size() - RECENT), all.size());
        return recent.isEmpty() ? Optional.empty() : Optional.of(recent.get(random.nextInt(recent.size())));
    }
}
