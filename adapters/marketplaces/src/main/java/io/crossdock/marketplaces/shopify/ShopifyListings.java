package io.crossdock.marketplaces.shopify;

import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.ListingReader;
import java.util.List;

/**
 * All variants of the shop, in the order of their ids, with the level at the location that offers go to
 * (https://shopify.dev/docs/api/admin-graphql/2026-01/queries/productVariants, read 2026-11-26).
 *
 * <p>At most 250 a page; a request may cost 1,000 points, and each object beneath a variant counts
 * (https://shopify.dev/docs/api/usage/limits, read 2026-11-26), so that fewer are asked for.
 */
public final class ShopifyListings implements ListingReader {

    private static final int PAGE = 100;

    @Override
    public Page read(Asked asked, Channel channel, Api api) {
        String location = new Batch(List.of(), channel).location();
        return new ShopifyClient(channel, api).listings(PAGE, asked.page().orElse(null), location);
    }
}
