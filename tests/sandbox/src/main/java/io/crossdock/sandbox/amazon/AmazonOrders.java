package io.crossdock.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Buyer;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.Orders;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.Bucket;
import io.crossdock.sandbox.http.Call;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.http.Reply;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** {@code GET /orders/2026-01-01/orders/{orderId}}, with the data sets that {@code includedData} names. */
final class AmazonOrders {

    static final String NAME = "getOrder";

    private static final Set<String> DATA_SETS = Set.of(
            "BUYER",
            "RECIPIENT",
            "PROCEEDS",
            "EXPENSE",
            "PROMOTION",
            "CANCELLATION",
            "FULFILLMENT",
            "PACKAGES",
            "TAX",
            "PAYMENT",
            "FULFILLMENT_ORDERS");

    private final Setup setup;
    private final Orders orders;
    private final AmazonListings listings;
    private final Bucket bucket;

    AmazonOrders(Setup setup, Orders orders, AmazonListings listings, Bucket bucket) {
        this.setup = setup;
        this.orders = orders;
        this.listings = listings;
        this.bucket = bucket;
    }

    Reply get(Call call) {
        String id = call.path().get("id");
        if (!bucket.take(1)) {
            throw AmazonErrors.quotaExceeded(id);
        }
        if (!id.matches("\\d{3}-\\d{7}-\\d{7}")) {
            throw AmazonErrors.malformed("Invalid Input: orderId");
        }
        Set<String> data = dataSets(call.query().getOrDefault("includedData", ""));
        Order order = orders.find(id).orElseThrow(() -> AmazonErrors.notFound(id, "The order does not exist."));
        ObjectNode answer = JsonText.object();
        answer.set("order", json(order, data));
        return Reply.json(200, answer).with("x-amzn-RateLimit-Limit", Double.toString(bucket.perSecond()));
    }

    Set<String> dataSets(String names) {
        Set<String> data = names.isEmpty() ? Set.of() : Set.copyOf(List.of(names.split(",")));
        if (!DATA_SETS.containsAll(data)) {
            throw AmazonErrors.malformed("Invalid Input: includedData");
        }
        return data;
    }

    ObjectNode json(Order order, Set<String> data) {
        ObjectNode json = JsonText.object();
        json.put("orderId", order.id());
        json.put("createdTime", order.placedAt().toString());
        json.put("lastUpdatedTime", order.updatedAt().toString());
        ObjectNode channel = json.putObject("salesChannel");
        channel.put("channelName", "AMAZON");
        channel.put("marketplaceId", listings.marketplaceId());
        channel.put("marketplaceName", "Amazon.example");
        Buyer buyer = order.buyer();
        if (data.contains("BUYER")) {
            ObjectNode person = json.putObject("buyer");
            person.put("buyerName", buyer.name());
            person.put("buyerEmail", buyer.email());
        }
        if (data.contains("RECIPIENT")) {
            ObjectNode address = json.putObject("recipient").putObject("deliveryAddress");
            address.put("name", buyer.name());
            address.put("addressLine1", buyer.street());
            address.put("city", buyer.city());
            address.put("stateOrRegion", buyer.regionCode());
            address.put("postalCode", buyer.postalCode());
            address.put("countryCode", buyer.countryCode());
            address.put("addressType", "RESIDENTIAL");
        }
        if (data.contains("PROCEEDS")) {
            json.putObject("proceeds").set("grandTotal", money(order.total()));
        }
        if (data.contains("FULFILLMENT")) {
            ObjectNode fulfillment = json.putObject("fulfillment");
            fulfillment.put("fulfillmentStatus", order.isCancelled() ? "CANCELLED" : "UNSHIPPED");
            fulfillment.put("fulfilledBy", "MERCHANT");
            fulfillment.put("fulfillmentServiceLevel", "STANDARD");
            ObjectNode window = fulfillment.putObject("shipByWindow");
            window.put("earliestDateTime", order.placedAt().toString());
            window.put(
                    "latestDateTime", order.placedAt().plus(Duration.ofDays(2)).toString());
        }
        ArrayNode items = json.putArray("orderItems");
        order.lines().forEach(line -> items.add(item(order, line, data)));
        return json;
    }

    private ObjectNode item(Order order, Order.Line line, Set<String> data) {
        long wanted = order.isCancelled() ? 0 : line.current();
        ObjectNode item = JsonText.object();
        item.put("orderItemId", line.id());
        item.put("quantityOrdered", line.ordered());
        ObjectNode product = item.putObject("product");
        product.put("asin", listings.asin(line.sku()));
        product.put("title", "Article " + line.sku());
        product.put("sellerSku", line.sku());
        product.putObject("condition").put("conditionType", "NEW");
        product.putObject("price").set("unitPrice", money(line.price()));
        if (data.contains("PROCEEDS")) {
            item.putObject("proceeds").set("proceedsTotal", money(line.total()));
        }
        if (data.contains("FULFILLMENT")) {
            ObjectNode fulfillment = item.putObject("fulfillment");
            fulfillment.put("quantityFulfilled", 0);
            fulfillment.put("quantityUnfulfilled", wanted);
        }
        if (data.contains("CANCELLATION") && order.isCancelled()) {
            ObjectNode execution = item.putObject("cancellation").putObject("cancellationExecution");
            execution.put("cancelledBy", "BUYER");
            execution.put("cancelReason", "BUYER_CANCELLED");
        }
        return item;
    }

    private ObjectNode money(BigDecimal amount) {
        ObjectNode money = JsonText.object();
        money.put("amount", amount.toPlainString());
        money.put("currencyCode", setup.currency());
        return money;
    }
}
