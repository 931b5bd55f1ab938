package io.crossdock.hub.sync;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/**
 * A process's time as the owner of a channel: it writes only while Kafka has just confirmed that it owns the channel, and
 * not before what the owner before may have sent is settled.
 *
 * <p>Both are told by the commits of the channel's group: one that succeeds proves that nobody else owns the channel, and
 * its text says until when what was sent by then, or is sent before the next commit, may be applied. Time is passed in;
 * all but {@link #allows} is for the thread of the consumer.
 */
final class Tenure {

    /** How long after a commit was sent requests may begin: two of three may fail. */
    static final Duration VALID = Duration.ofSeconds(3);

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LEAVE = Duration.ofMillis(700);
    private static final int LEAVE_TRIES = 3;
    private static final String OPEN = "open until ";

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition mark;
    private final Duration settles;
    private final Runnable confirmed;
    private boolean isNew;
    private boolean isTold;
    private int term;
    private Instant formerUntil = Instant.MAX;
    private Instant nextCommit = Instant.MIN;
    private volatile Instant validUntil = Instant.MIN;

    /**
     * @param mark the partition whose commits carry the text
     * @param settles how long after it was begun a request may be applied
     * @param confirmed told when writing is allowed by a commit after it was not
     */
    Tenure(Consumer<byte[], byte[]> consumer, TopicPartition mark, Duration settles, Runnable confirmed) {
        this.consumer = consumer;
        this.mark = mark;
        this.settles = settles;
        this.confirmed = confirmed;
    }

    /** The channel is ours now. */
    void begin() {
        isNew = true;
        isTold = false;
    }

    /** The channel is ours no longer, or may be somebody else's. */
    void end() {
        isNew = false;
        term++;
        formerUntil = Instant.MAX;
        validUntil = Instant.MIN;
        nextCommit = Instant.MIN;
    }

    /** Asks Kafka once what the owner before left behind. */
    void lookBack(Instant now) {
        if (isNew) {
            OffsetAndMetadata last = consumer.committed(Set.of(mark)).get(mark);
            formerUntil = last == null ? Instant.MIN : openUntil(last.metadata(), now);
            isNew = false;
        }
    }

    /** No later than if it had sent something just now: a wrong clock must not stop a channel for ever. */
    private Instant openUntil(String text, Instant now) {
        Instant latest = now.plus(VALID).plus(settles);
        if (text == null || text.isEmpty()) {
            return Instant.MIN;
        }
        try {
            Instant told = Instant.parse(text.substring(text.startsWith(OPEN) ? OPEN.length() : 0));
            return told.isBefore(latest) ? told : latest;
        } catch (DateTimeParseException e) {
            return latest;
        }
    }

    /** Commits how far has been read, once a second, and with it that this process goes on writing. */
    void renew(Instant now) {
        if (now.isBefore(nextCommit) || formerUntil.equals(Instant.MAX)) {
            return;
        }
        nextCommit = now.plus(INTERVAL);
        int asked = term;
        Instant until = now.plus(VALID);
        consumer.commitAsync(offsets(OPEN + until.plus(settles)), (offsets, exception) -> {
            if (exception == null && asked == term && until.isAfter(validUntil)) {
                boolean wasValid = validUntil.isAfter(now);
                validUntil = until;
                if (!wasValid) {
                    confirmed.run();
                }
            }
        });
    }

    /** Whether a request may begin at that time; for any thread. */
    boolean allows(Instant now) {
        return now.isBefore(validUntil);
    }

    /** When what the owner before sent is settled; not after {@code now} where it is. */
    Instant formerUntil() {
        return formerUntil;
    }

    /**
     * Since when something may have been sent that had no receipt when the owner before went away without a word; empty
     * where it did not, and after this was told once.
     */
    Optional<Instant> unknownSince() {
        if (isTold || formerUntil.equals(Instant.MAX)) {
            return Optional.empty();
        }
        isTold = true;
        // Its last leave was given when that time was fixed; earlier requests had their answers within the same span.
        return formerUntil.equals(Instant.MIN)
                ? Optional.empty()
                : Optional.of(formerUntil.minus(VALID).minus(settles.multipliedBy(2)));
    }

    /**
     * Nothing is sent any more: tells the next owner what it has to wait for.
     *
     * @param settledAt when what was sent is settled
     */
    void leave(Instant settledAt, Instant now) {
        boolean asked = !nextCommit.equals(Instant.MIN);
        Instant until = formerUntil.isAfter(settledAt) ? formerUntil : settledAt;
        end();
        if (!asked) {
            return;
        }
        for (int tried = 0; tried < LEAVE_TRIES; tried++) {
            try {
                consumer.commitSync(offsets(until.isAfter(now) ? OPEN + until : ""), LEAVE);
                return;
            } catch (WakeupException e) {
                // Meant for a poll that is over: once more.
            } catch (KafkaException e) {
                // What was committed last holds: the next owner waits in vain.
                return;
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(String text) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            offsets.put(
                    partition, new OffsetAndMetadata(consumer.position(partition), partition.equals(mark) ? text : ""));
        }
        return offsets;
    }
}
