package io.crossdock.marketplaces.shopify;

import java.util.Map;
import java.util.Optional;

/** What the topics of webhooks mean to us (https://shopify.dev/docs/api/webhooks/2026-01, read 2026-11-20). */
enum ShopifyTopic {
    ORDER_PLACED,
    ORDER_CHANGED,
    ORDER_CANCELLED,
    NO_NEWS;

    private static final Map<String, ShopifyTopic> BY_NAME = Map.of(
            "orders/create", ORDER_PLACED,
            "orders/updated", ORDER_CHANGED,
            "orders/cancelled", ORDER_CANCELLED,
            // Differences of lines without SKU; orders/updated tells the whole order.
            "orders/edited", NO_NEWS,
            // Payment changes nothing of what is wanted; orders/updated tells it as well.
            "orders/paid", NO_NEWS,
            // Says that our token has ended; the next request is told so itself.
            "app/uninstalled", NO_NEWS);

    /** Empty for a topic that nobody has decided about yet. */
    static Optional<ShopifyTopic> named(String topic) {
        return Optional.ofNullable(BY_NAME.get(topic));
    }
}
