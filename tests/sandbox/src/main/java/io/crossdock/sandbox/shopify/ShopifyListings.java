package io.crossdock.sandbox.shopify;

import io.crossdock.sandbox.CatalogueItem;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Setup;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shop's variants, in order of their id; two neighbours in the catalogue are variants of one product. */
final class ShopifyListings {

    private final List<ShopifyListing> inOrder = new ArrayList<>();
    private final Map<String, ShopifyListing> bySku = new HashMap<>();
    private final Map<String, ShopifyListing> byGid = new HashMap<>();

    ShopifyListings(Setup setup) {
        List<CatalogueItem> items = setup.catalogue();
        for (int i = 0; i < items.size(); i++) {
            String sku = items.get(i).sku();
            String product = items.get(i - i % 2).sku();
            add(new ShopifyListing(
                    sku,
                    Ids.large(setup.name() + " variant " + sku),
                    Ids.large(setup.name() + " product " + product),
                    Ids.large(setup.name() + " item " + sku)));
        }
        inOrder.sort(Comparator.comparingLong(ShopifyListing::variant));
    }

    List<ShopifyListing> all() {
        return inOrder;
    }

    ShopifyListing ofSku(String sku) {
        return Optional.ofNullable(bySku.get(sku))
                .orElseThrow(() -> new IllegalArgumentException("not listed: " + sku));
    }

    Optional<ShopifyListing> ofVariant(String gid) {
        return ofGid(gid).filter(listing -> listing.variantGid().equals(gid));
    }

    /** One of the product's variants. */
    Optional<ShopifyListing> ofProduct(String gid) {
        return ofGid(gid).filter(listing -> listing.productGid().equals(gid));
    }

    Optional<ShopifyListing> ofInventoryItem(String gid) {
        return ofGid(gid).filter(listing -> listing.inventoryItemGid().equals(gid));
    }

    private Optional<ShopifyListing> ofGid(String gid) {
        return Optional.ofNullable(byGid.get(gid));
    }

    private void add(ShopifyListing listing) {
        inOrder.add(listing);
        bySku.put(listing.sku(), listing);
        byGid.put(listing.variantGid(), listing);
        byGid.put(listing.productGid(), listing);
        byGid.put(listing.inventoryItemGid(), listing);
    }
}
