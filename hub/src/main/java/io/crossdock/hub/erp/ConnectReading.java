package io.crossdock.hub.erp;

import io.crossdock.erp.ConnectSource;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.connect.ConnectRecords;
import io.crossdock.erp.connect.OrderedChanges;
import io.crossdock.erp.connect.PartitionMark;
import io.crossdock.erp.connect.Place;
import io.crossdock.erp.connect.Place.Partition;
import io.crossdock.erp.connect.UnreadableRecordException;
import io.crossdock.erp.mapping.RowChange;
import io.crossdock.spi.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * One consumer on the connector's topics, from the committed offsets on. Partitions are assigned rather than shared out by
 * the group: who has the duty has all of them, and a transaction is never torn between two.
 */
final class ConnectReading implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LOOK_FOR_TOPICS = Duration.ofSeconds(10);
    private static final Duration LOOK_FOR_MISSING = Duration.ofSeconds(2);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final Duration COMMIT_QUIETLY = Duration.ofSeconds(1);
    /** Kafka forgets the offsets of a group without members after a week, a quiet ERP's too. */
    private static final Duration COMMIT_ANYWAY = Duration.ofMinutes(10);

    private static final int MOST_WAITING_ROWS = 20_000;
    private static final Map<String, Object> SETTINGS = Map.of(
            // A gap must be told, and the beginning be chosen only where nothing was ever read.
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            2000,
            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) ANSWER_WITHIN.toMillis());

    private final ErpConfig config;
    private final ConnectSource source;
    private final Clock clock;
    private final Consumer<byte[], byte[]> kafka;
    private final ConnectRecords records;
    private final OrderedChanges changes;
    private Map<Partition, OrderedChanges.Handled> committed = Map.of();
    private Instant committedAt = Instant.MIN;
    private Instant lookedAt = Instant.MIN;
    private boolean isComplete;
    private Instant lastContact;

    ConnectReading(ErpConfig config, ConnectTopics topics, Clock clock) {
        this.config = config;
        this.source = config.connect().orElseThrow();
        this.clock = clock;
        this.kafka = topics.clients().consumer(topics.group(), SETTINGS);
        this.records = new ConnectRecords(source);
        this.changes = new OrderedChanges(config);
    }

    /**
     * What is whole by now; after a moment, nothing.
     *
     * @throws Failure when a topic does not hold what it should, or Kafka has deleted what was not read yet
     */
    List<RowChange> next() {
        Instant now = clock.instant();
        if (lookedAt.isBefore(now.minus(isComplete ? LOOK_FOR_TOPICS : LOOK_FOR_MISSING))) {
            lookForTopics();
            lookedAt = now;
            lastContact = now;
        }
        try {
            for (ConsumerRecord<byte[], byte[]> found : kafka.poll(POLL)) {
                add(found);
                lastContact = now;
            }
        } catch (OffsetOutOfRangeException e) {
            throw rejected(
                    partitionNames(e.offsetOutOfRangePartitions().keySet()),
                    "the topic does not hold what comes after the last change handled: changes are lost to it. Reset the"
                            + " group's offsets and have the connector read the tables anew");
        }
        for (TopicPartition assigned : kafka.assignment()) {
            changes.atEnd(partition(assigned), isAtEnd(assigned));
        }
        List<RowChange> ready = changes.takeReady(clock.instant());
        holdBack();
        return ready;
    }

    /** @param hasChanges whether some were handled since; offsets alone need not be told at once */
    void commit(boolean hasChanges) {
        Instant now = clock.instant();
        Map<Partition, OrderedChanges.Handled> handled = changes.handled();
        boolean isDue = hasChanges
                || committedAt.isBefore(now.minus(COMMIT_ANYWAY))
                || !handled.equals(committed) && committedAt.isBefore(now.minus(COMMIT_QUIETLY));
        if (!isDue) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        handled.forEach((partition, place) -> offsets.put(
                new TopicPartition(partition.topic(), partition.number()),
                new OffsetAndMetadata(
                        place.offset(), place.mark().map(PartitionMark::text).orElse(""))));
        kafka.commitSync(offsets);
        committed = handled;
        committedAt = now;
    }

    Optional<String> trouble() {
        return changes.trouble(clock.instant());
    }

    /** Whether all that the topics held a moment ago was taken. */
    boolean isUpToDate() {
        return changes.waitingRows() == 0
                && !kafka.assignment().isEmpty()
                && kafka.assignment().stream().allMatch(this::isAtEnd);
    }

    Optional<Instant> lastContact() {
        return Optional.ofNullable(lastContact);
    }

    /** From another thread. */
    void wakeUp() {
        kafka.wakeup();
    }

    @Override
    public void close() {
        kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
    }

    private void add(ConsumerRecord<byte[], byte[]> found) {
        Place place = new Place(new Partition(found.topic(), found.partition()), found.offset());
        try {
            changes.add(place, Instant.ofEpochMilli(found.timestamp()), records.read(found.value()), clock.instant());
        } catch (UnreadableRecordException e) {
            throw rejected(place.toString(), e.getMessage());
        }
    }

    /** Those of an empty table, and of the first transaction, come into being later. */
    private void lookForTopics() {
        Map<String, List<PartitionInfo>> existing = kafka.listTopics();
        Collection<String> ofRows = source.topicsOf(config.tables()).values();
        Set<TopicPartition> wanted = new HashSet<>();
        for (String topic : ofRows) {
            existing.getOrDefault(topic, List.of())
                    .forEach(known -> wanted.add(new TopicPartition(topic, known.partition())));
        }
        if (wanted.isEmpty()) {
            throw rejected(
                    String.join(", ", ofRows),
                    "there is no such topic: the connector has not written yet, or has another topic.prefix");
        }
        // Rows wait for the end of their transaction, if the connector tells of any.
        isComplete = existing.keySet().containsAll(ofRows)
                && (existing.containsKey(source.transactionTopic()) || changes.waitingRows() == 0);
        existing.getOrDefault(source.transactionTopic(), List.of())
                .forEach(known -> wanted.add(new TopicPartition(source.transactionTopic(), known.partition())));
        Set<TopicPartition> added = new HashSet<>(wanted);
        added.removeAll(kafka.assignment());
        if (!added.isEmpty()) {
            begin(wanted, added);
        }
    }

    private void begin(Set<TopicPartition> wanted, Set<TopicPartition> added) {
        Set<TopicPartition> all = new HashSet<>(kafka.assignment());
        all.addAll(wanted);
        kafka.assign(all);
        Map<TopicPartition, OffsetAndMetadata> found = kafka.committed(added);
        Set<TopicPartition> fresh =
                added.stream().filter(known -> found.get(known) == null).collect(Collectors.toSet());
        Map<TopicPartition, Long> beginnings = kafka.beginningOffsets(fresh);
        for (TopicPartition partition : added) {
            OffsetAndMetadata kept = found.get(partition);
            long offset = kept == null ? beginnings.get(partition) : kept.offset();
            kafka.seek(partition, offset);
            changes.begin(
                    partition(partition),
                    !partition.topic().equals(source.transactionTopic()),
                    offset,
                    kept == null ? Optional.empty() : PartitionMark.parse(kept.metadata()));
        }
    }

    /** Rows are read faster than the ends that they wait for: there are fewer of those, in one topic. */
    private void holdBack() {
        boolean endsAreBehind = kafka.assignment().stream()
                .anyMatch(assigned -> assigned.topic().equals(source.transactionTopic()) && !isAtEnd(assigned));
        if (endsAreBehind && changes.waitingRows() > MOST_WAITING_ROWS) {
            kafka.pause(kafka.assignment().stream()
                    .filter(assigned -> !assigned.topic().equals(source.transactionTopic()))
                    .collect(Collectors.toSet()));
        } else if (!kafka.paused().isEmpty()) {
            kafka.resume(kafka.paused());
        }
    }

    private boolean isAtEnd(TopicPartition partition) {
        return kafka.currentLag(partition).orElse(1) == 0;
    }

    private static Partition partition(TopicPartition partition) {
        return new Partition(partition.topic(), partition.partition());
    }

    private static String partitionNames(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::toString).sorted().collect(Collectors.joining(", "));
    }

    private Failure rejected(String topic, String what) {
        return Failure.rejected(config.name(), "change topic", topic, what);
    }
}
