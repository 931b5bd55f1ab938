package io.crossdock.hub.sync;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/** The Kafka clients of channels' syncs. */
final class SyncClients {

    private SyncClients() {}

    static Consumer<byte[], byte[]> consumer(SyncSettings settings) {
        String group = settings.topics().group("sync", settings.channel().id().value());
        return settings.clients()
                .consumer(
                        group,
                        Map.of(
                                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                                List.of(OneOwnerAssignor.class.getName()),
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                2000));
    }

    /** Of no group; fails where its position is gone. */
    static Consumer<byte[], byte[]> tail(SyncSettings settings) {
        return settings.clients()
                .consumer(
                        settings.topics().group("tail", "sync"),
                        Map.of(
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none",
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                2000));
    }

    /**
     * Gives up on a receipt before a stop would: an offer without one is sent again. Nobody waits for a receipt, so those
     * of a moment are written together. As each is for a partition of its channel, they are still few a batch, and
     * compressing takes two blocks of 64 kB for some hundred bytes.
     */
    static Producer<byte[], byte[]> producer(SyncSettings settings) {
        return settings.clients()
                .producer(
                        "receipts",
                        Map.of(
                                ProducerConfig.LINGER_MS_CONFIG, 20,
                                ProducerConfig.COMPRESSION_TYPE_CONFIG, "none",
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 4_000,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 6_000,
                                ProducerConfig.MAX_BLOCK_MS_CONFIG, 6_000));
    }
}
