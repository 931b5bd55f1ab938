package io.crossdock.hub.sync;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.internals.AbstractPartitionAssignor;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives all partitions to one member, so that a channel's rate has one owner and nobody else writes to the channel: to
 * the owner as long as it lives, then to the member that started first. The others stand by.
 *
 * <p>Cooperative, so that the owner reads on undisturbed while others come and go. Kafka makes it by its name.
 */
public final class OneOwnerAssignor extends AbstractPartitionAssignor {

    private final long startedAtMillis = System.currentTimeMillis();

    @Override
    public String name() {
        return "one-owner";
    }

    @Override
    public List<RebalanceProtocol> supportedProtocols() {
        return List.of(RebalanceProtocol.COOPERATIVE);
    }

    @Override
    public ByteBuffer subscriptionUserData(Set<String> topics) {
        return ByteBuffer.allocate(Long.BYTES).putLong(0, startedAtMillis);
    }

    @Override
    public Map<String, List<TopicPartition>> assign(
            Map<String, Integer> partitionsPerTopic, Map<String, Subscription> subscriptions) {
        Map<String, List<TopicPartition>> assignment = new HashMap<>();
        subscriptions.keySet().forEach(member -> assignment.put(member, new ArrayList<>()));
        // The sorted map decides between equals by the member's id.
        String owner = new TreeMap<>(subscriptions)
                .entrySet().stream()
                        .min(Map.Entry.comparingByValue(SENIORITY))
                        .orElseThrow()
                        .getKey();
        // While processes of two states of a channel's file run, one reads topics that the other does not.
        List<String> read = subscriptions.get(owner).topics();
        partitionsPerTopic.forEach((topic, count) -> {
            if (read.contains(topic)) {
                assignment.get(owner).addAll(partitions(topic, count));
            }
        });
        return assignment;
    }

    /** Of two that say they own, which one is back from an absence: the one of the older generation. */
    private static final Comparator<Subscription> SENIORITY = Comparator.comparing(
                    (Subscription member) -> member.ownedPartitions().isEmpty())
            .thenComparing(member -> -member.generationId().orElse(-1))
            .thenComparing(OneOwnerAssignor::startedAtMillis);

    private static long startedAtMillis(Subscription member) {
        ByteBuffer told = member.userData();
        return told == null || told.remaining() < Long.BYTES ? Long.MAX_VALUE : told.getLong(told.position());
    }
}
