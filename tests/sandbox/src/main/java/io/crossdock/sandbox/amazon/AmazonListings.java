package io.crossdock.sandbox.amazon;

import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Setup;
import java.util.List;

/**
 * The seller's listings on one marketplace. A seller-fulfilled listing has one quantity, under the fulfillment channel
 * {@code DEFAULT}.
 */
record AmazonListings(String name, String marketplaceId) {

    /** The fulfillment channel code of what the seller ships. */
    static final String CHANNEL = "DEFAULT";

    static final List<String> LOCATIONS = List.of(CHANNEL);

    /** Marketplace ids by currency (https://developer-docs.amazon.com/sp-api/docs/marketplace-ids, read 2026-11). */
    static AmazonListings of(Setup setup) {
        String marketplace =
                switch (setup.currency()) {
                    case "USD" -> "ATVPDKIKX0DER";
                    case "GBP" -> "A1F83G8C2ARO7P";
                    default -> "A1PA6795UKMFR9";
                };
        return new AmazonListings(setup.name(), marketplace);
    }

    String asin(String sku) {
        return "B0" + Ids.capitals(name + " asin " + sku, 8);
    }
}
