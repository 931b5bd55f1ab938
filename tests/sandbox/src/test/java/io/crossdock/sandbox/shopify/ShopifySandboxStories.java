package io.crossdock.sandbox.shopify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Caller;
import io.crossdock.sandbox.SettableClock;
import io.crossdock.sandbox.Worlds;
import io.crossdock.sandbox.http.JsonText;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** A shop, and requests to it. */
abstract class ShopifySandboxStories {

    static final String PATH = "/admin/api/2026-01/graphql.json";

    static final String SET = """
            mutation Set($input: InventorySetQuantitiesInput!, $key: String!) {
              inventorySetQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { reason changes { name delta quantityAfterChange item { sku } location { id } } }
                userErrors { code field message }
              }
            }
            """;

    static final String FIND = """
            query Find($first: Int!, $after: String, $query: String, $location: ID!) {
              productVariants(first: $first, after: $after, query: $query) {
                nodes {
                  id sku price
                  product { id }
                  inventoryItem { id inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } } }
                }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;

    final SettableClock clock = new SettableClock();
    final ShopifySandbox shop = new ShopifySandbox(Worlds.setup("shopify-us", "USD", clock));
    final Caller caller = Caller.of(shop).with("X-Shopify-Access-Token", shop.accessToken());

    @AfterEach
    void close() {
        shop.close();
    }

    ObjectNode quantity(String sku, long pieces, Integer from) {
        return JsonText.object()
                .put("inventoryItemId", shop.inventoryItemId(sku))
                .put("locationId", shop.locationIds().get(0))
                .put("quantity", pieces)
                .put("changeFromQuantity", from);
    }

    Caller.Answer set(String key, ObjectNode... quantities) throws IOException, InterruptedException {
        Map<String, Object> input = Map.of(
                "name",
                "available",
                "reason",
                "correction",
                "referenceDocumentUri",
                "gid://crossdock/Offer/1",
                "quantities",
                List.of(quantities));
        return graphql(SET, Map.of("key", key, "input", input));
    }

    Caller.Answer find(String query, int first, String after) throws IOException, InterruptedException {
        Map<String, Object> variables = new HashMap<>();
        variables.put("first", first);
        variables.put("after", after);
        variables.put("query", query);
        variables.put("location", shop.locationIds().get(0));
        return graphql(FIND, variables);
    }

    Caller.Answer graphql(String query, Map<String, Object> variables) throws IOException, InterruptedException {
        ObjectNode body = JsonText.object();
        body.put("query", query);
        body.set("variables", JsonText.tree(variables));
        return caller.json("POST", PATH, body.toString());
    }
}
