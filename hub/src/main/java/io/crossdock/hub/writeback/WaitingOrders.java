package io.crossdock.hub.writeback;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** How far what enters orders into an ERP is behind. */
public final class WaitingOrders {

    private WaitingOrders() {}

    /**
     * Records about orders that were not looked at yet, of whatever kind.
     *
     * @throws KafkaException when Kafka does not answer
     */
    public static long count(KafkaClients clients, Topics topics, String erp) {
        try (Admin admin = clients.admin()) {
            Map<String, TopicDescription> found = admin.describeTopics(
                            List.of(topics.orders(), topics.erpOrderRetries(erp)))
                    .allTopicNames()
                    .get(20, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            Map<TopicPartition, OffsetSpec> beginnings = new HashMap<>();
            found.forEach((topic, description) -> description.partitions().forEach(known -> {
                ends.put(new TopicPartition(topic, known.partition()), OffsetSpec.latest());
                beginnings.put(new TopicPartition(topic, known.partition()), OffsetSpec.earliest());
            }));
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            topics.group("erp-orders", erp))
                    .partitionsToOffsetAndMetadata()
                    .get(20, TimeUnit.SECONDS);
            Map<TopicPartition, ListOffsetsResultInfo> end =
                    admin.listOffsets(ends).all().get(20, TimeUnit.SECONDS);
            Map<TopicPartition, ListOffsetsResultInfo> beginning =
                    admin.listOffsets(beginnings).all().get(20, TimeUnit.SECONDS);
            long waiting = 0;
            for (TopicPartition partition : ends.keySet()) {
                OffsetAndMetadata place = committed.get(partition);
                long from = beginning.get(partition).offset();
                waiting += end.get(partition).offset() - (place == null ? from : Math.max(from, place.offset()));
            }
            return waiting;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while Kafka was asked how far orders are", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not tell how far orders are", e);
        }
    }
}
