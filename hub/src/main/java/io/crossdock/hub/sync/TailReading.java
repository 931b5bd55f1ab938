package io.crossdock.hub.sync;

import io.crossdock.hub.sync.RecentRecords.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions a session takes from the {@link SharedTail} and which its own consumer fetches. It fetches all until it
 * knows all, then those of which the tail does not hold what is next. Its consumer's position is where the session is
 * either way. For one thread.
 */
final class TailReading {

    private final Consumer<byte[], byte[]> consumer;
    private final SharedTail.Share tail;
    private final Set<String> topics;
    private final Map<TopicPartition, Long> shared = new HashMap<>();
    /** Null where it is to be worked out anew. */
    private List<TopicPartition> own;

    /** @param topics those that the tail reads */
    TailReading(Consumer<byte[], byte[]> consumer, SharedTail.Share tail, Collection<String> topics) {
        this.consumer = consumer;
        this.tail = tail;
        this.topics = Set.copyOf(topics);
    }

    /** To be called before each poll, once all is loaded; {@link #begin} where that is no longer so. */
    void look() {
        if (own == null) {
            own = new ArrayList<>(consumer.assignment());
            own.removeIf(partition -> !topics.contains(partition.topic()) || shared.containsKey(partition));
        }
        for (Iterator<TopicPartition> each = own.iterator(); each.hasNext(); ) {
            TopicPartition partition = each.next();
            long next = consumer.position(partition);
            if (tail.from(partition, next).isPresent()) {
                consumer.pause(List.of(partition));
                shared.put(partition, next);
                each.remove();
            }
        }
    }

    /** What has come to the shared partitions, in the order of each. */
    List<ConsumerRecord<byte[], byte[]>> read() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (Iterator<Map.Entry<TopicPartition, Long>> each = shared.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<TopicPartition, Long> place = each.next();
            Optional<Reading> reading = tail.from(place.getKey(), place.getValue());
            if (reading.isEmpty()) {
                each.remove();
                own = null;
                consumer.resume(List.of(place.getKey()));
            } else if (reading.get().end() > place.getValue()) {
                records.addAll(reading.get().records());
                place.setValue(reading.get().end());
                consumer.seek(place.getKey(), reading.get().end());
            }
        }
        return records;
    }

    /** All is read again, from new partitions or from the beginning. */
    void begin() {
        consumer.resume(shared.keySet());
        shared.clear();
        own = null;
    }

    /** Others have them now, or nobody. */
    void lost(Collection<TopicPartition> partitions) {
        shared.keySet().removeAll(partitions);
        own = null;
    }
}
