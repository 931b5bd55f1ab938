package io.crossdock.hub.letters;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.TopicScan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Finds dead letters in their topic, one after the other, so that a million of them need no more memory than one batch
 * and what was done about them.
 */
public final class Letters {

    /** By how much the clocks of those who write letters and of those who settle them may differ. */
    private static final Duration CLOCKS = Duration.ofHours(1);

    /** A batch that Kafka took in part comes again, and its letters with it, soon after. */
    private static final int REMEMBERED = 10_000;

    private final KafkaClients clients;
    private final Topics topics;

    public Letters(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /**
     * A letter that was looked for.
     *
     * @param end of its partition when it was read: what is done about it settles all that was written before
     */
    public record Found(DeadLetter letter, LetterState state, long end) {}

    /**
     * Shows every letter that is meant, each once, oldest first within a partition.
     *
     * @throws IllegalStateException when the topics are not there
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    public void each(LetterFilter filter, Consumer<Found> visitor) {
        Instant from = filter.since() == null ? null : filter.since().minus(CLOCKS);
        LetterStates states;
        try (TopicScan actions = scan(topics.deadLetterActions(), from)) {
            states = LetterStates.read(actions);
        }
        Map<String, Boolean> shown = remembered();
        try (TopicScan letters = scan(topics.deadLetters(), from)) {
            for (var batch = letters.next(); !batch.isEmpty(); batch = letters.next()) {
                for (ConsumerRecord<byte[], byte[]> written : batch) {
                    DeadLetter.read(written)
                            .filter(filter::admits)
                            .map(letter -> new Found(letter, states.of(letter), letters.end(written.partition())))
                            .filter(found -> shown.put(found.letter().id() + found.state(), true) == null)
                            .ifPresent(visitor);
                }
            }
        }
    }

    /** All that was done about one letter, oldest first. */
    public List<LetterAction> actions(String id) {
        List<LetterAction> found = new ArrayList<>();
        try (TopicScan actions = scan(topics.deadLetterActions(), null)) {
            for (var batch = actions.next(); !batch.isEmpty(); batch = actions.next()) {
                for (ConsumerRecord<byte[], byte[]> written : batch) {
                    LetterAction.read(written)
                            .filter(action -> action.letter().equals(id))
                            .ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private TopicScan scan(String topic, Instant from) {
        return TopicScan.of(clients, topics.group("dead-letters", "reader"), topic, from);
    }

    private static Map<String, Boolean> remembered() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
