package io.crossdock.marketplaces.amazon;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Json;
import io.crossdock.spi.JsonElements;
import io.crossdock.spi.OrderListing;
import io.crossdock.spi.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The seller's orders by {@code searchOrders}, Orders 2026-01-01: those that the seller fulfils, in the form of {@code
 * getOrder}. 100 a page; a page every three minutes, twenty at once.
 */
public final class AmazonOrders implements OrderListing {

    static final String OPERATION = "searchOrders";

    private static final String PATH = "/orders/2026-01-01/orders";

    @Override
    public Page list(Span span, Channel channel, Api api) {
        Request request = Request.get(OPERATION, PATH, query(span, channel, new AmazonClient(channel, api)));
        Answer answer = api.call(request);
        if (!answer.isSuccess()) {
            throw AmazonErrors.refusal(answer, request, channel, "");
        }
        List<Listed> orders = JsonElements.of(answer, "orders", request, channel)
                .orElseThrow(
                        () -> Failure.malformed(channel.system(), OPERATION, "", "no list of orders in the answer"))
                .stream()
                .map(order -> listed(order, request, channel))
                .toList();
        return new Page(orders, next(answer, request, channel));
    }

    /** All but the token must be what they were for the first page. */
    private static Map<String, String> query(Span span, Channel channel, AmazonClient client) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("lastUpdatedAfter", span.from().toString());
        query.put("lastUpdatedBefore", span.until().toString());
        query.put("marketplaceIds", client.property("marketplaceId"));
        query.put("fulfilledBy", "MERCHANT");
        query.put("includedData", AmazonFetch.dataSets(channel));
        query.put("maxResultsPerPage", "100");
        span.page().ifPresent(token -> query.put("paginationToken", token));
        return query;
    }

    /** Reads no more than it needs: what is odd about one order is told by its translation, and hides no other. */
    private static Listed listed(byte[] body, Request request, Channel channel) {
        JsonNode order = Json.read(body, request, channel, JsonNode.class);
        String id = order.path("orderId").asText();
        String updated = order.path("lastUpdatedTime").asText();
        if (id.isEmpty() || updated.isEmpty()) {
            throw Failure.unmappable(channel.system(), OPERATION, id, "an order without id or time");
        }
        return new Listed(id, updated, AmazonFetch.ORDER, isOpen(order), JsonElements.wrapped("order", body, ""));
    }

    private static boolean isOpen(JsonNode order) {
        return !AmazonCodes.isFinished(
                order.path("fulfillment").path("fulfillmentStatus").asText());
    }

    private static Optional<String> next(Answer answer, Request request, Channel channel) {
        return Optional.ofNullable(
                        Json.read(answer, request, channel, Found.class).pagination())
                .map(Pagination::nextToken)
                .filter(token -> !token.isBlank());
    }

    /** {@code SearchOrdersResponse}, of which only the last part is read here. */
    private record Found(Pagination pagination) {}

    private record Pagination(String nextToken) {}
}
