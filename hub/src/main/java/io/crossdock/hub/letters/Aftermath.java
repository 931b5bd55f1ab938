package io.crossdock.hub.letters;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicScan;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * What became of replayed letters. A record is done with once the channel's groups have committed its place: the one
 * that translates, and the one that fetches where the channel has it. They do so only after Kafka has taken the record's
 * events, what was fetched for it, or its new dead letter. What was fetched is a record of its own, which nobody awaits.
 */
public final class Aftermath {

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final KafkaClients clients;
    private final Topics topics;
    private final Instant began;
    private final Map<TopicPartition, Long> awaited = new HashMap<>();
    private final Map<TopicPartition, ChannelId> channels = new HashMap<>();
    private final Map<TopicPartition, String> erps = new HashMap<>();
    private final Set<String> asLetters = new HashSet<>();
    private Set<String> fetching = Set.of();

    /** @param began before the first of the replays */
    public Aftermath(KafkaClients clients, Topics topics, Instant began) {
        this.clients = clients;
        this.topics = topics;
        this.began = began;
    }

    /** @param letter whose record was journaled once more, or whose order is tried once more */
    public void add(DeadLetter letter, LetterAction replay) {
        if (letter.origin() == DeadLetter.Origin.ERP_ORDER) {
            String erp = letter.attribute("system");
            erps.put(awaited(topics.erpOrderRetries(erp), replay), erp);
            asLetters.add(erp + ":retry:" + replay.journalPosition());
        } else {
            ChannelId channel = new ChannelId(letter.attribute("channel"));
            channels.put(awaited(topics.journal(channel), replay), channel);
            asLetters.add(channel + ":" + replay.journalPosition());
        }
    }

    private TopicPartition awaited(String topic, LetterAction replay) {
        String[] position = replay.journalPosition().split(":", 2);
        TopicPartition partition = new TopicPartition(topic, Integer.parseInt(position[0]));
        awaited.merge(partition, Long.parseLong(position[1]) + 1, Math::max);
        return partition;
    }

    /**
     * Waits until all of them are done with.
     *
     * @return whether they are; false when the time was up first
     */
    public boolean isComplete(Duration within) throws InterruptedException {
        long endNanos = System.nanoTime() + within.toNanos();
        CountDownLatch never = new CountDownLatch(1);
        try (Admin admin = clients.admin()) {
            fetching = fetching(admin);
            while (!isDone(admin)) {
                if (System.nanoTime() - endNanos >= 0) {
                    return false;
                }
                never.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return true;
    }

    private boolean isDone(Admin admin) throws InterruptedException {
        Map<String, Map<TopicPartition, OffsetAndMetadata>> committed = new HashMap<>();
        for (Map.Entry<TopicPartition, Long> awaitedPlace : awaited.entrySet()) {
            for (String group : groups(awaitedPlace.getKey())) {
                if (!committed.containsKey(group)) {
                    committed.put(group, committed(admin, group));
                }
                OffsetAndMetadata place = committed.get(group).get(awaitedPlace.getKey());
                if (place == null || place.offset() < awaitedPlace.getValue()) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether some of the records may have been fetched for, and not translated. */
    public boolean awaitsFetches() {
        return !fetching.isEmpty();
    }

    private List<String> groups(TopicPartition partition) {
        ChannelId channel = channels.get(partition);
        if (channel == null) {
            return List.of(topics.group("erp-orders", erps.get(partition)));
        }
        String normalize = topics.group("normalize", channel.value());
        String fetch = topics.group("fetch", channel.value());
        return fetching.contains(fetch) ? List.of(normalize, fetch) : List.of(normalize);
    }

    /** Those of the channels' groups that there are. */
    private Set<String> fetching(Admin admin) throws InterruptedException {
        Set<String> groups = new HashSet<>();
        channels.values().forEach(channel -> groups.add(topics.group("fetch", channel.value())));
        try {
            groups.retainAll(admin.listGroups().valid().get(20, TimeUnit.SECONDS).stream()
                    .map(GroupListing::groupId)
                    .toList());
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not tell which consumer groups there are", e);
        }
        return groups;
    }

    private static Map<TopicPartition, OffsetAndMetadata> committed(Admin admin, String group)
            throws InterruptedException {
        try {
            return admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(20, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not tell how far " + group + " is", e);
        }
    }

    /** Shows those that became dead letters again; each names the earlier one as {@code replayof}. */
    public void failedAgain(Consumer<DeadLetter> visitor) {
        String group = topics.group("dead-letters", "reader");
        Set<String> open = new HashSet<>(asLetters);
        try (TopicScan letters = TopicScan.of(clients, group, topics.deadLetters(), began.minus(CLOCKS))) {
            for (var batch = letters.next(); !batch.isEmpty(); batch = letters.next()) {
                batch.forEach(written -> DeadLetter.read(written)
                        .filter(letter -> open.remove(letter.id()))
                        .ifPresent(visitor));
            }
        }
    }
}
