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
 *     partition and offset, such as {@code order:3:17}; of what is tried once more also Kafka's id of the topic, such as
 *     {@code retry:3:17:zjDyCl1OQfW9Vd1OXUTv5g}
 */
record OrderRecord(Map<String, String> attributes, byte[] value, String place) {

    private static final String RETRY = "retry";

    static OrderRecord of(ConsumerRecord<byte[], byte[]> consumed) {
        return at("order:" + consumed.partition() + ":" + consumed.offset(), consumed);
    }

    /** @param topic Kafka's id of it: one that was deleted and made again counts its offsets anew */
    static OrderRecord retry(ConsumerRecord<byte[], byte[]> consumed, String topic) {
        return at(RETRY + ":" + consumed.partition() + ":" + consumed.offset() + ":" + topic, consumed);
    }

    private static OrderRecord at(String place, ConsumerRecord<byte[], byte[]> consumed) {
        return new OrderRecord(
                CloudEventHeaders.attributes(consumed.headers()),
                consumed.value() == null ? new byte[0] : consumed.value(),
                place);
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
        if (!isRetry() || !isRetry(tried)) {
            return false;
        }
        String[] here = place.split(":");
        String[] there = tried.split(":");
        return here[1].equals(there[1])
                && isSameTopic(topic(place), topic(tried))
                && Long.parseLong(here[2]) <= Long.parseLong(there[2]);
    }

    /** Kafka's id of the topic of a place; empty where an earlier release wrote it down without. */
    static String topic(String place) {
        String[] parts = place.split(":", 4);
        return parts.length < 4 ? "" : parts[3];
    }

    /** An id that was not written down tells of no other topic. */
    static boolean isSameTopic(String topic, String other) {
        return topic.isEmpty() || other.isEmpty() || topic.equals(other);
    }

    /** Its place as who replays a letter knows it, without the topic's id. */
    String position() {
        String[] parts = place.split(":", 4);
        return parts[0] + ":" + parts[1] + ":" + parts[2];
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
