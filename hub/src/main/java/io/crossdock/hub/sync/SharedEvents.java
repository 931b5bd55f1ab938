package io.crossdock.hub.sync;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.hub.events.CloudEventHeaders;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The last events that channels of one process read, for the others of them that read the same: parsed by whoever comes
 * first, and in memory once. Channels wait for nobody here; for any thread.
 */
final class SharedEvents {

    /** As many as channels are apart while many items change; some ten megabytes. */
    private static final int KEPT = 4096;

    private final AtomicReferenceArray<Entry> entries = new AtomicReferenceArray<>(KEPT);

    /** An event, and the record that it was. */
    private record Entry(ConsumerRecord<byte[], byte[]> from, CanonicalEvent event) {

        /** A topic that was made anew has other records at the same places. */
        boolean is(ConsumerRecord<byte[], byte[]> consumed) {
            return from.offset() == consumed.offset()
                    && from.partition() == consumed.partition()
                    && from.timestamp() == consumed.timestamp()
                    && from.topic().equals(consumed.topic())
                    && Arrays.equals(from.value(), consumed.value());
        }
    }

    /**
     * What {@link CloudEventHeaders#event(ConsumerRecord)} gives.
     *
     * @throws IllegalArgumentException when it is none of ours
     * @throws java.io.UncheckedIOException when its data is not what its type says
     */
    CanonicalEvent event(ConsumerRecord<byte[], byte[]> consumed) {
        int place = place(consumed);
        Entry known = entries.get(place);
        if (known != null && known.is(consumed)) {
            return known.event();
        }
        CanonicalEvent event = CloudEventHeaders.event(consumed);
        entries.set(place, new Entry(consumed, event));
        return event;
    }

    private static int place(ConsumerRecord<byte[], byte[]> consumed) {
        // Neighbours of one partition have neighbouring places, and partitions beginnings of their own.
        int begin = 31 * consumed.topic().hashCode() + consumed.partition() * 0x9E3779B9;
        return (int) ((begin + consumed.offset()) & (KEPT - 1));
    }
}
