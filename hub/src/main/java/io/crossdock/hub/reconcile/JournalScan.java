package io.crossdock.hub.reconcile;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.encryption.TamperedException;
import io.crossdock.hub.normalize.Journaled;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Reads a journal from some time on, again and again up to its end, beside all groups and without a trace. */
final class JournalScan implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);

    private final Consumer<byte[], byte[]> kafka;
    private final ChannelId channel;
    private final Function<InboundRecord, List<CanonicalEvent>> translation;
    private final Sealing sealing;
    private final List<TopicPartition> partitions;
    private final KnownStates known = new KnownStates();

    /**
     * @param kafka closed with this
     * @param topic the journal; it counts as empty where it is not there yet
     * @param from nothing that the journal took before is read
     */
    JournalScan(
            Consumer<byte[], byte[]> kafka,
            String topic,
            ChannelId channel,
            Function<InboundRecord, List<CanonicalEvent>> translation,
            Sealing sealing,
            Instant from) {
        this.kafka = kafka;
        this.channel = channel;
        this.translation = translation;
        this.sealing = sealing;
        try {
            this.partitions = partitions(topic);
            kafka.assign(partitions);
            seek(from);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private List<TopicPartition> partitions(String topic) {
        return kafka.listTopics().getOrDefault(topic, List.of()).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
    }

    private void seek(Instant from) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> places = kafka.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp place = places.get(partition);
            kafka.seek(partition, place == null ? ends.get(partition) : place.offset());
        }
    }

    /** When its oldest record came; empty while it has none. */
    Optional<Instant> began() {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, 0L));
        return kafka.offsetsForTimes(times).values().stream()
                .filter(Objects::nonNull)
                .map(oldest -> Instant.ofEpochMilli(oldest.timestamp()))
                .min(Comparator.naturalOrder());
    }

    /** What the journal holds now; reads on from where it was. */
    KnownStates upToDate() {
        Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> kafka.position(partition) < ends.get(partition))) {
            kafka.poll(POLL).forEach(this::read);
        }
        return known;
    }

    private void read(ConsumerRecord<byte[], byte[]> journaled) {
        Journaled kept = Journaled.read(journaled, channel);
        String key = kept.inbound().key();
        try {
            sealing.open(kept.inbound(), kept.keyId())
                    .ifPresentOrElse(inbound -> known.add(translation.apply(inbound)), () -> known.addForgotten(key));
        } catch (Failure | TamperedException untranslatable) {
            known.addUntranslatable(key);
        }
    }

    @Override
    public void close() {
        // Closed by an interrupted thread, it would throw instead of the reason why it is closed.
        boolean isInterrupted = Thread.interrupted();
        try {
            kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
