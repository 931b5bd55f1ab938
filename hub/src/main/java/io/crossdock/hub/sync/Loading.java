package io.crossdock.hub.sync;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether all that was written before the partitions came to us has been read: before that, an offer might be one that
 * the channel confirmed long ago, or an outdated one.
 */
final class Loading {

    private final Set<TopicPartition> unknown = new HashSet<>();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private boolean assigned;

    void assigned(Collection<TopicPartition> partitions) {
        unknown.addAll(partitions);
        assigned = true;
    }

    void revoked(Collection<TopicPartition> partitions) {
        unknown.removeAll(partitions);
        ends.keySet().removeAll(partitions);
        assigned = false;
    }

    /** Compares how far the consumer got with where its partitions ended when they came to us. */
    void check(Consumer<?, ?> consumer) {
        if (!unknown.isEmpty()) {
            ends.putAll(consumer.endOffsets(unknown));
            unknown.clear();
        }
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    boolean isAssigned() {
        return assigned;
    }

    boolean isDone() {
        return assigned && unknown.isEmpty() && ends.isEmpty();
    }
}
