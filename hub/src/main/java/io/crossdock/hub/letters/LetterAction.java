package io.crossdock.hub.letters;

import io.crossdock.hub.events.CloudEventHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * That somebody settled a dead letter: a CloudEvent of type {@code crossdock.dead-letter.replayed.v1} or {@code
 * crossdock.dead-letter.dropped.v1} without data, whose subject is the letter's id.
 *
 * @param before letters of that id are settled that stand before this offset of their partition: all that were there
 *     when it was done; one that comes later is open
 * @param journalPosition where a replayed letter's record stands in the journal now; empty for a dropped one
 * @param edited whether it was replayed with another body than the letter's own
 */
public record LetterAction(
        LetterState state,
        String letter,
        Instant time,
        long before,
        String by,
        String reason,
        String journalPosition,
        boolean edited) {

    private static final String SOURCE = "/hub/dead-letters";
    private static final Map<String, LetterState> STATES = Map.of(
            "crossdock.dead-letter.replayed.v1", LetterState.REPLAYED,
            "crossdock.dead-letter.dropped.v1", LetterState.DROPPED);

    ProducerRecord<byte[], byte[]> record(String topic) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", UUID.randomUUID().toString());
        attributes.put("source", SOURCE);
        attributes.put("type", type());
        attributes.put("subject", letter);
        attributes.put("time", time.toString());
        attributes.put("settlesbefore", Long.toString(before));
        attributes.put("by", by);
        attributes.put("reason", reason);
        attributes.put("journalposition", journalPosition);
        attributes.put("edited", Boolean.toString(edited));
        attributes.values().removeIf(String::isEmpty);
        return new ProducerRecord<>(
                topic,
                null,
                null,
                letter.getBytes(StandardCharsets.UTF_8),
                new byte[0],
                CloudEventHeaders.headers(attributes, null));
    }

    /** Empty for a record that is no action of ours. */
    static Optional<LetterAction> read(ConsumerRecord<byte[], byte[]> written) {
        Map<String, String> attributes = CloudEventHeaders.attributes(written.headers());
        LetterState state = STATES.get(attributes.getOrDefault("type", ""));
        String before = attributes.getOrDefault("settlesbefore", "");
        if (state == null || attributes.get("subject") == null || !before.matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return Optional.of(new LetterAction(
                state,
                attributes.get("subject"),
                Instant.ofEpochMilli(written.timestamp()),
                Long.parseLong(before),
                attributes.getOrDefault("by", ""),
                attributes.getOrDefault("reason", ""),
                attributes.getOrDefault("journalposition", ""),
                Boolean.parseBoolean(attributes.get("edited"))));
    }

    private String type() {
        return STATES.entrySet().stream()
                .filter(known -> known.getValue() == state)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no action makes a letter " + state));
    }
}
