package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.Orders;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@code POST /v2/orders/search}, by the time of the last change. */
final class SquareOrderSearch {

    static final String NAME = "SearchOrders";

    private static final int DEFAULT_LIMIT = 500;
    private static final int MAX_LIMIT = 1000;
    private static final int MAX_LOCATIONS = 10;
    private static final Comparator<Order> ORDER =
            Comparator.comparing(Order::updatedAt).thenComparing(Order::id);

    private final Setup setup;
    private final Orders orders;
    private final SquareOrderJson json;
    private final Map<String, Place> pages = new ConcurrentHashMap<>();

    /** After which order a page begins, of which search. */
    private record Place(Order last, JsonNode query) {}

    SquareOrderSearch(Setup setup, Orders orders, SquareOrderJson json) {
        this.setup = setup;
        this.orders = orders;
        this.json = json;
    }

    Reply search(Call call) {
        JsonNode body = SquareErrors.body(call);
        List<String> locations = new ArrayList<>();
        body.path("location_ids").forEach(id -> locations.add(id.asText()));
        if (locations.isEmpty() || locations.size() > MAX_LOCATIONS) {
            throw SquareErrors.malformed("BAD_REQUEST", "One to ten location ids.", "location_ids");
        }
        JsonNode query = body.path("query");
        JsonNode sort = query.path("sort");
        if (!sort.path("sort_field").asText().equals("UPDATED_AT")
                || !sort.path("sort_order").asText().equals("ASC")) {
            throw SquareErrors.malformed("BAD_REQUEST", "The sort field must be that of the filter.", "sort_field");
        }
        JsonNode range = query.at("/filter/date_time_filter/updated_at");
        Instant from = time(range, "start_at");
        Instant until = time(range, "end_at");
        int limit = body.path("limit").asInt(DEFAULT_LIMIT);
        if (limit < 1 || limit > MAX_LIMIT || body.path("return_entries").asBoolean()) {
            throw SquareErrors.malformed("BAD_REQUEST", "Whole orders, 1 to 1000 of them.", "limit");
        }
        Order last = last(body.path("cursor"), query);
        List<Order> left = orders.all().stream()
                .filter(order -> locations.contains(order.lines().get(0).location())
                        && !order.updatedAt().isBefore(from)
                        && !order.updatedAt().isAfter(until)
                        && (last == null || ORDER.compare(order, last) > 0))
                .sorted(ORDER)
                .toList();
        return answer(left, limit, query);
    }

    private Reply answer(List<Order> left, int limit, JsonNode query) {
        List<Order> page = left.subList(0, Math.min(limit, left.size()));
        ObjectNode answer = JsonText.object();
        if (!page.isEmpty()) {
            ArrayNode list = answer.putArray("orders");
            page.forEach(order -> list.add(json.of(order)));
        }
        if (page.size() < left.size()) {
            String cursor = Ids.capitals(setup.random(), 40);
            pages.put(cursor, new Place(page.get(page.size() - 1), query));
            answer.put("cursor", cursor);
        }
        return Reply.json(200, answer);
    }

    private Order last(JsonNode cursor, JsonNode query) {
        if (cursor.isMissingNode()) {
            return null;
        }
        Place place = pages.get(cursor.asText());
        if (place == null || !place.query().equals(query)) {
            throw SquareErrors.malformed("INVALID_CURSOR", "The cursor is not of this query.", "cursor");
        }
        return place.last();
    }

    private static Instant time(JsonNode range, String name) {
        try {
            return Instant.parse(range.path(name).asText());
        } catch (DateTimeException e) {
            throw SquareErrors.malformed("INVALID_TIME", "An RFC 3339 time is expected.", name);
        }
    }
}
