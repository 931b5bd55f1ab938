package io.crossdock.world;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Sequence;
import io.crossdock.hub.events.CloudEventHeaders;
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

/**
 * What a channel's sync can read: availability, prices, receipts and releases of held prices, of which compaction left the
 * last ones of each item.
 */
final class ChannelLog {

    private static final int LEFT = 3;
    private static final int RECENT = 8;

    private final Topics topics;
    private final ChannelId channel;
    private final Agenda agenda;
    private final Map<String, Deque<Entry>> entries = new HashMap<>();
    private long offset;

    /**
     * @param item null of what is neither availability nor prices
     * @param version of availability; 0 of all else
     * @param priced the version of prices; null of all else
     */
    record Entry(ItemBooks item, long version, Sequence priced, ConsumerRecord<byte[], byte[]> record) {}

    ChannelLog(Topics topics, ChannelId channel, Agenda agenda) {
        this.topics = topics;
        this.channel = channel;
        this.agenda = agenda;
    }

    Entry available(ItemBooks item, long version, TestRecord<byte[], byte[]> written) {
        var consumed = consumed(topics.availability(), written.key(), written.value(), written.headers());
        return add("availability " + item.sku, new Entry(item, version, null, consumed));
    }

    Entry priced(ItemBooks item, Sequence version, TestRecord<byte[], byte[]> written) {
        var consumed = consumed(topics.prices(), written.key(), written.value(), written.headers());
        return add("prices " + item.sku, new Entry(item, 0, version, consumed));
    }

    Entry released(CanonicalEvent event) {
        ProducerRecord<byte[], byte[]> written = CloudEventHeaders.record(topics.releases(channel), event);
        return add("release " + event.subject(), written);
    }

    Entry receipt(ProducerRecord<byte[], byte[]> written) {
        return add("receipt " + new String(written.key(), StandardCharsets.UTF_8), written);
    }

    private Entry add(String key, ProducerRecord<byte[], byte[]> written) {
        var consumed = consumed(written.topic(), written.key(), written.value(), written.headers());
        return add(key, new Entry(null, 0, null, consumed));
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
                topic,
                0,
                offset++,
                agenda.now().toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                headers,
                Optional.empty());
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
