package io.crossdock.hub.normalize;

import io.crossdock.canonical.ChannelId;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One membership in the group that reads a journal: one thread, one Kafka consumer. Each start makes its own, so that a
 * thread which outlives its stop, in a route that hangs, can only ever touch what is its own.
 */
final class JournalReader {

    private static final Logger LOG = LoggerFactory.getLogger(JournalReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_ASKED_PAUSE = Duration.ofMinutes(2);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(7);

    private final ChannelId channel;
    private final int maxRecords;
    private final Consumer<byte[], byte[]> kafka;
    private final java.util.function.Consumer<List<Journaled>> route;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile long stopByNanos;
    private volatile String trouble;
    private JournalBatch current;

    /** Routed, and not known to be committed. */
    private final Map<TopicPartition, OffsetAndMetadata> owed = new HashMap<>();

    /**
     * @param kafka subscribed; closed at the end
     * @param route throws {@link RouteFailedException} when it did not take the batch
     */
    JournalReader(
            String name,
            ChannelId channel,
            int maxRecords,
            Consumer<byte[], byte[]> kafka,
            java.util.function.Consumer<List<Journaled>> route) {
        this.channel = channel;
        this.maxRecords = maxRecords;
        this.current = nothing();
        this.kafka = kafka;
        this.route = route;
        this.thread = new Thread(this::run, name);
    }

    void start() {
        thread.start();
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    synchronized void endSoon() {
        if (!isEnding()) {
            stopByNanos = System.nanoTime() + STOP_WITHIN.toNanos();
            stopping.countDown();
            kafka.wakeup();
        }
    }

    /** Waits for the batch in hand, but not for ever. */
    void stop() throws InterruptedException {
        endSoon();
        // At least a millisecond: a join of none would wait for ever.
        thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(stopByNanos - System.nanoTime())));
        if (thread.isAlive()) {
            thread.interrupt();
        }
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!isEnding()) {
                try {
                    collect();
                    if (!current.isEmpty()) {
                        route.accept(current.records());
                        owed.putAll(current.nexts());
                        current = nothing();
                    }
                    commit();
                    pause = FIRST_PAUSE;
                    trouble = null;
                } catch (WakeupException e) {
                    // only sent when stopping; the loop's condition ends it
                } catch (KafkaException | RouteFailedException e) {
                    pause = again(e, pause);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            trouble = "stopped: " + e.getMessage();
            LOG.error("the journal of {} is no longer read", channel, e);
        } finally {
            // An interrupted thread could not tell the group that it leaves, and its successor would wait for minutes.
            Thread.interrupted();
            commitTheLast();
            kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    private boolean isEnding() {
        return stopping.getCount() == 0;
    }

    private JournalBatch nothing() {
        return new JournalBatch(channel, maxRecords);
    }

    /** A poll that finds nothing in memory costs the batch no time: what is there goes on. */
    private void collect() {
        current = nothing();
        ConsumerRecords<byte[], byte[]> polled = kafka.poll(POLL);
        while (!polled.isEmpty()) {
            current.add(polled);
            polled = current.hasRoom() ? kafka.poll(Duration.ZERO) : ConsumerRecords.empty();
        }
    }

    /**
     * Nobody waits for it: what is committed late, or not at all, is at worst read once more. What could not be committed
     * is part of the next commit.
     */
    private void commit() {
        // What was taken from us between two polls is no longer ours to commit.
        owed.keySet().retainAll(kafka.assignment());
        if (!owed.isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> asked = Map.copyOf(owed);
            kafka.commitAsync(asked, (offsets, failure) -> {
                if (failure == null) {
                    owed.entrySet().removeAll(asked.entrySet());
                }
            });
        }
    }

    private void commitTheLast() {
        owed.keySet().retainAll(kafka.assignment());
        try {
            kafka.commitSync(owed, COMMIT_WITHIN);
        } catch (WakeupException e) {
            // Told to stop while the route was at work: the call that would have heard of it is this one.
            commitTheLast();
        } catch (KafkaException e) {
            LOG.warn("the last commit of {} failed; its records come again: {}", channel, e.getMessage());
        }
    }

    private Duration again(RuntimeException reason, Duration pause) throws InterruptedException {
        if (isEnding()) {
            return pause;
        }
        Duration wait =
                askedPause(reason).filter(asked -> asked.compareTo(pause) > 0).orElse(pause);
        trouble = reason.getMessage();
        LOG.warn("the journal of {} waits {} ms: {}", channel, wait.toMillis(), trouble);
        rewind();
        if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            return pause;
        }
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }

    /** What the other side asked for, within what keeps our place in the consumer group. */
    private static Optional<Duration> askedPause(RuntimeException reason) {
        return Optional.ofNullable(ObjectHelper.getException(Failure.class, reason))
                .flatMap(Failure::retryAfter)
                .map(asked -> asked.compareTo(LONGEST_ASKED_PAUSE) > 0 ? LONGEST_ASKED_PAUSE : asked);
    }

    /** Back to the batch's first records, so that it comes again whole and in order; no word to Kafka is needed. */
    private void rewind() {
        current.firsts().forEach((partition, first) -> {
            // A partition that was taken from us meanwhile begins elsewhere at what was committed.
            if (kafka.assignment().contains(partition)) {
                kafka.seek(partition, first);
            }
        });
        current = nothing();
    }
}
