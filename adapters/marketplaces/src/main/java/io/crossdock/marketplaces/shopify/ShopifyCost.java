package io.crossdock.marketplaces.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Cost;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import java.util.List;
import java.util.Optional;

/**
 * What requests cost, by the rules for objects, connections and mutations
 * (https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits, read 2026-11-20). Large connections are cheaper than
 * these rules make them; each answer tells what was asked for really.
 */
final class ShopifyCost {

    private static final double CONNECTION = 2;

    /** The variant, its product, its inventory item, that one's level and its quantities. */
    private static final double VARIANT_SHOWN = 5;

    private static final double MUTATION = 10;
    private static final double PRICE = 0.2;

    private ShopifyCost() {}

    static Cost variants(int first) {
        return new Cost(CONNECTION + VARIANT_SHOWN * first, ShopifyCost::told);
    }

    static Cost quantities() {
        return new Cost(MUTATION, ShopifyCost::told);
    }

    static Cost prices(List<ShopifyClient.ProductPrices> products) {
        int prices =
                products.stream().mapToInt(product -> product.variants().size()).sum();
        return new Cost(MUTATION * products.size() + PRICE * prices, ShopifyCost::told);
    }

    /** A request that was throttled took nothing: its actual cost is null. */
    private static Optional<Cost.Told> told(Answer answer) {
        try {
            JsonNode cost =
                    Json.read(answer.body(), "shopify", "cost", JsonNode.class).at("/extensions/cost");
            JsonNode left = cost.at("/throttleStatus/currentlyAvailable");
            return left.isNumber() && cost.path("requestedQueryCost").isNumber()
                    ? Optional.of(new Cost.Told(
                            cost.path("requestedQueryCost").asDouble(),
                            cost.path("actualQueryCost").asDouble(),
                            left.asDouble()))
                    : Optional.empty();
        } catch (Failure e) {
            // Whoever reads the answer tells what is wrong with it.
            return Optional.empty();
        }
    }
}
