package io.crossdock.sandbox.square;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Order;
import io.crossdock.sandbox.Setup;
import io.crossdock.sandbox.http.JsonText;
import io.crossdock.sandbox.webhook.Webhook;

/** The bodies of {@code order.created}, {@code order.updated} (thin: no lines) and {@code inventory.count.updated}. */
final class SquareEvents {

    private final Setup setup;
    private final String merchantId;

    SquareEvents(Setup setup) {
        this.setup = setup;
        merchantId = Ids.capitals(setup.name() + " merchant", 13);
    }

    Webhook orderCreated(Order order) {
        return order("order_created", order, false);
    }

    Webhook orderUpdated(Order order) {
        return order("order_updated", order, true);
    }

    Webhook countUpdated(ArrayNode counts) {
        ObjectNode data = JsonText.object();
        data.put("type", "inventory_counts");
        data.put("id", Ids.uuid(setup.random()));
        data.putObject("object").set("inventory_counts", counts);
        return event("inventory.count.updated", data);
    }

    private Webhook order(String name, Order order, boolean hasUpdatedAt) {
        ObjectNode data = JsonText.object();
        data.put("type", name);
        data.put("id", order.id());
        ObjectNode thin = data.putObject("object").putObject(name);
        thin.put("order_id", order.id());
        thin.put("version", order.version());
        thin.put("location_id", order.lines().get(0).location());
        thin.put("state", SquareOrderJson.state(order));
        thin.put("created_at", order.placedAt().toString());
        if (hasUpdatedAt) {
            thin.put("updated_at", order.updatedAt().toString());
        }
        return event(name.replace('_', '.'), data);
    }

    private Webhook event(String type, ObjectNode data) {
        String id = Ids.uuid(setup.random());
        ObjectNode event = JsonText.object();
        event.put("merchant_id", merchantId);
        event.put("type", type);
        event.put("event_id", id);
        event.put("created_at", setup.clock().instant().toString());
        event.set("data", data);
        return new Webhook(id, type, JsonText.write(event), setup.clock().instant());
    }
}
