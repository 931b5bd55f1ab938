package io.crossdock.marketplaces.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Request;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers in the form of the GraphQL Admin API 2026-01. */
final class ShopifyAnswers {

    private ShopifyAnswers() {}

    /** A page with all there is. */
    static String variants(String... nodes) {
        return page("false", nodes);
    }

    /** A page with another one after it. */
    static String firstPage(String... nodes) {
        return page("true", nodes);
    }

    private static String page(String hasNext, String... nodes) {
        return "{\"data\":{\"productVariants\":{\"nodes\":[%s],\"pageInfo\":{\"hasNextPage\":%s,\"endCursor\":\"c1\"}}}}"
                .formatted(String.join(",", nodes), hasNext);
    }

    /** The variant of a number, of product 1, with pieces available at the location. */
    static String variant(String sku, int number, long available) {
        return variant(
                sku, number, 1, "{\"quantities\":[{\"name\":\"available\",\"quantity\":%d}]}".formatted(available));
    }

    static String variantOfProduct(String sku, int number, int product) {
        return variant(sku, number, product, "{\"quantities\":[{\"name\":\"available\",\"quantity\":0}]}");
    }

    static String notStocked(String sku, int number) {
        return variant(sku, number, 1, "null");
    }

    private static String variant(String sku, int number, int product, String level) {
        return """
                {"id":"gid://shopify/ProductVariant/%d","sku":"%s","product":{"id":"gid://shopify/Product/%d"},
                 "inventoryItem":{"id":"gid://shopify/InventoryItem/%d","inventoryLevel":%s}}""".formatted(number, sku.replace("\\", "\\\\").replace("\"", "\\\""), product, number, level);
    }

    static final String QUANTITIES_SET =
            "{\"data\":{\"inventorySetQuantities\":{\"inventoryAdjustmentGroup\":{\"id\":\"gid://shopify/"
                    + "InventoryAdjustmentGroup/1\"},\"userErrors\":[]}}}";

    static String quantitiesRefused(String... errors) {
        return "{\"data\":{\"inventorySetQuantities\":{\"inventoryAdjustmentGroup\":null,\"userErrors\":[%s]}}}"
                .formatted(String.join(",", errors));
    }

    /** Of one product's prices. */
    static final String PRICES_SET = "{\"userErrors\":[]}";

    /** Of one product's prices; those that no error is about are set. */
    static String pricesRefused(String... errors) {
        return "{\"userErrors\":[%s]}".formatted(String.join(",", errors));
    }

    /** @param products the payload of each product of the request, in order */
    static String prices(String... products) {
        return "{\"data\":%s}".formatted(payloads(products));
    }

    /** Answers a request for any number of products: all prices are set. */
    static Answer pricesSet(Request request) {
        int products = productsOf(request).size();
        String[] payloads = Collections.nCopies(products, PRICES_SET).toArray(String[]::new);
        return answer(prices(payloads));
    }

    static Answer answer(String json) {
        return new Answer(200, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** The global ids of the products whose prices the request sets, in the order of its aliases. */
    static List<String> productsOf(Request request) {
        JsonNode variables = ApiScript.json(request).path("variables");
        return IntStream.range(0, variables.size() / 2)
                .mapToObj(i -> variables.path("p" + i).asText())
                .toList();
    }

    /** One product of the request fails in a resolver, the others are done. */
    static String pricesWithout(int failed, String code, String... products) {
        return """
                {"data":%s,"errors":[{"message":"No","path":["m%d"],"extensions":{"code":"%s"}}]}""".formatted(payloads(products), failed, code);
    }

    private static String payloads(String... products) {
        return IntStream.range(0, products.length)
                .mapToObj(i -> "\"m%d\":%s".formatted(i, products[i]))
                .collect(Collectors.joining(",", "{", "}"));
    }

    static String userError(String code, String... field) {
        String path = List.of(field).stream().map(part -> "\"" + part + "\"").collect(Collectors.joining(","));
        return "{\"code\":\"%s\",\"field\":[%s],\"message\":\"Something is not as it should be\"}"
                .formatted(code, path);
    }

    static String quantityError(String code, int place, String member) {
        return userError(code, "input", "quantities", Integer.toString(place), member);
    }

    static String graphqlError(String code) {
        return """
                {"errors":[{"message":"No","extensions":{"code":"%s"}}],
                 "extensions":{"cost":{"requestedQueryCost":502,"actualQueryCost":null,
                   "throttleStatus":{"maximumAvailable":2000.0,"currentlyAvailable":252,"restoreRate":100.0}}}}""".formatted(code);
    }
}
