package io.crossdock.hub.writeback;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.CloudEventAttributes;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * An event about an order as Kafka has it.
 *
 * @param value its data; personal members may be encrypted
 * @param place where it stands: {@code order} for the canonical topic or {@code retry} for what is tried once more,
 *     partition and offset, such as {@code order:3:17}
 */
record OrderRecord(Map<String, String> attributes, byte[] value, String place) {

    private static final String RETRY = "retry";

    static OrderRecord of(ConsumerRecord<byte[], byte[]> consumed, boolean isRetry) {
        return new OrderRecord(
                CloudEventHeaders.attributes(consumed.headers()),
                consumed.value() == null ? new byte[0] : consumed.value(),
                (isRetry ? RETRY : "order") + ":" + consumed.partition() + ":" + consumed.offset());
    }

    /** What stands at a place whose record Kafka has deleted since. */
    static OrderRecord gone(String order, String place) {
        return new OrderRecord(Map.of("subject", order), new byte[0], place);
    }

    boolean isRetry() {
        return isRetry(place);
    }

    static boolean isRetry(String place) {
        return place.startsWith(RETRY + ":");
    }

    /**
     * Whether it is to be tried once more and was, as far as the place of an event about the same order tells: those of one
     * order are in one partition, and are tried in their order.
     *
     * @param tried where the event stands that was entered or rejected last
     */
    boolean isTriedBefore(String tried) {
        int offset = place.lastIndexOf(':') + 1;
        return isRetry()
                && tried.startsWith(place.substring(0, offset))
                && Long.parseLong(place.substring(offset)) <= Long.parseLong(tried.substring(offset));
    }

    /**
     * @throws IllegalArgumentException when it is none of ours
     * @throws java.io.UncheckedIOException when its data is not what its type says
     * @throws io.crossdock.hub.encryption.TamperedException when it was changed
     * @throws io.crossdock.hub.encryption.NoKeyException when it cannot be told now
     */
    CanonicalEvent event(Sealing sealing) {
        return CloudEventAttributes.read(attributes, sealing.openEvent(attributes, value));
    }

    String order() {
        return attributes.getOrDefault("subject", "");
    }
}
