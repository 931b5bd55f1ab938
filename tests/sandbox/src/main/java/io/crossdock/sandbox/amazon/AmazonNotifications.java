package io.crossdock.sandbox.amazon;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.JsonText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * ORDER_CHANGE notifications, payload version 1.0, as they lie in the queue
 * (https://developer-docs.amazon.com/sp-api/docs/notification-type-values#order_change, read 2026-11). Sent in the
 * buyer's thread; each a second time where told so, since the queue delivers at least once.
 */
public final class AmazonNotifications {

    private final Setup setup;
    private final AmazonCredentials credentials;
    private final String marketplaceId;
    private final QueueSender queue;
    private final List<String> sent = new ArrayList<>();
    private int copies = 1;

    AmazonNotifications(Setup setup, AmazonCredentials credentials, String marketplaceId, QueueSender queue) {
        this.setup = setup;
        this.credentials = credentials;
        this.marketplaceId = marketplaceId;
        this.queue = queue;
    }

    /** Each notification is put on the queue so many times. */
    public synchronized void copies(int number) {
        copies = number;
    }

    /** Bodies as sent, oldest first, copies left out. */
    public synchronized List<String> sent() {
        return List.copyOf(sent);
    }

    /** Puts a body on the queue once more, or one that was never sent. */
    public void send(String body) {
        queue.send(body);
    }

    /** Puts something on the queue that is not JSON. */
    public void sendPoison() {
        queue.send("{\"NotificationType\": \"ORDER_CHANGE\", \"Payload\": {");
    }

    void orderChanged(Order order, String changeType, String reason) {
        String body = new String(JsonText.write(notification(order, changeType, reason)), StandardCharsets.UTF_8);
        int times;
        synchronized (this) {
            sent.add(body);
            times = copies;
        }
        for (int copy = 0; copy < times; copy++) {
            queue.send(body);
        }
    }

    private ObjectNode notification(Order order, String changeType, String reason) {
        String now = setup.clock().instant().toString();
        ObjectNode json = JsonText.object();
        json.put("NotificationVersion", "1.0");
        json.put("NotificationType", "ORDER_CHANGE");
        json.put("PayloadVersion", "1.0");
        json.put("EventTime", now);
        ObjectNode change = json.putObject("Payload").putObject("OrderChangeNotification");
        change.put("NotificationLevel", "OrderLevel");
        change.put("SellerId", credentials.sellerId());
        change.put("AmazonOrderId", order.id());
        change.put("OrderChangeType", changeType);
        ObjectNode trigger = change.putObject("OrderChangeTrigger");
        trigger.put("TimeOfOrderChange", order.updatedAt().toString());
        trigger.put("ChangeReason", reason);
        change.set("Summary", summary(order));
        ObjectNode metadata = json.putObject("NotificationMetadata");
        metadata.put("ApplicationId", "app-" + credentials.sellerId());
        metadata.put("SubscriptionId", "subscription-" + credentials.sellerId());
        metadata.put("PublishTime", now);
        metadata.put("NotificationId", Ids.uuid(setup.random()));
        return json;
    }

    private ObjectNode summary(Order order) {
        ObjectNode summary = JsonText.object();
        long unshipped = order.isCancelled()
                ? 0
                : order.lines().stream().mapToLong(Order.Line::current).sum();
        summary.put("MarketplaceId", marketplaceId);
        summary.put("OrderStatus", order.isCancelled() ? "Canceled" : "Unshipped");
        summary.put("PurchaseDate", order.placedAt().toString());
        summary.put("DestinationPostalCode", order.buyer().postalCode());
        summary.put("FulfillmentType", "MFN");
        summary.put("OrderType", "StandardOrder");
        summary.put("NumberOfItemsShipped", 0);
        summary.put("NumberOfItemsUnshipped", unshipped);
        summary.put("EarliestShipDate", order.placedAt().toString());
        summary.put("LatestShipDate", order.placedAt().plus(Duration.ofDays(2)).toString());
        summary.putArray("OrderPrograms");
        summary.putArray("ShippingPrograms");
        ArrayNode items = summary.putArray("OrderItems");
        order.lines().forEach(line -> {
            ObjectNode item = items.addObject();
            item.put("OrderItemId", line.id());
            item.put("SellerSKU", line.sku());
            item.putNull("SupplySourceId");
            item.put("Quantity", order.isCancelled() ? 0 : line.current());
            item.put("QuantityShipped", 0);
        });
        return summary;
    }
}
