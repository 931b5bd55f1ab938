package io.crossdock.marketplaces.shopify;

import java.util.List;
import java.util.stream.Collectors;

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

    static String pricesSet(String... errors) {
        return "{\"data\":{\"productVariantsBulkUpdate\":{\"userErrors\":[%s]}}}".formatted(String.join(",", errors));
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
