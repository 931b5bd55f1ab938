package io.crossdock.hub.policy;

import io.crossdock.canonical.Sku;

/**
 * What the rules of a policy may ask of an item.
 *
 * @param category as its master data says; empty where it says none or is unknown
 */
public record CatalogItem(Sku sku, String category) {}
