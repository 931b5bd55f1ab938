package io.crossdock.hub.availability;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The settings as Kafka Streams' properties; what correctness or latency rests on is not the operator's to change. */
public final class StreamsProperties {

    /** Nobody waits longer than this for a killed instance: readers its transaction, its tasks the session. */
    private static final int TAKEOVER_MS = 10_000;

    /** In a backlog; what is fresh is committed much sooner ({@link CommitPace}). */
    private static final int COMMIT_INTERVAL_MS = 100;

    /** An order of 5,000 lines with all its bookings, as stored. */
    private static final int MAX_RECORD_BYTES = 8 << 20;

    /** How long a thread waits for records: nothing that is due meanwhile is done before, commits among it. */
    private static final int POLL_MS = 5;

    /** A commit first awaits what is not sent yet: most of it is sent, and answered, before the commit begins. */
    private static final int LINGER_MS = 5;

    /** What goes to one partition between two commits of a backlog: 16 kB, the default, are four batches. */
    private static final int BATCH_BYTES = 64 << 10;

    /** What waits in memory, a partition in records and a fetch in bytes: a backlog must not take the hub's heap. */
    private static final int BUFFERED_RECORDS = 300;

    private static final int FETCH_BYTES = 8 << 20;

    /** One other process has each store as well, so that taking over is not reading a million items again first. */
    private static final int STANDBYS = 1;

    /** How soon a process that came back has its share of the work again: the least that Kafka Streams takes. */
    private static final int PROBING_MS = 60_000;

    private StreamsProperties() {}

    /** Public for the benchmark, whose rival has the same. */
    public static Map<String, Object> of(AvailabilitySettings settings) {
        Map<String, Object> properties = new HashMap<>(settings.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateFolder().toString());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS);
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, STANDBYS);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, PROBING_MS);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), TAKEOVER_MS);
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), TAKEOVER_MS / 5);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        // Nothing hangs on the order of different topics, and asking whether to wait for one costs 7 % of the thread.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_RECORDS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.FETCH_MAX_BYTES_CONFIG), FETCH_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), TAKEOVER_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), LINGER_MS);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), MAX_RECORD_BYTES);
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), MAX_RECORD_BYTES);
        return properties;
    }
}
