package io.crossdock.marketplaces.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.Money;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Cost;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.Listing;
import io.crossdock.spi.ListingReader;
import io.crossdock.spi.Request;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The GraphQL Admin API, one method an operation. */
final class ShopifyClient {

    static final String VARIANTS = "productVariants";
    static final String SET_QUANTITIES = "inventorySetQuantities";
    static final String UPDATE_VARIANTS = "productVariantsBulkUpdate";

    private static final String PATH = "/admin/api/2026-01/graphql.json";

    private static final String FIND_VARIANTS = """
            query Variants($query: String!, $first: Int!, $after: String, $location: ID!) {
              productVariants(query: $query, first: $first, after: $after) {
                nodes {
                  id
                  sku
                  product { id }
                  inventoryItem {
                    id
                    inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
                  }
                }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;

    private static final String LIST_VARIANTS = """
            query Listings($first: Int!, $after: String, $location: ID!) {
              productVariants(first: $first, after: $after) {
                nodes {
                  id
                  sku
                  price
                  product { status }
                  inventoryItem {
                    inventoryLevel(locationId: $location) { quantities(names: ["available"]) { name quantity } }
                  }
                }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;

    private static final String WRITE_QUANTITIES = """
            mutation Quantities($input: InventorySetQuantitiesInput!, $key: String!) {
              inventorySetQuantities(input: $input) @idempotent(key: $key) {
                inventoryAdjustmentGroup { id }
                userErrors { code field message }
              }
            }
            """;

    private final Channel channel;
    private final Api api;

    ShopifyClient(Channel channel, Api api) {
        this.channel = channel;
        this.api = api;
    }

    /** @param next the cursor of the next page; empty on the last */
    record Page(List<FoundVariant> variants, Optional<String> next) {}

    /** A level to set, in the words of the input type InventoryQuantityInput. */
    record Quantity(String inventoryItemId, String locationId, long quantity, long changeFromQuantity) {}

    /** @param isApplied whether anything was set; the API sets nothing where one of them is refused */
    record SetResult(boolean isApplied, List<UserError> errors) {}

    /** A price to set, in the words of the input type ProductVariantsBulkInput. */
    record Price(String id, String price) {}

    record ProductPrices(String productId, List<Price> variants) {}

    /**
     * What became of one product's prices.
     *
     * @param errors what is refused; the other prices are set nevertheless
     * @param failure what befell all of them; null where nothing did
     */
    record ProductResult(List<UserError> errors, Failure failure) {}

    Page variants(String query, int first, String after, String location) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("query", query);
        variables.put("first", first);
        variables.put("after", after);
        variables.put("location", location);
        JsonNode connection = call(VARIANTS, FIND_VARIANTS, variables, ShopifyCost.variants(first));
        List<FoundVariant> found = new ArrayList<>();
        for (JsonNode node : connection.path("nodes")) {
            found.add(new FoundVariant(
                    node.path("sku").asText(""),
                    new ShopifyVariant(
                            node.path("id").asText(),
                            node.at("/product/id").asText(),
                            node.at("/inventoryItem/id").asText()),
                    available(node.at("/inventoryItem/inventoryLevel/quantities"))));
        }
        return new Page(found, next(connection));
    }

    /** The variants of the whole shop, with what they show. */
    ListingReader.Page listings(int first, String after, String location) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("first", first);
        variables.put("after", after);
        variables.put("location", location);
        JsonNode connection = call(VARIANTS, LIST_VARIANTS, variables, ShopifyCost.variants(first));
        List<Listing> listings = new ArrayList<>();
        for (JsonNode node : connection.path("nodes")) {
            listings.add(listing(node));
        }
        return new ListingReader.Page(listings, next(connection));
    }

    private Listing listing(JsonNode node) {
        String id = node.path("id").asText();
        String price = node.path("price").asText();
        if (id.isEmpty() || !price.matches("\\d{1,15}(\\.\\d{1,6})?")) {
            throw Failure.malformed(channel.system(), VARIANTS, id, "a variant without id or price");
        }
        return new Listing(
                id,
                node.path("sku").asText("").strip(),
                available(node.at("/inventoryItem/inventoryLevel/quantities")).orElse(null),
                new Money(new BigDecimal(price), channel.currency()),
                ShopifyCodes.state(node.at("/product/status").asText(), channel, id));
    }

    private static Optional<String> next(JsonNode connection) {
        JsonNode pageInfo = connection.path("pageInfo");
        return pageInfo.path("hasNextPage").asBoolean()
                ? Optional.of(pageInfo.path("endCursor").asText())
                : Optional.empty();
    }

    /** @param key the same for the same quantities only: another use of it is an error of its own */
    SetResult setQuantities(List<Quantity> quantities, String key) {
        JsonNode payload = call(
                SET_QUANTITIES,
                WRITE_QUANTITIES,
                Map.of(
                        "input",
                        Map.of("name", "available", "reason", "correction", "quantities", quantities),
                        "key",
                        key),
                ShopifyCost.quantities());
        List<UserError> errors = UserError.read(payload);
        return new SetResult(
                errors.isEmpty() || payload.path("inventoryAdjustmentGroup").isObject(), errors);
    }

    /**
     * @return one for each product, in the same order
     * @throws Failure what befell the request; then no price is set
     */
    List<ProductResult> updatePrices(List<ProductPrices> products) {
        PriceMutation mutation = new PriceMutation(products);
        JsonNode body = post(UPDATE_VARIANTS, mutation.query(), mutation.variables(), ShopifyCost.prices(products));
        GraphqlErrors errors = new GraphqlErrors(channel.system(), UPDATE_VARIANTS);
        if (!body.path("data").isObject()) {
            errors.throwIfAny(body);
            throw errors.malformed();
        }
        return mutation.results(body, errors);
    }

    private static Optional<Long> available(JsonNode quantities) {
        for (JsonNode quantity : quantities) {
            if (quantity.path("name").asText().equals("available")) {
                return Optional.of(quantity.path("quantity").asLong());
            }
        }
        return Optional.empty();
    }

    private JsonNode call(String operation, String query, Map<String, Object> variables, Cost cost) {
        JsonNode body = post(operation, query, variables, cost);
        GraphqlErrors errors = new GraphqlErrors(channel.system(), operation);
        errors.throwIfAny(body);
        JsonNode payload = body.path("data").path(operation);
        if (!payload.isObject()) {
            throw errors.malformed();
        }
        return payload;
    }

    private JsonNode post(String operation, String query, Map<String, Object> variables, Cost cost) {
        Request request = Request.json(
                        operation, "POST", PATH, Json.write(Map.of("query", query, "variables", variables)))
                .costing(cost);
        boolean isReading = query.startsWith("query");
        Answer answer = api.call(isReading ? request.reading() : request);
        if (!answer.isSuccess()) {
            throw new GraphqlErrors(channel.system(), operation).refused("HTTP " + answer.status());
        }
        return Json.read(answer, request, channel, JsonNode.class);
    }
}
