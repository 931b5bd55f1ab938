package io.crossdock.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.http.JsonText;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Reads the patches of one request: {@code replace} or {@code merge} of {@code /attributes/fulfillment_availability} and
 * {@code /attributes/purchasable_offer}, each an array; of what they hold only quantity and price are kept.
 */
final class ListingPatch {

    private static final String AVAILABILITY = "fulfillment_availability";
    private static final String OFFER = "purchasable_offer";
    private static final String INVALID = "90000900";

    private final String marketplaceId;
    private final String currency;
    private final ArrayNode issues = JsonText.object().putArray("issues");
    private Long quantity;
    private BigDecimal price;

    ListingPatch(String marketplaceId, String currency) {
        this.marketplaceId = marketplaceId;
        this.currency = currency;
    }

    static ObjectNode issue(String code, String message, String attribute) {
        ObjectNode issue = JsonText.object();
        issue.put("code", code);
        issue.put("message", message);
        issue.put("severity", "ERROR");
        issue.putArray("attributeNames").add(attribute);
        issue.putArray("categories").add("INVALID_ATTRIBUTE");
        return issue;
    }

    void read(JsonNode patch) {
        String op = patch.path("op").asText();
        if (!op.equals("replace") && !op.equals("merge")) {
            throw AmazonErrors.malformed("Invalid Input: patches.op, the sandbox takes replace and merge only");
        }
        JsonNode value = patch.path("value").path(0);
        String path = patch.path("path").asText();
        switch (path) {
            case "/attributes/" + AVAILABILITY -> readAvailability(value);
            case "/attributes/" + OFFER -> readOffer(value);
            default -> issues.add(issue(INVALID, "The attribute is unknown to the sandbox.", path));
        }
    }

    ArrayNode issues() {
        return issues;
    }

    Optional<Long> quantity() {
        return Optional.ofNullable(quantity);
    }

    Optional<BigDecimal> price() {
        return Optional.ofNullable(price);
    }

    private void readAvailability(JsonNode value) {
        JsonNode pieces = value.path("quantity");
        if (!value.path("fulfillment_channel_code").asText().equals(AmazonListings.CHANNEL)
                || !pieces.isIntegralNumber()
                || pieces.asLong() < 0) {
            issues.add(issue(INVALID, "The fulfillment availability is invalid.", AVAILABILITY));
            return;
        }
        quantity = pieces.asLong();
    }

    private void readOffer(JsonNode value) {
        JsonNode amount =
                value.path("our_price").path(0).path("schedule").path(0).path("value_with_tax");
        if (!value.path("marketplace_id").asText().equals(marketplaceId)
                || !value.path("currency").asText().equals(currency)
                || !amount.isNumber()
                || amount.decimalValue().signum() <= 0
                || amount.decimalValue().stripTrailingZeros().scale() > 2) {
            issues.add(issue(INVALID, "The purchasable offer is invalid.", OFFER));
            return;
        }
        price = amount.decimalValue().setScale(2);
    }
}
