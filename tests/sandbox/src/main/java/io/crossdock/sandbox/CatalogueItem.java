package io.crossdock.sandbox;

import java.math.BigDecimal;

/**
 * An item that a shop lists from the start.
 *
 * @param price in the shop's currency
 * @param quantity pieces shown at the shop's first location; the others start with none
 */
public record CatalogueItem(String sku, BigDecimal price, long quantity) {

    /** An item of which the shop has not been told any stock yet. */
    public static CatalogueItem of(String sku, String price) {
        return new CatalogueItem(sku, new BigDecimal(price), 0);
    }

    public static CatalogueItem of(String sku, String price, long quantity) {
        return new CatalogueItem(sku, new BigDecimal(price), quantity);
    }
}
