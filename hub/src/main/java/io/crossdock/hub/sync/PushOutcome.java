package io.crossdock.hub.sync;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Ticket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the expression {@code outcome} makes of a partner's answer: an array with {@code {"sku", "ok", "message"}} of each
 * item, or anything else while the partner still works on it.
 */
record PushOutcome(JsonNode said, String system, String operation) {

    /** @param ticket of offers that have no result yet */
    List<OfferResult> of(List<AcceptedOffer> accepted, Ticket ticket) {
        if (!said.isArray()) {
            return accepted.stream()
                    .map(one -> OfferResult.accepted(one.offer().sku(), ticket))
                    .toList();
        }
        Map<String, JsonNode> bySku = new HashMap<>();
        said.forEach(result -> bySku.put(result.path("sku").asText(), result));
        return accepted.stream().map(one -> of(one, bySku)).toList();
    }

    private OfferResult of(AcceptedOffer accepted, Map<String, JsonNode> bySku) {
        String sku = accepted.offer().sku().value();
        JsonNode result = bySku.get(sku);
        if (result == null) {
            return OfferResult.failed(
                    accepted.offer().sku(), Failure.unavailable(system, operation, "no result for item " + sku, null));
        }
        if (!result.path("ok").isBoolean()) {
            return OfferResult.failed(
                    accepted.offer().sku(),
                    Failure.malformed(system, operation, sku, "'ok' of the outcome is neither true nor false"));
        }
        return result.path("ok").asBoolean()
                ? OfferResult.confirmed(accepted.offer().sku())
                : OfferResult.failed(accepted.offer().sku(), Failure.rejected(system, operation, sku, why(result)));
    }

    private static String why(JsonNode result) {
        return PushResults.why("refused", result.path("message"));
    }
}
