package io.crossdock.spi;

import io.crossdock.canonical.Sku;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A channel's own keys of our items, where it has others than ours. Adapters need not know of it: the hub gives them
 * offers under the channel's keys, and takes ours for the channel's keys in what they translate.
 *
 * @param bySku the channel's key by our SKU, each once; null where the channel has our SKUs
 */
public record Listings(Map<Sku, Sku> bySku, Map<Sku, Sku> byListing) {

    /** The channel has our SKUs. */
    public static final Listings SAME = new Listings(null, null);

    /** @throws IllegalArgumentException where two items have one key */
    public static Listings of(Map<Sku, Sku> bySku) {
        Map<Sku, Sku> byListing = new HashMap<>();
        bySku.forEach((sku, listing) -> {
            if (byListing.put(listing, sku) != null) {
                throw new IllegalArgumentException("two items have the listing " + listing);
            }
        });
        return new Listings(Collections.unmodifiableMap(new LinkedHashMap<>(bySku)), Map.copyOf(byListing));
    }

    /** Whether the channel has keys of its own. */
    public boolean areOwn() {
        return bySku != null;
    }

    /** The channel's key of our item; empty where it does not list it. */
    public Optional<Sku> listingOf(Sku sku) {
        return areOwn() ? Optional.ofNullable(bySku.get(sku)) : Optional.of(sku);
    }

    /** Our item for the channel's key; empty where nobody has said which. */
    public Optional<Sku> skuOf(Sku listing) {
        return areOwn() ? Optional.ofNullable(byListing.get(listing)) : Optional.of(listing);
    }
}
