package io.crossdock.hub.encryption;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topic of keys, so that what one process destroys is gone from the memory of all within moments, and makes
 * keys for a period before it begins.
 */
final class KeyFollower implements Keys, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFollower.class);
    private static final Duration CATCH_UP = Duration.ofSeconds(5);
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final Duration STALE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofMillis(500);
    private static final int MOST_GONE = 10_000;

    private final KeyTopic topic;
    private final Collection<String> owners;
    private final Clock clock;
    private final KeyRing ring = new KeyRing();
    private final Queue<CompletableFuture<Void>> waiting = new ConcurrentLinkedQueue<>();
    private final Set<String> gone = Collections.newSetFromMap(Collections.synchronizedMap(new Recent()));
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "keys");
    private Consumer<byte[], byte[]> consumer;
    private volatile Instant readAt;
    private volatile String trouble;

    /** @param owners whose records are encrypted here, so that they need keys; none where nothing is */
    KeyFollower(KeyTopic topic, Collection<String> owners, Clock clock) {
        this.topic = topic;
        this.owners = List.copyOf(owners);
        this.clock = clock;
    }

    /** Returns once all keys are there. */
    void start() {
        consumer = topic.consumer();
        try {
            readToEnd();
            makeKeys();
            awaitKeys();
        } catch (RuntimeException e) {
            closeConsumer();
            throw e;
        }
        thread.start();
    }

    /** Why keys cannot be followed or used; empty while all is well. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble).or(ring::trouble);
    }

    @Override
    public KeyTree current(String owner, YearMonth period) {
        refuseStale();
        return ring.current(owner, period);
    }

    /** Its record is older than whatever its keys encrypted: who has read all and not found it knows that it is gone. */
    @Override
    public Optional<KeyTree> tree(String id) {
        refuseStale();
        Optional<KeyTree> known = ring.tree(id);
        if (known.isPresent() || gone.contains(id)) {
            return known;
        }
        catchUp();
        Optional<KeyTree> now = ring.tree(id);
        if (now.isEmpty() && gone.add(id)) {
            LOG.warn("what was encrypted by keys {} can no longer be read: they were destroyed", id);
        }
        return now;
    }

    /** What others destroyed while nothing was heard of it must not be used for long. */
    private void refuseStale() {
        Instant lastRead = readAt;
        if (clock.instant().isAfter(lastRead.plus(STALE))) {
            if (waiting.isEmpty()) {
                waiting.add(new CompletableFuture<>());
            }
            throw new NoKeyException("the keys were last read at " + lastRead
                    + trouble().map(why -> "; " + why).orElse(""));
        }
    }

    private void catchUp() {
        CompletableFuture<Void> caughtUp = new CompletableFuture<>();
        waiting.add(caughtUp);
        try {
            caughtUp.get(CATCH_UP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoKeyException("interrupted while waiting for keys");
        } catch (ExecutionException | TimeoutException e) {
            throw new NoKeyException("the keys cannot be read now: " + trouble().orElse("no answer in time"));
        }
    }

    private void follow() {
        long checkedNanos = System.nanoTime();
        try {
            while (stopping.getCount() > 0) {
                try {
                    topic.poll(consumer, ring);
                    boolean isDue = System.nanoTime() - checkedNanos > CHECK.toNanos();
                    if (isDue || !waiting.isEmpty()) {
                        tellThoseThatWait();
                    }
                    if (isDue) {
                        makeKeys();
                        checkedNanos = System.nanoTime();
                    }
                    trouble = null;
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException | IllegalStateException e) {
                    trouble = "keys: " + e.getMessage();
                    LOG.warn("the keys cannot be followed: {}", e.getMessage());
                    stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                } catch (RuntimeException e) {
                    trouble = "keys: " + e.getClass().getSimpleName();
                    LOG.error("the keys cannot be followed", e);
                    stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeConsumer();
        }
    }

    /** It is in no group, so that nobody waits for word that it left. */
    private void closeConsumer() {
        try {
            consumer.close(CloseOptions.timeout(CLOSE));
        } catch (InterruptException e) {
            // told to end while it was ending
            Thread.currentThread().interrupt();
        }
    }

    private void tellThoseThatWait() {
        List<CompletableFuture<Void>> told = new ArrayList<>();
        for (CompletableFuture<Void> next = waiting.poll(); next != null; next = waiting.poll()) {
            told.add(next);
        }
        try {
            readToEnd();
            told.forEach(caughtUp -> caughtUp.complete(null));
        } catch (RuntimeException e) {
            told.forEach(caughtUp -> caughtUp.completeExceptionally(e));
            throw e;
        }
    }

    private void readToEnd() {
        Instant asked = clock.instant();
        topic.readToEnd(consumer, ring);
        readAt = asked;
    }

    /** A transaction is to be read a moment after it was committed. */
    private void awaitKeys() {
        long deadline = System.nanoTime() + CATCH_UP.toNanos();
        while (areMissing() && ring.trouble().isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("keys were made, and cannot be read");
            }
            topic.poll(consumer, ring);
        }
    }

    private boolean areMissing() {
        YearMonth now = period(clock, Duration.ZERO);
        YearMonth soon = period(clock, AHEAD);
        return owners.stream().anyMatch(owner -> !ring.has(owner, now) || !ring.has(owner, soon));
    }

    private void makeKeys() {
        if (!areMissing() || ring.trouble().isPresent()) {
            return;
        }
        YearMonth now = period(clock, Duration.ZERO);
        YearMonth soon = period(clock, AHEAD);
        topic.change(found -> owners.stream()
                .flatMap(owner -> Stream.of(now, soon)
                        .distinct()
                        .filter(period -> !found.has(owner, period))
                        .map(period -> newTree(owner, period)))
                .toList());
    }

    private ProducerRecord<byte[], byte[]> newTree(String owner, YearMonth period) {
        return topic.put(KeyRing.newTree(owner, period), KeyRing.newRoot());
    }

    /** The month in UTC, some time ahead. */
    static YearMonth period(Clock clock, Duration ahead) {
        return YearMonth.from(clock.instant().plus(ahead).atZone(ZoneOffset.UTC));
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(CLOSE.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The eldest is asked for anew. */
    private static final class Recent extends LinkedHashMap<String, Boolean> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MOST_GONE;
        }
    }
}
