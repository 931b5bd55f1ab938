package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Refused;
import io.crossdock.sandbox.http.Reply;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code POST /v2/catalog/batch-upsert}, for prices of variations that exist. A batch is taken whole or not at all, and
 * does not hold up another: the answer may hold objects and errors.
 */
final class SquareUpsert {

    static final String NAME = "BatchUpsertCatalogObjects";

    private static final int MAX_OBJECTS_A_BATCH = 1000;
    private static final int MAX_OBJECTS = 10_000;

    private final Setup setup;
    private final SquareListings listings;
    private final SquareCatalog catalog;
    private final Ledger ledger;
    private final Faults faults;
    private final IdempotentAnswers answers = new IdempotentAnswers();

    SquareUpsert(Setup setup, SquareListings listings, SquareCatalog catalog, Ledger ledger, Faults faults) {
        this.setup = setup;
        this.listings = listings;
        this.catalog = catalog;
        this.ledger = ledger;
        this.faults = faults;
    }

    Reply batchUpsert(Call call) {
        JsonNode body = SquareErrors.body(call);
        return answers.once(body, () -> ledger.atomically(() -> upsert(body)));
    }

    private Reply upsert(JsonNode body) {
        requireSizes(body.path("batches"));
        ObjectNode answer = JsonText.object();
        List<Refused> refusals = new ArrayList<>();
        for (JsonNode batch : body.path("batches")) {
            try {
                taken(batch).forEach(listing -> answer.withArray("objects").add(catalog.object(listing)));
            } catch (Refused refused) {
                refusals.add(refused);
                answer.withArray("errors").addAll(SquareErrors.errors(refused));
            }
        }
        if (!answer.has("objects")) {
            throw new Refused(refusals.get(0).reason(), refusals.get(0).key(), Reply.json(400, answer));
        }
        refusals.forEach(refused -> ledger.refused(NAME, refused.reason(), refused.key()));
        answer.put("updated_at", setup.clock().instant().toString());
        return Reply.json(200, answer);
    }

    /** All objects of a batch or none. */
    private Set<SquareListing> taken(JsonNode batch) {
        Map<SquareListing, BigDecimal> prices = new LinkedHashMap<>();
        for (JsonNode object : batch.path("objects")) {
            SquareListing listing = listing(object);
            prices.put(listing, price(object, listing));
        }
        prices.forEach((listing, price) -> {
            ledger.priceWritten(NAME, listing.sku(), price);
            listings.changed(listing, setup.clock().instant());
        });
        return prices.keySet();
    }

    private static void requireSizes(JsonNode batches) {
        if (!batches.isArray() || batches.isEmpty()) {
            throw SquareErrors.malformed("MISSING_REQUIRED_PARAMETER", "Missing required parameter.", "batches");
        }
        int total = 0;
        for (JsonNode batch : batches) {
            int size = batch.path("objects").size();
            total += size;
            if (size < 1 || size > MAX_OBJECTS_A_BATCH || total > MAX_OBJECTS) {
                throw SquareErrors.malformed(
                        size < 1 ? "ARRAY_EMPTY" : "ARRAY_LENGTH_TOO_LONG",
                        "A batch holds 1 to 1000 objects, a request at most 10000.",
                        "batches.objects");
            }
        }
    }

    private SquareListing listing(JsonNode object) {
        String id = object.path("id").asText();
        if (!object.path("type").asText().equals("ITEM_VARIATION")) {
            throw SquareErrors.malformed("INVALID_VALUE", "The sandbox upserts ITEM_VARIATION only.", "type");
        }
        SquareListing listing = listings.ofVariation(id)
                .orElseThrow(() -> SquareErrors.notFound(id, "Invalid Object with Id: " + id, "id"));
        if (object.path("version").asLong(0) != listings.version(listing)) {
            throw SquareErrors.stale(listing.sku());
        }
        if (faults.rejects(listing.sku())) {
            throw SquareErrors.rejected(listing.sku(), "item_variation_data.price_money");
        }
        return listing;
    }

    private BigDecimal price(JsonNode object, SquareListing listing) {
        JsonNode data = object.path("item_variation_data");
        if (!data.path("item_id").asText().equals(listing.item())
                || !data.path("sku").asText().equals(listing.sku())) {
            // The real one takes it and the variation has lost its SKU from then on.
            throw SquareErrors.malformed(
                    "MISSING_REQUIRED_PARAMETER",
                    "An upsert replaces the whole object: item_id and sku would be lost.",
                    "item_variation_data");
        }
        JsonNode money = data.path("price_money");
        if (!data.path("pricing_type").asText().equals("FIXED_PRICING")
                || !money.path("amount").isIntegralNumber()
                || money.path("amount").asLong() < 0) {
            throw SquareErrors.malformed(
                    "EXPECTED_INTEGER", "FIXED_PRICING takes an amount of at least 0.", "price_money.amount");
        }
        if (!money.path("currency").asText().equals(setup.currency())) {
            throw SquareErrors.malformed("INVALID_VALUE", "The currency is not the seller's.", "price_money.currency");
        }
        return SquareMoney.amount(money.path("amount").asLong(), setup.currency());
    }
}
