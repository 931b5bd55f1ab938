package io.crossdock.bench.webhook;

import io.crossdock.hub.kafka.KafkaClients;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Reads back what a topic got since the last time, so that nobody wins by answering what was not kept. */
final class JournalCount implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    JournalCount(KafkaClients clients, String topic) {
        consumer = clients.consumer("bench-count", Map.of());
        partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /**
     * How many records came.
     *
     * @param accepted how often each webhook was answered by a 2xx
     * @throws IllegalStateException when one that was is not there as often
     */
    long requireAll(int[] accepted) {
        int[] missing = accepted.clone();
        long count = 0;
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (isBefore(ends)) {
            for (var read : consumer.poll(POLL)) {
                missing[SignedWebhooks.placeOf(read.value())]--;
                count++;
            }
        }
        for (int place = 0; place < missing.length; place++) {
            if (missing[place] > 0) {
                throw new IllegalStateException("webhook " + place + " was accepted and is not in the topic");
            }
        }
        return count;
    }

    private boolean isBefore(Map<TopicPartition, Long> ends) {
        Collection<TopicPartition> all = ends.keySet();
        return all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
