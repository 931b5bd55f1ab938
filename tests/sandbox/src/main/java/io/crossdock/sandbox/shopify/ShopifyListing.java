package io.crossdock.sandbox.shopify;

/** A variant by all its ids. */
record ShopifyListing(String sku, long variant, long product, long inventoryItem) {

    String variantGid() {
        return "gid://shopify/ProductVariant/" + variant;
    }

    String productGid() {
        return "gid://shopify/Product/" + product;
    }

    String inventoryItemGid() {
        return "gid://shopify/InventoryItem/" + inventoryItem;
    }

    String title() {
        return "Article " + sku;
    }
}
