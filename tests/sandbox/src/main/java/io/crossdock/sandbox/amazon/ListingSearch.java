package io.crossdock.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Bucket;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * {@code GET /listings/2021-08-01/items/{sellerId}}: up to 20 listings by SKU; or all of them in the order of creation,
 * which is that of the catalogue: one listing a second. A search can be paged through up to its 1,000th item.
 */
final class ListingSearch {

    static final String NAME = "searchListingsItems";

    private static final int MAX_PAGE = 20;
    private static final int MOST = 1000;

    private final Setup setup;
    private final AmazonListings listings;
    private final ListingsItems items;
    private final String sellerId;
    private final Ledger ledger;
    private final Bucket bucket;
    private final Map<String, Place> pages = new ConcurrentHashMap<>();

    /** Where a page of a search begins. */
    private record Place(int start, Map<String, String> search) {}

    private record Created(String sku, Instant at) {}

    ListingSearch(
            Setup setup, AmazonListings listings, ListingsItems items, String sellerId, Ledger ledger, Bucket bucket) {
        this.setup = setup;
        this.listings = listings;
        this.items = items;
        this.sellerId = sellerId;
        this.ledger = ledger;
        this.bucket = bucket;
    }

    Reply search(Call call) {
        if (!bucket.take(1)) {
            throw AmazonErrors.quotaExceeded("");
        }
        Map<String, String> query = call.query();
        if (!sellerId.equals(call.path().get("seller"))) {
            throw AmazonErrors.unauthorized("The seller is not the one who granted the token.");
        }
        if (!listings.marketplaceId().equals(query.get("marketplaceIds"))) {
            throw AmazonErrors.malformed("Invalid Input: marketplaceIds");
        }
        if (query.containsKey("identifiers")) {
            return named(query);
        }
        if (!"createdDate".equals(query.get("sortBy")) || !"ASC".equals(query.get("sortOrder"))) {
            throw AmazonErrors.malformed("The sandbox sorts by createdDate, ascending, only.");
        }
        List<Created> found = found(query.get("createdAfter"));
        int start = start(query);
        int end = Math.min(Math.min(found.size(), MOST), start + size(query.getOrDefault("pageSize", "10")));
        ObjectNode body = JsonText.object();
        body.put("numberOfResults", found.size());
        ArrayNode list = body.putArray("items");
        List<String> data =
                List.of(query.getOrDefault("includedData", "summaries").split(","));
        found.subList(Math.min(start, end), end).forEach(each -> list.add(item(each, data)));
        if (end < Math.min(found.size(), MOST)) {
            String token = Ids.capitals(setup.random(), 40);
            pages.put(token, new Place(end, search(query)));
            body.putObject("pagination").put("nextToken", token);
        }
        return Reply.json(200, body).with("x-amzn-RateLimit-Limit", Double.toString(bucket.perSecond()));
    }

    private Reply named(Map<String, String> query) {
        List<String> skus = List.of(query.get("identifiers").split(","));
        if (!"SKU".equals(query.get("identifiersType")) || skus.size() > MAX_PAGE) {
            throw AmazonErrors.malformed("Invalid Input: identifiers");
        }
        List<String> data =
                List.of(query.getOrDefault("includedData", "summaries").split(","));
        List<String> found = skus.stream()
                .filter(ledger::lists)
                .distinct()
                .limit(size(query.getOrDefault("pageSize", "10")))
                .toList();
        ObjectNode body = JsonText.object();
        body.put("numberOfResults", found.size());
        ArrayNode list = body.putArray("items");
        found.forEach(sku -> list.add(items.item(sku, data)));
        return Reply.json(200, body).with("x-amzn-RateLimit-Limit", Double.toString(bucket.perSecond()));
    }

    private ObjectNode item(Created created, List<String> data) {
        ObjectNode item = items.item(created.sku(), data);
        if (data.contains("summaries")) {
            ObjectNode summary = item.putArray("summaries").addObject();
            summary.put("marketplaceId", listings.marketplaceId());
            summary.put("asin", listings.asin(created.sku()));
            summary.putArray("status").add("BUYABLE").add("DISCOVERABLE");
            summary.put("createdDate", created.at().toString());
        }
        return item;
    }

    private List<Created> found(String after) {
        Instant begin = Instant.parse("2024-01-01T00:00:00Z");
        Instant from = after == null ? begin : time(after);
        return IntStream.range(0, setup.catalogue().size())
                .mapToObj(i -> new Created(setup.catalogue().get(i).sku(), begin.plusSeconds(i)))
                .filter(created -> !created.at().isBefore(from) && ledger.lists(created.sku()))
                .toList();
    }

    private int start(Map<String, String> query) {
        String token = query.get("pageToken");
        if (token == null) {
            return 0;
        }
        Place place = pages.get(token);
        if (place == null || !place.search().equals(search(query))) {
            throw AmazonErrors.malformed("Invalid Input: pageToken");
        }
        return place.start();
    }

    private static Map<String, String> search(Map<String, String> query) {
        Map<String, String> search = new HashMap<>(query);
        search.remove("pageToken");
        return search;
    }

    private static int size(String text) {
        if (!text.matches("[1-9]\\d?") || Integer.parseInt(text) > MAX_PAGE) {
            throw AmazonErrors.malformed("Invalid Input: pageSize");
        }
        return Integer.parseInt(text);
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw AmazonErrors.malformed("Invalid Input: createdAfter");
        }
    }
}
