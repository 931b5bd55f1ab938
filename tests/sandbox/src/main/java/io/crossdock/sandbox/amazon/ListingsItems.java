package io.crossdock.sandbox.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.Shown;
import io.crossdock.sandbox.http.Bucket;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.util.List;

/**
 * {@code PATCH} and {@code GET /listings/2021-08-01/items/{sellerId}/{sku}}: quantity and price of a listing. A patch
 * that can be read but not be carried out is answered 200 with status INVALID and its issues, and changes nothing.
 */
final class ListingsItems {

    static final String PATCH = "patchListingsItem";
    static final String GET = "getListingsItem";

    private final Setup setup;
    private final AmazonListings listings;
    private final String sellerId;
    private final Ledger ledger;
    private final PatchWork work;
    private final Bucket bucket;

    ListingsItems(Setup setup, AmazonListings listings, String sellerId, Ledger ledger, PatchWork work, Bucket bucket) {
        this.setup = setup;
        this.listings = listings;
        this.sellerId = sellerId;
        this.ledger = ledger;
        this.work = work;
        this.bucket = bucket;
    }

    Reply patch(Call call) {
        String sku = sku(call);
        if (!bucket.take(1)) {
            throw AmazonErrors.quotaExceeded(sku);
        }
        JsonNode body = call.json().orElseThrow(() -> AmazonErrors.malformed("Invalid Input: body"));
        if (body.path("productType").asText("").isEmpty()) {
            throw AmazonErrors.malformed("Invalid Input: productType");
        }
        JsonNode patches = body.path("patches");
        if (!patches.isArray() || patches.isEmpty()) {
            throw AmazonErrors.malformed("Invalid Input: patches");
        }
        ListingPatch patch = new ListingPatch(listings.marketplaceId(), setup.currency());
        patches.forEach(patch::read);
        ArrayNode issues = patch.issues();
        if (issues.isEmpty()) {
            issues = work.accept(sku, patch);
        } else {
            ledger.refused(PATCH, Reason.MALFORMED, sku);
        }
        ObjectNode answer = JsonText.object();
        answer.put("sku", sku);
        answer.put("status", issues.isEmpty() ? "ACCEPTED" : "INVALID");
        answer.put("submissionId", Ids.uuid(setup.random()));
        answer.set("issues", issues);
        return limited(answer);
    }

    /** With {@code includedData=fulfillmentAvailability,offers}, for reading back what is shown. */
    Reply get(Call call) {
        List<String> data =
                List.of(call.query().getOrDefault("includedData", "summaries").split(","));
        return limited(item(sku(call), data));
    }

    /** What the data sets that were asked for tell of a listing, but for its summary. */
    ObjectNode item(String sku, List<String> data) {
        Shown shown = ledger.shown(sku);
        ObjectNode answer = JsonText.object();
        answer.put("sku", sku);
        if (data.contains("fulfillmentAvailability")) {
            ObjectNode availability = answer.putArray("fulfillmentAvailability").addObject();
            availability.put("fulfillmentChannelCode", AmazonListings.CHANNEL);
            availability.put("quantity", shown.quantity());
        }
        if (data.contains("offers")) {
            ObjectNode offer = answer.putArray("offers").addObject();
            offer.put("marketplaceId", listings.marketplaceId());
            offer.put("offerType", "B2C");
            ObjectNode price = offer.putObject("price");
            price.put("currencyCode", setup.currency());
            price.put("amount", shown.price().toPlainString());
        }
        ObjectNode issue = work.issue(sku);
        if (data.contains("issues") && issue != null) {
            answer.putArray("issues").add(issue);
        }
        return answer;
    }

    private String sku(Call call) {
        if (!listings.marketplaceId().equals(call.query().get("marketplaceIds"))) {
            throw AmazonErrors.malformed("Invalid Input: marketplaceIds");
        }
        if (!sellerId.equals(call.path().get("seller"))) {
            throw AmazonErrors.unauthorized("The seller is not the one who granted the token.");
        }
        String sku = call.path().get("sku");
        if (!ledger.lists(sku)) {
            throw AmazonErrors.notFound(sku, "SKU '" + sku + "' not found in marketplace " + listings.marketplaceId());
        }
        return sku;
    }

    private Reply limited(ObjectNode answer) {
        return Reply.json(200, answer).with("x-amzn-RateLimit-Limit", Double.toString(bucket.perSecond()));
    }
}
