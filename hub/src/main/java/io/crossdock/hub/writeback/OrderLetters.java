package io.crossdock.hub.writeback;

import io.crossdock.canonical.Address;
import io.crossdock.erp.orders.PersonalWords;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.RecordSize;
import io.crossdock.hub.letters.DeadLetter;
import io.crossdock.hub.normalize.DeadLetters;
import io.crossdock.spi.Failure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The dead letters of orders that an ERP does not have: the event whole, as it stands in Kafka, and the ERP's message. */
final class OrderLetters {

    private final Topics topics;
    private final String erp;

    OrderLetters(Topics topics, String erp) {
        this.topics = topics;
        this.erp = erp;
    }

    /** @param buyer whose words are taken out of the message; null where they are not known */
    ProducerRecord<byte[], byte[]> of(OrderRecord order, Failure failure, Address buyer, Instant now) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("specversion", "1.0");
        attributes.put("id", erp + ":" + order.position());
        attributes.put("source", "/erp/" + erp);
        attributes.put("type", DeadLetters.TYPE);
        attributes.put("subject", order.order());
        attributes.put("time", now.toString());
        attributes.put("failurekind", failure.kind().name());
        attributes.put("failuremessage", PersonalWords.masked(failure.getMessage(), buyer));
        attributes.put("system", erp);
        attributes.put("inboundkind", DeadLetter.ORDER);
        attributes.put("replayof", order.attributes().getOrDefault("replayof", ""));
        attributes.values().removeIf(String::isEmpty);
        order.attributes().forEach((name, text) -> {
            if (!name.startsWith("replay")) {
                attributes.put(DeadLetter.EVENT + name, text);
            }
        });
        ProducerRecord<byte[], byte[]> letter = letter(order, attributes, order.value());
        if (order.value().length > 0 && RecordSize.fits(letter)) {
            return letter;
        }
        attributes.put(DeadLetters.WITHOUT_BODY, "true");
        return letter(order, attributes, new byte[0]);
    }

    private ProducerRecord<byte[], byte[]> letter(OrderRecord order, Map<String, String> attributes, byte[] body) {
        return new ProducerRecord<>(
                topics.deadLetters(),
                null,
                null,
                order.order().getBytes(StandardCharsets.UTF_8),
                body,
                CloudEventHeaders.headers(attributes, "application/json"));
    }
}
