package io.crossdock.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.Orders;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Bucket;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@code GET /orders/2026-01-01/orders}, by the time of the last change; every order here is the merchant's. */
final class OrderSearch {

    static final String NAME = "searchOrders";

    private static final Duration LEAST_AGE = Duration.ofMinutes(2);
    private static final int MAX_PAGE = 100;
    private static final Comparator<Order> ORDER =
            Comparator.comparing(Order::updatedAt).thenComparing(Order::id);

    /** What may differ from page to page. */
    private static final Set<String> FREE = Set.of("paginationToken", "maxResultsPerPage", "includedData");

    private final Setup setup;
    private final Orders orders;
    private final AmazonOrders api;
    private final String marketplaceId;
    private final Bucket bucket;
    private final Map<String, Place> pages = new ConcurrentHashMap<>();

    /** After which order a page begins, of which search. */
    private record Place(Order last, Map<String, String> search) {}

    OrderSearch(Setup setup, Orders orders, AmazonOrders api, String marketplaceId, Bucket bucket) {
        this.setup = setup;
        this.orders = orders;
        this.api = api;
        this.marketplaceId = marketplaceId;
        this.bucket = bucket;
    }

    Reply search(Call call) {
        if (!bucket.take(1)) {
            throw AmazonErrors.quotaExceeded("");
        }
        Map<String, String> query = call.query();
        if (query.containsKey("createdAfter") || !query.containsKey("lastUpdatedAfter")) {
            throw AmazonErrors.malformed("Exactly one of createdAfter and lastUpdatedAfter; here the latter only.");
        }
        Instant from = time(query, "lastUpdatedAfter");
        Instant latest = setup.clock().instant().minus(LEAST_AGE);
        Instant until = query.containsKey("lastUpdatedBefore") ? time(query, "lastUpdatedBefore") : latest;
        if (until.isBefore(from) || until.isAfter(latest)) {
            throw AmazonErrors.malformed("Invalid Input: lastUpdatedBefore");
        }
        Set<String> data = api.dataSets(query.getOrDefault("includedData", ""));
        Order last = last(query);
        List<Order> left = orders.all().stream()
                .filter(order -> !order.updatedAt().isBefore(from)
                        && !order.updatedAt().isAfter(until)
                        && isOfMarketplace(query)
                        && !"AMAZON".equals(query.get("fulfilledBy"))
                        && (last == null || ORDER.compare(order, last) > 0))
                .sorted(ORDER)
                .toList();
        List<Order> page =
                left.subList(0, Math.min(limit(query.getOrDefault("maxResultsPerPage", "100")), left.size()));
        ObjectNode body = JsonText.object();
        ArrayNode list = body.putArray("orders");
        page.forEach(order -> list.add(api.json(order, data)));
        if (page.size() < left.size()) {
            String token = Ids.capitals(setup.random(), 40);
            pages.put(token, new Place(page.get(page.size() - 1), search(query)));
            body.putObject("pagination").put("nextToken", token);
        }
        body.put("lastUpdatedBefore", until.toString());
        return Reply.json(200, body).with("x-amzn-RateLimit-Limit", Double.toString(bucket.perSecond()));
    }

    private boolean isOfMarketplace(Map<String, String> query) {
        String asked = query.get("marketplaceIds");
        return asked == null || List.of(asked.split(",")).contains(marketplaceId);
    }

    private Order last(Map<String, String> query) {
        String token = query.get("paginationToken");
        if (token == null) {
            return null;
        }
        Place place = pages.get(token);
        if (place == null || !place.search().equals(search(query))) {
            throw AmazonErrors.malformed("Invalid Input: paginationToken");
        }
        return place.last();
    }

    private static Map<String, String> search(Map<String, String> query) {
        Map<String, String> search = new HashMap<>(query);
        search.keySet().removeAll(FREE);
        return search;
    }

    private static int limit(String text) {
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MAX_PAGE) {
            throw AmazonErrors.malformed("Invalid Input: maxResultsPerPage");
        }
        return Integer.parseInt(text);
    }

    private static Instant time(Map<String, String> query, String name) {
        try {
            return Instant.parse(query.get(name));
        } catch (DateTimeException e) {
            throw AmazonErrors.malformed("Invalid Input: " + name);
        }
    }
}
