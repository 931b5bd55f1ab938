package io.crossdock.hub.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The last offer of an item that each channel refused, of those that became dead letters. */
final class Refusals {

    private static final ObjectMapper OFFERS = new ObjectMapper();

    private final Map<String, Refusal> last = new HashMap<>();

    /**
     * @param quantity null where the offer had none, as with the price
     * @param message why, of a fixed form and without anything personal
     */
    record Refusal(Instant at, BigDecimal quantity, BigDecimal price, String message) {}

    void accept(ConsumerRecord<byte[], byte[]> written, Sku sku) {
        Map<String, String> attributes = CloudEventHeaders.attributes(written.headers());
        String channel = attributes.get("channel");
        if (channel == null || written.value() == null || !attributes.containsKey("time")) {
            return;
        }
        try {
            JsonNode offer = OFFERS.readTree(written.value());
            if (offer.hasNonNull("idempotencyKey")
                    && sku.value().equals(offer.path("sku").asText())) {
                last.put(
                        channel + " " + sku,
                        new Refusal(
                                Instant.parse(attributes.get("time")),
                                number(offer.path("quantity")),
                                number(offer.path("price").path("amount")),
                                attributes.getOrDefault("failuremessage", "")));
            }
        } catch (IOException e) {
            // A letter of another kind that has the item's key.
        }
    }

    Optional<Refusal> of(ChannelId channel, Sku sku) {
        return Optional.ofNullable(last.get(channel + " " + sku));
    }

    private static BigDecimal number(JsonNode node) {
        return node.isNumber() ? new BigDecimal(node.asText()) : null;
    }
}
