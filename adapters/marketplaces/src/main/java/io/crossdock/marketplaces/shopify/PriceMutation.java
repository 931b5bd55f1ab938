package io.crossdock.marketplaces.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.marketplaces.shopify.ShopifyClient.ProductPrices;
import io.crossdock.marketplaces.shopify.ShopifyClient.ProductResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One request that sets the prices of several products: the mutation takes one product, aliases repeat it. */
record PriceMutation(List<ProductPrices> products) {

    String query() {
        String declared = IntStream.range(0, products.size())
                .mapToObj(i -> "$p%d: ID!, $v%d: [ProductVariantsBulkInput!]!".formatted(i, i))
                .collect(Collectors.joining(", "));
        String fields = IntStream.range(0, products.size())
                .mapToObj(i -> """
                          %s: productVariantsBulkUpdate(productId: $p%d, variants: $v%d, allowPartialUpdates: true) {
                            userErrors { code field message }
                          }
                        """.formatted(alias(i), i, i))
                .collect(Collectors.joining());
        return "mutation Prices(" + declared + ") {\n" + fields + "}\n";
    }

    Map<String, Object> variables() {
        Map<String, Object> variables = new HashMap<>();
        for (int i = 0; i < products.size(); i++) {
            variables.put("p" + i, products.get(i).productId());
            variables.put("v" + i, products.get(i).variants());
        }
        return variables;
    }

    /** @return one for each product, in the same order */
    List<ProductResult> results(JsonNode body, GraphqlErrors errors) {
        List<ProductResult> results = new ArrayList<>();
        for (int i = 0; i < products.size(); i++) {
            JsonNode payload = body.path("data").path(alias(i));
            results.add(
                    payload.isObject()
                            ? new ProductResult(UserError.read(payload), null)
                            : new ProductResult(List.of(), errors.of(alias(i), body)));
        }
        return results;
    }

    private static String alias(int i) {
        return "m" + i;
    }
}
