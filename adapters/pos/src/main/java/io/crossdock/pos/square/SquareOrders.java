package io.crossdock.pos.square;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.pos.square.SquareClient.FoundOrders;
import io.crossdock.pos.square.SquareClient.OrderSearch;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.JsonElements;
import io.crossdock.spi.OrderListing;
import io.crossdock.spi.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The orders of the channel's locations by {@code SearchOrders}, each with the catalog objects of its lines, as
 * {@link SquareFetch} completes them. A page's token is the number of its ten locations, a colon, and Square's cursor.
 */
public final class SquareOrders implements OrderListing {

    private static final Request SEARCH = Request.get("SearchOrders", "/v2/orders/search", Map.of());
    private static final int LOCATIONS = 10;

    /** Of at most 1,000: an order's lines name many objects, and one request asks for those of a page. */
    private static final int LIMIT = 100;

    private static final int OBJECTS = 1000;

    @Override
    public Page list(Span span, Channel channel, Api api) {
        List<String> ids = List.copyOf(channel.locationIds().values());
        if (ids.isEmpty()) {
            throw Failure.rejected(channel.system(), SEARCH.operation(), "", "the channel names no location's id");
        }
        String[] token = span.page().orElse("0:").split(":", 2);
        int part = Integer.parseInt(token[0]);
        List<String> some = ids.subList(part * LOCATIONS, Math.min(ids.size(), (part + 1) * LOCATIONS));
        SquareClient client = new SquareClient(channel, api);
        FoundOrders found = client.orders(
                OrderSearch.of(some, span.from(), span.until(), token[1].isEmpty() ? null : token[1], LIMIT));
        return new Page(completed(found.orders(), channel, client), next(found.cursor(), part, ids.size()));
    }

    private static Optional<String> next(String cursor, int part, int locations) {
        if (cursor != null && !cursor.isEmpty()) {
            return Optional.of(part + ":" + cursor);
        }
        return (part + 1) * LOCATIONS < locations ? Optional.of(part + 1 + ":") : Optional.empty();
    }

    private static List<Listed> completed(List<byte[]> orders, Channel channel, SquareClient client) {
        List<JsonNode> read = orders.stream()
                .map(order -> Json.read(order, SEARCH, channel, JsonNode.class))
                .toList();
        Set<String> variations = new TreeSet<>();
        read.forEach(order -> variations.addAll(SquareFetch.variationsOf(order)));
        Map<String, JsonNode> objects = objects(List.copyOf(variations), client);
        List<Listed> listed = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            listed.add(listed(orders.get(i), read.get(i), objects, channel));
        }
        return listed;
    }

    private static Map<String, JsonNode> objects(List<String> ids, SquareClient client) {
        Map<String, JsonNode> objects = new HashMap<>();
        for (int from = 0; from < ids.size(); from += OBJECTS) {
            client.objects(ids.subList(from, Math.min(ids.size(), from + OBJECTS)), true)
                    .forEach(object -> objects.put(object.path("id").asText(), object));
        }
        return objects;
    }

    private static Listed listed(byte[] body, JsonNode order, Map<String, JsonNode> objects, Channel channel) {
        String id = order.path("id").asText();
        String updatedAt = order.path("updated_at").asText();
        if (id.isEmpty() || updatedAt.isEmpty()) {
            throw Failure.unmappable(channel.system(), SEARCH.operation(), id, "an order without id or updated_at");
        }
        List<JsonNode> own = SquareFetch.variationsOf(order).stream()
                .map(objects::get)
                .filter(Objects::nonNull)
                .toList();
        String more = ",\"objects\":" + new String(Json.write(own), StandardCharsets.UTF_8);
        boolean isOpen = SquareCodes.isOpen(order.path("state").asText());
        // An order that was not made through the API has no version.
        String version = order.path("version").asText(updatedAt);
        return new Listed(id, version, SquareFetch.ORDER, isOpen, JsonElements.wrapped("order", body, more));
    }
}
