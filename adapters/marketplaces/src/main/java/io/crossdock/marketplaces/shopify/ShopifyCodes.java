package io.crossdock.marketplaces.shopify;

import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Listing;
import java.util.Map;
import java.util.Set;

/**
 * Codes of {@code userErrors} that mean something else than a refusal for good, and what a product's status means for
 * its variants (schema of 2026-01).
 */
final class ShopifyCodes {

    private static final Set<String> STALE = Set.of("CHANGE_FROM_QUANTITY_STALE", "COMPARE_QUANTITY_STALE");
    private static final Set<String> GONE =
            Set.of("INVALID_INVENTORY_ITEM", "PRODUCT_DOES_NOT_EXIST", "PRODUCT_VARIANT_DOES_NOT_EXIST");
    private static final String IN_PROGRESS = "IDEMPOTENCY_CONCURRENT_REQUEST";

    /** {@code ProductStatus}; what is unlisted can be bought by whoever has its link. */
    private static final Map<String, Listing.State> STATES = Map.of(
            "ACTIVE", Listing.State.ON_SALE,
            "UNLISTED", Listing.State.ON_SALE,
            "DRAFT", Listing.State.HIDDEN,
            "ARCHIVED", Listing.State.HIDDEN);

    private ShopifyCodes() {}

    /** @throws Failure {@code UNMAPPABLE} for a status that is not here */
    static Listing.State state(String status, Channel channel, String key) {
        Listing.State state = STATES.get(status);
        if (state == null) {
            throw Failure.unmappable(
                    channel.system(), ShopifyClient.VARIANTS, key, "unknown product status '" + status + "'");
        }
        return state;
    }

    /** The level is another than the one we compared with. */
    static boolean isStale(UserError error) {
        return STALE.contains(error.code());
    }

    /** The variant is not there any more; the SKU may be another by now. */
    static boolean isGone(UserError error) {
        return GONE.contains(error.code());
    }

    /** Our own request of the same key is still at work. */
    static boolean isInProgress(UserError error) {
        return error.code().equals(IN_PROGRESS);
    }
}
