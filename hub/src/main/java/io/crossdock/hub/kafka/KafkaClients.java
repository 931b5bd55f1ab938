package io.crossdock.hub.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Makes clients that lose nothing: producers are idempotent and wait for all replicas, consumers commit nothing by
 * themselves and see no aborted transaction.
 *
 * @param properties what the operator set: brokers, security and the like; may not weaken the above
 */
public record KafkaClients(Map<String, String> properties) {

    /** A 1 MiB body and its headers, and a dead letter of it, fit into a request. */
    public static final int MAX_RECORD_BYTES = 3 * 1024 * 1024;

    private static final ByteArraySerializer WRITES_BYTES = new ByteArraySerializer();
    private static final ByteArrayDeserializer READS_BYTES = new ByteArrayDeserializer();

    public KafkaClients {
        properties = Map.copyOf(properties);
    }

    /** For many threads; gives up on a record after 30 s. */
    public Producer<byte[], byte[]> producer(String clientId) {
        return producer(clientId, Map.of());
    }

    public Producer<byte[], byte[]> producer(String clientId, Map<String, Object> overrides) {
        Map<String, Object> settings = base(clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.putAll(overrides);
        return new KafkaProducer<>(settings, WRITES_BYTES, WRITES_BYTES);
    }

    /** In a group, from the beginning where the group is new; the caller commits. */
    public Consumer<byte[], byte[]> consumer(String group, Map<String, Object> overrides) {
        Map<String, Object> settings = base(group);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.putAll(overrides);
        return new KafkaConsumer<>(settings, READS_BYTES, READS_BYTES);
    }

    public Admin admin() {
        return Admin.create(base("crossdock-admin"));
    }

    /** @throws IllegalStateException when Kafka does not answer within that time */
    public Set<String> topicNames(Duration within) {
        try (Admin admin = admin()) {
            return admin.listTopics().names().get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka listed its topics", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Kafka does not answer", e);
        }
    }

    private Map<String, Object> base(String clientId) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        return settings;
    }
}
