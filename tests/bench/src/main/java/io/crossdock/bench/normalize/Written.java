package io.crossdock.bench.normalize;

import io.crossdock.hub.events.CloudEventHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** What has been written to a topic since it was last emptied. */
final class Written implements AutoCloseable {

    private final Work work;
    private final List<TopicPartition> partitions;
    private final Consumer<byte[], byte[]> looker;
    private Map<TopicPartition, Long> begins;

    /**
     * @param count records
     * @param sum the same for the same events in any order; another where one is missing, changed or there twice
     */
    record Contents(long count, long sum) {}

    Written(Work work, String topic) {
        this.work = work;
        looker = work.clients().consumer("looker", Map.of());
        partitions = looker.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        looker.assign(partitions);
        begins = looker.endOffsets(partitions);
    }

    /** How many records by now. */
    long count() {
        return looker.endOffsets(partitions).entrySet().stream()
                .mapToLong(end -> end.getValue() - begins.get(end.getKey()))
                .sum();
    }

    Contents contents() {
        long[] countAndSum = new long[2];
        forEach(read -> {
            countAndSum[0]++;
            countAndSum[1] += digest(read);
        });
        return new Contents(countAndSum[0], countAndSum[1]);
    }

    void forEach(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<TopicPartition, Long> ends = looker.endOffsets(partitions);
        begins.forEach(looker::seek);
        while (partitions.stream().anyMatch(partition -> looker.position(partition) < ends.get(partition))) {
            looker.poll(Duration.ofMillis(500)).forEach(each);
        }
    }

    /** Deletes it, so that the next contender finds the disk as this one did. */
    void delete() {
        begins = looker.endOffsets(partitions);
        try (Admin admin = work.clients().admin()) {
            admin.deleteRecords(begins.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue()))))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    private static long digest(ConsumerRecord<byte[], byte[]> read) {
        Header id = read.headers().lastHeader(CloudEventHeaders.PREFIX + "id");
        CRC32 high = new CRC32();
        CRC32C low = new CRC32C();
        for (byte[] part : List.of(read.key(), id == null ? new byte[0] : id.value(), read.value())) {
            high.update(part);
            low.update(part);
        }
        return high.getValue() << Integer.SIZE | low.getValue();
    }

    @Override
    public void close() {
        looker.close();
    }
}
