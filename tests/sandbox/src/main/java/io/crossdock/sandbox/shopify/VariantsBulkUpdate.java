package io.crossdock.sandbox.shopify;

import static io.crossdock.sandbox.shopify.ShopifyPayload.error;

import io.crossdock.sandbox.Faults;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Ledger.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The mutation {@code productVariantsBulkUpdate}, for prices: variants of one product; a wrong one refuses all of them
 * unless {@code allowPartialUpdates} is given.
 */
final class VariantsBulkUpdate {

    static final String NAME = "productVariantsBulkUpdate";

    private final ShopifyListings listings;
    private final Ledger ledger;
    private final Faults faults;

    VariantsBulkUpdate(ShopifyListings listings, Ledger ledger, Faults faults) {
        this.listings = listings;
        this.ledger = ledger;
        this.faults = faults;
    }

    Map<String, Object> apply(String productId, List<Map<String, Object>> variants, boolean isPartialAllowed) {
        ShopifyPayload.requireSize(variants, NAME + ".variants");
        Optional<ShopifyListing> product = listings.ofProduct(productId);
        if (product.isEmpty()) {
            ledger.refused(NAME, Reason.UNKNOWN, "");
            return ShopifyPayload.errors(
                    List.of(error("PRODUCT_DOES_NOT_EXIST", "Product does not exist", "productId")));
        }
        return ledger.atomically(() -> apply(product.get(), variants, isPartialAllowed));
    }

    private Map<String, Object> apply(
            ShopifyListing product, List<Map<String, Object>> variants, boolean isPartialAllowed) {
        Map<ShopifyListing, BigDecimal> prices = new LinkedHashMap<>();
        List<Map<String, Object>> errors = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            Map<String, Object> variant = variants.get(i);
            Optional<ShopifyListing> listing =
                    listings.ofVariant((String) variant.get("id")).filter(one -> one.product() == product.product());
            Optional<Map<String, Object>> error = wrongIn(variant, listing, i);
            error.ifPresent(errors::add);
            if (error.isEmpty() && variant.get("price") != null) {
                prices.put(
                        listing.orElseThrow(), ((BigDecimal) variant.get("price")).setScale(2, RoundingMode.HALF_UP));
            }
        }
        boolean isTaken = errors.isEmpty() || isPartialAllowed;
        if (isTaken) {
            prices.forEach((listing, price) -> ledger.priceWritten(NAME, listing.sku(), price));
        }
        return Map.of(
                "product",
                product,
                "productVariants",
                isTaken ? List.copyOf(prices.keySet()) : List.of(),
                "userErrors",
                errors);
    }

    private Optional<Map<String, Object>> wrongIn(
            Map<String, Object> variant, Optional<ShopifyListing> listing, int index) {
        if (variant.get("id") == null) {
            ledger.refused(NAME, Reason.MALFORMED, "");
            return Optional.of(
                    error("PRODUCT_VARIANT_ID_MISSING", "Product variant is missing ID attribute", "variants", index));
        }
        if (listing.isEmpty()) {
            ledger.refused(NAME, Reason.UNKNOWN, "");
            return Optional.of(
                    error("PRODUCT_VARIANT_DOES_NOT_EXIST", "Product variant does not exist", "variants", index, "id"));
        }
        String sku = listing.get().sku();
        BigDecimal price = (BigDecimal) variant.get("price");
        if (price != null && price.signum() < 0) {
            ledger.refused(NAME, Reason.MALFORMED, sku);
            return Optional.of(error(
                    "GREATER_THAN_OR_EQUAL_TO",
                    "Price must be greater than or equal to 0",
                    "variants",
                    index,
                    "price"));
        }
        if (faults.rejects(sku)) {
            ledger.refused(NAME, Reason.REJECTED, sku);
            return Optional.of(error("INVALID_INPUT", "Input is invalid", "variants", index, "price"));
        }
        return Optional.empty();
    }
}
