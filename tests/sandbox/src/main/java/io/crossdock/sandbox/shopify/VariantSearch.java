package io.crossdock.sandbox.shopify;

import io.crossdock.sandbox.Ledger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code productVariants(first:, after:, query:)}: of the search syntax (https://shopify.dev/api/usage/search-syntax,
 * read 2026-11) only terms {@code sku:} joined by OR; any other term is refused here, where the real one would warn.
 */
final class VariantSearch {

    private static final int MAX_PAGE = 250;
    private static final Pattern TERM =
            Pattern.compile("\\s*sku:(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s'\"()]+))\\s*");

    private final ShopifyListings listings;
    private final Ledger ledger;

    VariantSearch(ShopifyListings listings, Ledger ledger) {
        this.listings = listings;
        this.ledger = ledger;
    }

    /** A connection as a tree of maps with listings as nodes. */
    Map<String, Object> page(Integer first, String after, String query) {
        if (first == null) {
            throw new ShopifyRefusal("BAD_REQUEST", "you must provide one of first or last");
        }
        if (first < 0 || first > MAX_PAGE) {
            throw new ShopifyRefusal("MAX_INPUT_SIZE_EXCEEDED", "first cannot exceed " + MAX_PAGE);
        }
        List<ShopifyListing> found = matching(query);
        int start = after == null ? 0 : position(found, after);
        int end = Math.min(found.size(), start + first);
        List<ShopifyListing> nodes = found.subList(start, end);
        List<Map<String, Object>> edges = nodes.stream()
                .map(node -> Map.<String, Object>of("cursor", cursor(node), "node", node))
                .toList();
        Map<String, Object> pageInfo = new HashMap<>();
        pageInfo.put("hasNextPage", end < found.size());
        pageInfo.put("hasPreviousPage", start > 0);
        pageInfo.put("startCursor", nodes.isEmpty() ? null : cursor(nodes.get(0)));
        pageInfo.put("endCursor", nodes.isEmpty() ? null : cursor(nodes.get(nodes.size() - 1)));
        return Map.of("nodes", nodes, "edges", edges, "pageInfo", pageInfo);
    }

    private List<ShopifyListing> matching(String query) {
        List<ShopifyListing> listed = listings.all().stream()
                .filter(listing -> ledger.lists(listing.sku()))
                .toList();
        if (query == null || query.isBlank()) {
            return listed;
        }
        List<String> skus = new ArrayList<>();
        for (String term : query.split("\\sOR\\s")) {
            Matcher matcher = TERM.matcher(term);
            if (!matcher.matches()) {
                throw new ShopifyRefusal("BAD_REQUEST", "the sandbox knows only sku: terms joined by OR");
            }
            skus.add(term(matcher).toLowerCase(Locale.ROOT));
        }
        return listed.stream()
                .filter(listing -> skus.contains(listing.sku().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static String term(Matcher matcher) {
        for (int group = 1; group <= 2; group++) {
            if (matcher.group(group) != null) {
                return matcher.group(group).replaceAll("\\\\(.)", "$1");
            }
        }
        return matcher.group(3);
    }

    private static int position(List<ShopifyListing> found, String after) {
        for (int i = 0; i < found.size(); i++) {
            if (cursor(found.get(i)).equals(after)) {
                return i + 1;
            }
        }
        throw new ShopifyRefusal("BAD_REQUEST", "Invalid cursor for current pagination sort.");
    }

    private static String cursor(ShopifyListing listing) {
        String text = "{\"last_id\":" + listing.variant() + "}";
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
