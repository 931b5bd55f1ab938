package io.crossdock.sandbox.shopify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Ledger.Reason;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.Orders;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Bucket;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Refused;
import io.crossdock.sandbox.http.Reply;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * {@code GET /admin/api/2026-01/orders.json}: newest first, the next page in the header {@code Link}; beside a {@code
 * page_info} only {@code limit} and {@code fields} are taken
 * (https://shopify.dev/docs/api/admin-rest/usage/pagination, read 2026-11).
 */
final class ShopifyOrderList {

    static final String NAME = "orders";

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 250;
    private static final Set<String> BESIDE_PAGE = Set.of("limit", "fields", "page_info");

    private final Setup setup;
    private final Orders orders;
    private final ShopifyOrderJson json;
    private final Bucket bucket;
    private final Supplier<URI> url;
    private final Map<String, Place> pages = new ConcurrentHashMap<>();

    /** What is left of a list. @param before orders with a smaller number only */
    private record Place(boolean closedToo, Instant min, Instant max, long before) {

        boolean holds(Order order) {
            Instant updated = order.updatedAt().truncatedTo(ChronoUnit.SECONDS);
            return order.number() < before
                    && (closedToo || !order.isCancelled())
                    && !updated.isBefore(min)
                    && !updated.isAfter(max);
        }
    }

    ShopifyOrderList(Setup setup, Orders orders, ShopifyOrderJson json, Bucket bucket, Supplier<URI> url) {
        this.setup = setup;
        this.orders = orders;
        this.json = json;
        this.bucket = bucket;
        this.url = url;
    }

    Reply list(Call call) {
        if (!bucket.take(1)) {
            throw new Refused(Reason.THROTTLED, "", ShopifyErrors.exceeded().with("Retry-After", "2.0"));
        }
        int limit = limit(call.query().get("limit"));
        Place place = place(call.query());
        List<Order> left = orders.all().stream()
                .filter(place::holds)
                .sorted(Comparator.comparingLong(Order::number).reversed())
                .toList();
        List<Order> page = left.subList(0, Math.min(limit, left.size()));
        ObjectNode body = JsonText.object();
        ArrayNode list = body.putArray("orders");
        page.forEach(order -> list.add(JsonText.read(json.of(order)).orElseThrow()));
        Reply reply = Reply.json(200, body);
        if (page.size() == left.size()) {
            return reply;
        }
        String token = Ids.capitals(setup.random(), 40);
        pages.put(
                token,
                new Place(
                        place.closedToo(),
                        place.min(),
                        place.max(),
                        page.get(page.size() - 1).number()));
        return reply.with(
                "Link", "<" + url.get() + call.uri() + "?limit=" + limit + "&page_info=" + token + ">; rel=\"next\"");
    }

    private Place place(Map<String, String> query) {
        String token = query.get("page_info");
        if (token == null) {
            return new Place(
                    "any".equals(query.get("status")),
                    time(query, "updated_at_min", Instant.MIN),
                    time(query, "updated_at_max", Instant.MAX),
                    Long.MAX_VALUE);
        }
        if (!BESIDE_PAGE.containsAll(query.keySet())) {
            throw malformed("page_info: Invalid value beside other filters.");
        }
        return Optional.ofNullable(pages.get(token)).orElseThrow(() -> malformed("page_info: Invalid value."));
    }

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (!text.matches("[1-9]\\d{0,2}") || Integer.parseInt(text) > MAX_LIMIT) {
            throw malformed("limit: Invalid value.");
        }
        return Integer.parseInt(text);
    }

    private static Instant time(Map<String, String> query, String name, Instant otherwise) {
        String text = query.get(name);
        try {
            return text == null ? otherwise : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw malformed(name + ": Invalid value.");
        }
    }

    private static Refused malformed(String what) {
        return new Refused(Reason.MALFORMED, "", Reply.json(400, Map.of("errors", what)));
    }
}
