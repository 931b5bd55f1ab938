package io.crossdock.hub.availability;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What can be sold, of every item, in memory: for beans that decide by it. It is read once somebody wants to use it, and
 * followed from then on.
 */
public final class AvailabilityView implements AutoCloseable {

    /** Its name in the registry. */
    public static final String BEAN = "availabilityView";

    private static final Logger LOG = LoggerFactory.getLogger(AvailabilityView.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final String topic;
    private final Map<Sku, AvailabilityChanged> bySku = new ConcurrentHashMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private Thread thread;
    private volatile boolean isRead;

    public AvailabilityView(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topic = topics.availability();
    }

    /**
     * The view of a hub's context, which is being read from now on.
     *
     * @throws IllegalStateException where there is none
     */
    public static AvailabilityView of(CamelContext context) {
        AvailabilityView view = context.getRegistry().lookupByNameAndType(BEAN, AvailabilityView.class);
        if (view == null) {
            throw new IllegalStateException("there is no availability here: start the hub with --capabilities");
        }
        view.begin();
        return view;
    }

    /** Begins to read; a second time does nothing. */
    private synchronized void begin() {
        if (thread == null && stopping.getCount() > 0) {
            thread = new Thread(this::run, "availability-view");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /**
     * An item's availability; empty for one that nobody has counted.
     *
     * @throws Failure {@code UNAVAILABLE} until everything was read once
     */
    public Optional<AvailabilityChanged> of(Sku sku) {
        if (!isRead) {
            throw Failure.unavailable("crossdock", "availability", "is still being read", null);
        }
        return Optional.ofNullable(bySku.get(sku));
    }

    private void run() {
        while (stopping.getCount() > 0) {
            try (Consumer<byte[], byte[]> consumer = clients.consumer("availability-view", Map.of())) {
                follow(consumer);
            } catch (InterruptException e) {
                return;
            } catch (KafkaException | IllegalStateException e) {
                LOG.warn("availability cannot be followed: {}", e.getMessage());
            }
            try {
                stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void follow(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(known -> new TopicPartition(topic, known.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (stopping.getCount() > 0) {
            consumer.poll(POLL).forEach(this::apply);
            if (!isRead) {
                isRead = !partitions.isEmpty()
                        && partitions.stream().allMatch(each -> consumer.position(each) >= ends.get(each));
            }
        }
    }

    private void apply(ConsumerRecord<byte[], byte[]> written) {
        try {
            if (written.value() != null
                    && CloudEventHeaders.event(written).data() instanceof AvailabilityChanged changed) {
                // Kept of every item: whose doing it was is of no use here.
                var kept = changed.since(changed.version(), null);
                bySku.merge(changed.sku(), kept, (known, read) -> read.version() >= known.version() ? read : known);
            }
        } catch (RuntimeException e) {
            LOG.warn("a record of {} at offset {} cannot be read", topic, written.offset());
        }
    }

    @Override
    public synchronized void close() {
        stopping.countDown();
        if (thread == null) {
            return;
        }
        try {
            thread.join(CLOSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
