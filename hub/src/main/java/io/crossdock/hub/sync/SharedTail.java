package io.crossdock.hub.sync;

import io.crossdock.hub.sync.RecentRecords.Reading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what comes to topics that all channels of a process follow, once for all of them: every commit of availability
 * would otherwise be a fetch, an answer and a wake-up for each channel. It only offers what is new; whoever needs older
 * records, or finds none here, reads them itself. It reads while somebody shares it. For any thread.
 */
final class SharedTail {

    private static final Logger LOG = LoggerFactory.getLogger(SharedTail.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration END_WITHIN = Duration.ofSeconds(1);

    private Reader current;
    private int shares;

    /**
     * @param topics those to be read, the same for all who join
     * @param made makes a consumer that reads what is committed, and fails where its position is gone
     * @param news told after something came; returns at once
     */
    synchronized Share join(List<String> topics, Supplier<Consumer<byte[], byte[]>> made, Runnable news) {
        if (current == null) {
            current = new Reader(topics, made);
            current.thread.start();
        }
        shares++;
        current.news.add(news);
        return new Share(current, news);
    }

    private synchronized Optional<Reader> leave(Share left) {
        left.reader.news.remove(left.news);
        shares--;
        if (shares > 0) {
            return Optional.empty();
        }
        current = null;
        return Optional.of(left.reader);
    }

    /** One session's; closed once. */
    final class Share implements AutoCloseable {

        private final Reader reader;
        private final Runnable news;

        private Share(Reader reader, Runnable news) {
            this.reader = reader;
            this.news = news;
        }

        /** @return what is there from that offset on; empty where some of it is not held here */
        Optional<Reading> from(TopicPartition partition, long offset) {
            return Optional.ofNullable(reader.recent.get(partition)).flatMap(records -> records.from(offset));
        }

        @Override
        public void close() {
            leave(this).ifPresent(Reader::end);
        }
    }

    private static final class Reader {

        private final List<String> topics;
        private final Supplier<Consumer<byte[], byte[]>> made;
        private final List<Runnable> news = new CopyOnWriteArrayList<>();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final Thread thread = new Thread(this::run, "sync-tail");
        private volatile Map<TopicPartition, RecentRecords> recent = Map.of();
        private volatile Consumer<byte[], byte[]> consumer;

        private Reader(List<String> topics, Supplier<Consumer<byte[], byte[]>> made) {
            this.topics = topics;
            this.made = made;
            thread.setDaemon(true);
        }

        private void run() {
            try {
                do {
                    try (Consumer<byte[], byte[]> reading = made.get()) {
                        consumer = reading;
                        follow(reading);
                    } catch (WakeupException e) {
                        // It is to end.
                    } catch (RuntimeException e) {
                        LOG.warn("channels read their topics each by itself for now: {}", e.toString());
                    } finally {
                        recent = Map.of();
                        tell();
                    }
                } while (!ended.await(AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void follow(Consumer<byte[], byte[]> reading) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> reading.partitionsFor(topic).stream())
                    .map(found -> new TopicPartition(found.topic(), found.partition()))
                    .toList();
            reading.assign(partitions);
            reading.seekToEnd(partitions);
            Map<TopicPartition, RecentRecords> held = new HashMap<>();
            partitions.forEach(
                    partition -> held.put(partition, new RecentRecords(reading.position(partition, ANSWER))));
            recent = held;
            while (ended.getCount() > 0) {
                ConsumerRecords<byte[], byte[]> records = reading.poll(POLL);
                for (TopicPartition partition : records.partitions()) {
                    held.get(partition).add(records.records(partition), reading.position(partition));
                }
                if (!records.isEmpty()) {
                    tell();
                }
            }
        }

        private void tell() {
            news.forEach(Runnable::run);
        }

        private void end() {
            ended.countDown();
            Consumer<byte[], byte[]> reading = consumer;
            if (reading != null) {
                reading.wakeup();
            }
            try {
                thread.join(END_WITHIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
