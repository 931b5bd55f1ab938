package io.crossdock.marketplaces.shopify;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the variants of SKUs (https://shopify.dev/docs/api/usage/search-syntax, read 2026-11-20). */
final class VariantSearch {

    /** A search finds what is listed; ten times as much means that it does not search as we think. */
    private static final int MOST_PAGES = 10;

    private VariantSearch() {}

    /**
     * @return the variants of each SKU, compared exactly: the search itself ignores case; none for a SKU that is not
     *     listed, several for one that is listed more than once
     */
    static Map<Sku, List<FoundVariant>> find(Collection<Sku> skus, Batch batch, ShopifyClient client) {
        Map<Sku, List<FoundVariant>> found = new HashMap<>();
        skus.forEach(sku -> found.put(sku, new ArrayList<>()));
        String query = skus.stream().map(VariantSearch::term).collect(Collectors.joining(" OR "));
        Optional<String> next = Optional.empty();
        for (int page = 0; page < MOST_PAGES; page++) {
            ShopifyClient.Page answer = client.variants(query, skus.size(), next.orElse(null), batch.location());
            for (FoundVariant variant : answer.variants()) {
                List<FoundVariant> same = found.get(new Sku(variant.sku().strip()));
                if (same != null) {
                    same.add(variant);
                }
            }
            next = answer.next();
            if (next.isEmpty()) {
                return found;
            }
        }
        throw Failure.rejected(
                batch.channel().system(),
                ShopifyClient.VARIANTS,
                "",
                "more than " + MOST_PAGES + " pages for " + skus.size() + " SKUs");
    }

    private static String term(Sku sku) {
        return "sku:\"" + sku.value().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
