package io.crossdock.marketplaces.shopify;

/** What a SKU is on Shopify: global ids of its variant, of the product it belongs to, of its inventory item. */
record ShopifyVariant(String id, String productId, String inventoryItemId) {}
