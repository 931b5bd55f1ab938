package io.crossdock.hub.sync;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where a partner's answer tells what became of each item.
 *
 * @param pointer JSON Pointer to the array of results, such as {@code /results}
 * @param key member that holds the SKU
 * @param status member that tells how it went
 * @param ok the status of an item that was taken
 * @param message member that tells why not
 */
record PushResults(JsonPointer pointer, String key, String status, String ok, String message) {

    private static final int LONGEST_MESSAGE = 200;

    /** @throws Failure {@code MALFORMED} where the answer holds no such array */
    List<OfferResult> read(JsonNode answer, List<Offer> offers, String system, String operation) {
        JsonNode results = answer.at(pointer);
        if (!results.isArray()) {
            throw Failure.malformed(system, operation, "", "no array of results at " + pointer);
        }
        Map<String, JsonNode> bySku = new HashMap<>();
        results.forEach(result -> bySku.put(result.path(key).asText(), result));
        return offers.stream()
                .map(offer -> read(bySku.get(offer.sku().value()), offer, system, operation))
                .toList();
    }

    private OfferResult read(JsonNode result, Offer offer, String system, String operation) {
        String sku = offer.sku().value();
        if (result == null) {
            return OfferResult.failed(
                    offer.sku(), Failure.unavailable(system, operation, "no result for item " + sku, null));
        }
        String told = result.path(status).asText();
        return told.equals(ok)
                ? OfferResult.confirmed(offer.sku())
                : OfferResult.failed(
                        offer.sku(), Failure.rejected(system, operation, sku, why(told, result.path(message))));
    }

    /** A partner's words in a failure. */
    static String why(String told, JsonNode message) {
        String text = (told + " " + message.asText("")).strip().replaceAll("\\p{Cntrl}", " ");
        return text.length() > LONGEST_MESSAGE ? text.substring(0, LONGEST_MESSAGE) : text;
    }
}
