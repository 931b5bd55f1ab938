package io.crossdock.marketplaces.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.JsonElements;
import io.crossdock.spi.OrderListing;
import io.crossdock.spi.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The shop's orders by the REST Admin API, whose orders have the form of the webhooks' bodies
 * (https://shopify.dev/docs/api/admin-rest/2026-01/resources/order, read 2026-11-20).
 *
 * <p>Pages are linked by {@code page_info}, beside which only {@code limit} may stand
 * (https://shopify.dev/docs/api/admin-rest/usage/pagination, read 2026-11-20). Without {@code read_all_orders} the shop
 * tells of the last 60 days only.
 */
public final class ShopifyOrders implements OrderListing {

    static final String OPERATION = "orders";

    private static final String PATH = "/admin/api/2026-01/orders.json";

    /** Of at most 250: orders of 100 KB each still fit into the largest answer that is read. */
    private static final String LIMIT = "100";

    private static final Pattern NEXT =
            Pattern.compile("<[^<>]*[?&]page_info=([^&<>]{1,4000})[^<>]*>\\s*;\\s*rel=\"?next\"?");

    @Override
    public Page list(Span span, Channel channel, Api api) {
        Request request = Request.get(OPERATION, PATH, query(span));
        Answer answer = api.call(request);
        if (!answer.isSuccess()) {
            throw Failure.rejected(channel.system(), OPERATION, "", "HTTP " + answer.status());
        }
        List<Listed> orders = JsonElements.of(answer, "orders", request, channel)
                .orElseThrow(
                        () -> Failure.malformed(channel.system(), OPERATION, "", "no list of orders in the answer"))
                .stream()
                .map(order -> listed(order, request, channel))
                .toList();
        return new Page(orders, next(answer.link()));
    }

    private static Map<String, String> query(Span span) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("limit", LIMIT);
        if (span.page().isPresent()) {
            query.put("page_info", span.page().get());
        } else {
            query.put("status", "any");
            query.put(
                    "updated_at_min",
                    span.from().truncatedTo(ChronoUnit.SECONDS).toString());
            query.put(
                    "updated_at_max",
                    span.until().truncatedTo(ChronoUnit.SECONDS).toString());
        }
        return query;
    }

    /** Reads no more than it needs: what is odd about one order is told by its translation, and hides no other. */
    private static Listed listed(byte[] body, Request request, Channel channel) {
        JsonNode order = Json.read(body, request, channel, JsonNode.class);
        String id = order.path("id").asText();
        String updatedAt = order.path("updated_at").asText();
        if (id.isEmpty() || updatedAt.isEmpty()) {
            throw Failure.unmappable(channel.system(), OPERATION, id, "an order without id or updated_at");
        }
        return new Listed(id, updatedAt, topic(order, updatedAt), isOpen(order), body);
    }

    /** The webhook that would have told this state. */
    private static String topic(JsonNode order, String updatedAt) {
        if (order.hasNonNull("cancelled_at")) {
            return "orders/cancelled";
        }
        return order.path("created_at").asText().equals(updatedAt) ? "orders/create" : "orders/updated";
    }

    private static boolean isOpen(JsonNode order) {
        return !order.hasNonNull("closed_at")
                && !order.hasNonNull("cancelled_at")
                && !order.path("fulfillment_status").asText().equals("fulfilled");
    }

    private static Optional<String> next(String link) {
        Matcher next = NEXT.matcher(link == null ? "" : link);
        return next.find() ? Optional.of(URLDecoder.decode(next.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }
}
