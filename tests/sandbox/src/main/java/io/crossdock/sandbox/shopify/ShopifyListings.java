package io.crossdock.sandbox.shopify;

import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The shop's variants, in order of their id; two neighbours in the catalogue are variants of one product. */
final class ShopifyListings {

    private final List<ShopifyListing> byId = new ArrayList<>();

    ShopifyListings(Setup setup) {
        List<CatalogueItem> items = setup.catalogue();
        for (int i = 0; i < items.size(); i++) {
            String sku = items.get(i).sku();
            String product = items.get(i - i % 2).sku();
            byId.add(new ShopifyListing(
                    sku,
                    Ids.large(setup.name() + " variant " + sku),
                    Ids.large(setup.name() + " product " + product),
                    Ids.large(setup.name() + " item " + sku)));
        }
        byId.sort(java.util.Comparator.comparingLong(ShopifyListing::variant));
    }

    List<ShopifyListing> all() {
        return byId;
    }

    ShopifyListing ofSku(String sku) {
        return by(ShopifyListing::sku, sku).orElseThrow(() -> new IllegalArgumentException("not listed: " + sku));
    }

    Optional<ShopifyListing> ofVariant(String gid) {
        return by(ShopifyListing::variantGid, gid);
    }

    Optional<ShopifyListing> ofProduct(String gid) {
        return by(ShopifyListing::productGid, gid);
    }

    Optional<ShopifyListing> ofInventoryItem(String gid) {
        return by(ShopifyListing::inventoryItemGid, gid);
    }

    private Optional<ShopifyListing> by(Function<ShopifyListing, String> key, String value) {
        return byId.stream().filter(listing -> key.apply(listing).equals(value)).findFirst();
    }
}
