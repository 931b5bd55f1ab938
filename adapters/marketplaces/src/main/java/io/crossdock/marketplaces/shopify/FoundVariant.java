package io.crossdock.marketplaces.shopify;

import java.util.Optional;

/**
 * A variant that a search brought.
 *
 * @param level pieces available at the channel's location; empty where the item is not stocked there
 */
record FoundVariant(String sku, ShopifyVariant variant, Optional<Long> level) {}
