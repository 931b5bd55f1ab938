package io.crossdock.hub.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
 * its text says until when what was sent by then, or is sent before the next commit, may be applied, and since when it
 * is not known what the channel shows. Time is passed in; all but {@link #allows} is for the thread of the consumer.
 */
final class Tenure {

    /** How long after a commit was sent requests may begin: two of three may fail. */
    static final Duration VALID = Duration.ofSeconds(3);

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration LEAVE = Duration.ofMillis(700);
    private static final int LEAVE_TRIES = 3;

    private final Consumer<byte[], byte[]> consumer;
    private final TopicPartition mark;
    private final Duration settles;
    private final Supplier<Optional<Instant>> unknown;
    private final Runnable confirmed;
    private boolean isNew;
    private boolean isTold;
    private int term;
    private Instant formerUntil = Instant.MAX;
    private Optional<Instant> formerUnknown = Optional.empty();
    private Instant nextCommit = Instant.MIN;
    private volatile boolean wasDenied;
    private volatile Instant validUntil = Instant.MIN;

    /**
     * @param mark the partition whose commits carry the text
     * @param settles how long after it was begun a request may be applied
     * @param unknown since when the next owner has to suspect what was recorded; empty where it need not
     * @param confirmed told when writing is allowed by a commit after it was asked for in vain
     */
    Tenure(
            Consumer<byte[], byte[]> consumer,
            TopicPartition mark,
            Duration settles,
            Supplier<Optional<Instant>> unknown,
            Runnable confirmed) {
        this.consumer = consumer;
        this.mark = mark;
        this.settles = settles;
        this.unknown = unknown;
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
        formerUnknown = Optional.empty();
        validUntil = Instant.MIN;
        nextCommit = Instant.MIN;
    }

    /** Asks Kafka once what the owner before left behind. */
    void lookBack(Instant now) {
        if (isNew) {
            OffsetAndMetadata last = consumer.committed(Set.of(mark)).get(mark);
            // No later than if it had sent something just now: a wrong clock must not stop a channel for ever.
            LeftBehind left = LeftBehind.read(
                    last == null ? "" : last.metadata(), now.plus(VALID).plus(settles));
            formerUntil = left.openUntil();
            formerUnknown = left.unknown();
            isNew = false;
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
        consumer.commitAsync(offsets(until.plus(settles)), (offsets, exception) -> {
            if (exception == null && asked == term && until.isAfter(validUntil)) {
                validUntil = until;
                if (wasDenied) {
                    wasDenied = false;
                    confirmed.run();
                }
            }
        });
    }

    /** Whether a request may begin at that time; for any thread. */
    boolean allows(Instant now) {
        boolean isValid = now.isBefore(validUntil);
        if (!isValid) {
            wasDenied = true;
        }
        return isValid;
    }

    /** When what the owner before sent is settled; not after {@code now} where it is. */
    Instant formerUntil() {
        return formerUntil;
    }

    /**
     * Since when something may have been sent that has no receipt: by the owner before, where it went away without a
     * word, or by one before that, where it said so. Empty where there is none, and after this was told once.
     */
    Optional<Instant> unknownSince() {
        if (isTold || formerUntil.equals(Instant.MAX)) {
            return Optional.empty();
        }
        isTold = true;
        // Its last leave was given when that time was fixed; earlier requests had their answers within the same span.
        Instant sinceLeave = formerUntil.equals(Instant.MIN)
                ? Instant.MAX
                : formerUntil.minus(VALID).minus(settles.multipliedBy(2));
        Instant since = formerUnknown.filter(sinceLeave::isAfter).orElse(sinceLeave);
        return since.equals(Instant.MAX) ? Optional.empty() : Optional.of(since);
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
                consumer.commitSync(offsets(until.isAfter(now) ? until : Instant.MIN), LEAVE);
                return;
            } catch (WakeupException e) {
                // Meant for a poll that is over: once more.
            } catch (KafkaException e) {
                // What was committed last holds: the next owner waits in vain.
                return;
            }
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> offsets(Instant openUntil) {
        String text = new LeftBehind(openUntil, unknown.get().orElse(null)).text();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            offsets.put(
                    partition, new OffsetAndMetadata(consumer.position(partition), partition.equals(mark) ? text : ""));
        }
        return offsets;
    }
}
