package io.crossdock.hub.normalize;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.ObjectHelper;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread, one Kafka consumer: poll, route, commit. A batch that its route did not take is read again after a pause,
 * so that nothing is skipped; while it waits, the reason stands in {@link #trouble()}.
 */
public class JournalConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(JournalConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_ASKED_PAUSE = Duration.ofMinutes(2);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(2);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(7);

    private final JournalEndpoint endpoint;
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile long stopByNanos;
    private volatile Consumer<byte[], byte[]> kafka;
    private volatile String trouble;
    private ConsumerRecords<byte[], byte[]> current = ConsumerRecords.empty();
    private Thread thread;

    JournalConsumer(JournalEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** Why no progress is made; empty while all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        stopping = new CountDownLatch(1);
        Topics topics = find(Topics.class);
        ChannelId channel = new ChannelId(endpoint.getChannel());
        String group = topics.group(endpoint.getGroup(), channel.value());
        kafka = find(KafkaClients.class)
                .consumer(group, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, endpoint.getMaxRecords()));
        kafka.subscribe(List.of(topics.journal(channel)));
        thread = new Thread(this::run, endpoint.getGroup() + "-" + channel);
        thread.start();
    }

    private <T> T find(Class<T> type) {
        return endpoint.getCamelContext().getRegistry().mandatoryFindSingleByType(type);
    }

    /** Ends after the batch in hand; many consumers told so first stop side by side and not one after the other. */
    public synchronized void endSoon() {
        if (thread != null && !isEnding()) {
            stopByNanos = System.nanoTime() + STOP_WITHIN.toNanos();
            stopping.countDown();
            kafka.wakeup();
        }
    }

    @Override
    protected void doStop() throws Exception {
        endSoon();
        if (thread != null) {
            // At least a millisecond: a join of none would wait for ever.
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(stopByNanos - System.nanoTime())));
            if (thread.isAlive()) {
                thread.interrupt();
            }
        }
        super.doStop();
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        try {
            while (!isEnding()) {
                try {
                    ConsumerRecords<byte[], byte[]> records = kafka.poll(POLL);
                    if (!records.isEmpty()) {
                        current = records;
                        handle(records);
                        commit(records);
                        current = ConsumerRecords.empty();
                    }
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
            LOG.error("the journal of {} is no longer read", endpoint.getChannel(), e);
        } finally {
            kafka.close(CloseOptions.timeout(CLOSE_WITHIN));
        }
    }

    private boolean isEnding() {
        return stopping.getCount() == 0;
    }

    private void handle(ConsumerRecords<byte[], byte[]> records) {
        ChannelId channel = new ChannelId(endpoint.getChannel());
        List<Journaled> batch = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> next : records) {
            batch.add(new Journaled(JournalHeaders.read(next, channel), next.partition(), next.offset()));
        }
        Exchange exchange = createExchange(false);
        try {
            exchange.getIn().setBody(batch);
            getProcessor().process(exchange);
            if (exchange.getException() != null) {
                throw new RouteFailedException(exchange.getException());
            }
        } catch (RouteFailedException e) {
            throw e;
        } catch (Exception e) {
            throw new RouteFailedException(e);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    /** Only what was routed, never the consumer's position. */
    private void commit(ConsumerRecords<byte[], byte[]> records) {
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        for (TopicPartition partition : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> routed = records.records(partition);
            done.put(
                    partition,
                    new OffsetAndMetadata(routed.get(routed.size() - 1).offset() + 1));
        }
        try {
            kafka.commitSync(done);
        } catch (WakeupException e) {
            // Told to stop while the route was at work, which has taken the batch: it need not come again.
            kafka.commitSync(done, COMMIT_WITHIN);
        }
    }

    private Duration again(RuntimeException reason, Duration pause) throws InterruptedException {
        if (isEnding()) {
            return pause;
        }
        Duration wait =
                askedPause(reason).filter(asked -> asked.compareTo(pause) > 0).orElse(pause);
        trouble = reason.getMessage();
        LOG.warn("the journal of {} waits {} ms: {}", endpoint.getChannel(), wait.toMillis(), trouble);
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
        for (TopicPartition partition : current.partitions()) {
            // A partition that was taken from us meanwhile begins elsewhere at what was committed.
            if (kafka.assignment().contains(partition)) {
                kafka.seek(partition, current.records(partition).get(0).offset());
            }
        }
        current = ConsumerRecords.empty();
    }
}
