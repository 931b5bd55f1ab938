package io.crossdock.hub.ingest;

import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.events.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Writes to the journals of all channels of a process, by two Kafka producers that no route owns: what sources that may
 * wait have on its way takes no memory from those that may not.
 */
public final class JournalWriter {

    /**
     * Gives up within 3 s, so that a sender hears of it while it still listens, and never makes a caller wait: what
     * cannot be put into the producer's memory at once is refused at once.
     */
    public static final Map<String, Object> SETTINGS = Map.of(
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 3_000,
            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_500,
            ProducerConfig.MAX_BLOCK_MS_CONFIG, 0,
            // A producer forgets where a topic is that nobody has written to for this long, and would have to ask.
            ProducerConfig.METADATA_MAX_IDLE_CONFIG, TimeUnit.DAYS.toMillis(3_650),
            ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);

    /** For drops, polls and queues, which wait for memory as long as for an ack. */
    public static final Map<String, Object> PATIENT_SETTINGS = patient();

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Producer<byte[], byte[]> producer;
    private final Producer<byte[], byte[]> patient;
    private final Topics topics;

    /**
     * @param producer made with {@link #SETTINGS}; closed by whoever made it
     * @param patient made with {@link #PATIENT_SETTINGS}; the same
     */
    public JournalWriter(Producer<byte[], byte[]> producer, Producer<byte[], byte[]> patient, Topics topics) {
        this.producer = producer;
        this.patient = patient;
        this.topics = topics;
    }

    private static Map<String, Object> patient() {
        Map<String, Object> settings = new HashMap<>(SETTINGS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000);
        return Map.copyOf(settings);
    }

    /**
     * Returns once it is known where the channels' journals are, so that the first record of each finds its way.
     *
     * @throws IllegalStateException when Kafka does not tell in time
     */
    public void locate(Collection<ChannelId> channels, Duration within) {
        long deadlineNanos = System.nanoTime() + within.toNanos();
        List<ChannelId> missing = new ArrayList<>(channels);
        while (true) {
            missing.removeIf(channel -> isLocated(topics.journal(channel)));
            if (missing.isEmpty()) {
                return;
            }
            if (System.nanoTime() > deadlineNanos || Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("Kafka does not tell where the journals are of " + missing);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private boolean isLocated(String topic) {
        try {
            return !producer.partitionsFor(topic).isEmpty()
                    && !patient.partitionsFor(topic).isEmpty();
        } catch (TimeoutException e) {
            return false;
        }
    }

    String topic(ChannelId channel) {
        return topics.journal(channel);
    }

    /**
     * The callback is told of the ack, or why there is none.
     *
     * @param mayWait whether it may take 3 s until this returns; otherwise it does at once
     */
    void write(ProducerRecord<byte[], byte[]> record, boolean mayWait, Callback callback) {
        (mayWait ? patient : producer).send(record, callback);
    }
}
