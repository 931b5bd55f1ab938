package io.crossdock.canonical.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossdock.canonical.EventType;

/** The topics and what is in them, as an AsyncAPI 3.0 document. */
final class AsyncApi {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String CHANNEL = "One account on a system where we sell, such as shopify-us.";

    private final ObjectNode channels = NODES.objectNode();
    private final ObjectNode messages = NODES.objectNode();

    private AsyncApi() {}

    static JsonNode document() {
        return new AsyncApi().build();
    }

    private JsonNode build() {
        canonical(
                "orders",
                "A retailer's orders and what became of them, by order.",
                false,
                EventType.ORDER_PLACED,
                EventType.ORDER_CHANGED,
                EventType.ORDER_CANCELLED,
                EventType.ORDER_BOOKED,
                EventType.ORDER_SHIPPED);
        canonical(
                "stock",
                "Levels and moves of stock, and what is to arrive, by SKU.",
                false,
                EventType.STOCK_COUNTED,
                EventType.STOCK_MOVED,
                EventType.STOCK_EXPECTED);
        canonical("prices", "All prices of an item, by SKU.", true, EventType.PRICE_CHANGED);
        canonical("items", "Master data of an item, by SKU.", true, EventType.ITEM_DESCRIBED);
        canonical("shipments", "Where parcels are, by tracking number.", false, EventType.SHIPMENT_TRACKED);
        canonical(
                "returns",
                "What buyers send back, by order.",
                false,
                EventType.RETURN_REQUESTED,
                EventType.RETURN_RECEIVED);
        canonical(
                "availability",
                "What can be sold, by SKU: one record holds all locations.",
                true,
                EventType.AVAILABILITY_CHANGED);
        perChannel(
                canonical(
                        "receipts", "What a channel confirmed that it shows, by SKU.", true, EventType.RECEIPT_ISSUED),
                "crossdock.receipts.{channel}");
        perChannel(
                canonical(
                        "releases",
                        "Prices that somebody let go to a channel though they move far, by SKU.",
                        true,
                        EventType.PRICE_RELEASED),
                "crossdock.releases.{channel}");
        canonical(
                "reports",
                "What the hub found out about a channel, by channel.",
                false,
                EventType.CHANNEL_RECONCILED,
                EventType.LISTINGS_RECONCILED,
                EventType.SERVICE_LEVEL_BREACHED,
                EventType.SERVICE_LEVEL_RESTORED);
        canonical(
                "channel-mode-changes",
                "Who approved, paused or resumed which channel, when and why, by channel; kept without end.",
                false,
                EventType.CHANNEL_MODE_SET);
        canonical(
                "capability-differences",
                "How the two sides of a capability that moves out of the ERP differed, by capability and key.",
                false,
                EventType.CAPABILITY_DIFFERED);
        canonical(
                "capability-changes",
                "Who switched which capability, when and why, by capability; kept without end.",
                false,
                EventType.CAPABILITY_SWITCHED);
        raw(
                "inbound",
                "InboundRecord",
                "The journal of a channel: what its system sent, byte for byte, by natural key.");
        perChannel((ObjectNode) channels.get("inbound"), "crossdock.inbound.{channel}");
        raw(
                "dead-letters",
                "DeadLetter",
                "Records that could not be handled, whole, with the reason, ready to be replayed.");
        actions();

        ObjectNode document = NODES.objectNode();
        document.put("asyncapi", "3.0.0");
        ObjectNode info = document.putObject("info");
        info.put("title", "Crossdock canonical events");
        info.put("version", "1.0.0");
        info.put(
                "description",
                "CloudEvents 1.0 over Kafka in binary mode: the attributes are ce_ headers, the value is"
                        + " the data as JSON. Readers ignore members and headers that they do not know. The prefix crossdock of"
                        + " the addresses is the default and may be configured.");
        info.putObject("license").put("name", "Apache-2.0").put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        document.put("defaultContentType", "application/json");
        document.set("channels", channels);
        ObjectNode components = document.putObject("components");
        ObjectNode headers = components.putObject("schemas");
        headers.set("CloudEventHeaders", AsyncApiHeaders.schema());
        headers.set("InboundRecordHeaders", AsyncApiHeaders.inbound());
        headers.set("DeadLetterHeaders", AsyncApiHeaders.deadLetter());
        headers.set("DeadLetterActionHeaders", AsyncApiHeaders.deadLetterAction());
        components.set("messages", messages);
        return document;
    }

    private ObjectNode canonical(String name, String description, boolean compacted, EventType... types) {
        ObjectNode channel = channel(name, description, compacted);
        for (EventType type : types) {
            String message = type.data().getSimpleName();
            reference(channel, message);
            messages.set(message, message(type));
        }
        return channel;
    }

    private static ObjectNode message(EventType type) {
        ObjectNode message = NODES.objectNode();
        message.put("name", type.value());
        message.put("title", type.data().getSimpleName());
        Javadoc.of(type.data()).ifPresent(text -> message.put("summary", text));
        message.put("contentType", "application/json");
        message.putObject("headers").put("$ref", "#/components/schemas/CloudEventHeaders");
        message.putObject("payload")
                .put("schemaFormat", "application/schema+json;version=draft-2020-12")
                .putObject("schema")
                .put("$ref", "./" + Documents.schema(type).toString().replace('\\', '/'));
        key(message, "The event's subject, the same as ce_subject.");
        return message;
    }

    private void raw(String name, String message, String description) {
        reference(channel(name, description, false), message);
        ObjectNode raw = messages.putObject(message);
        raw.put("name", message);
        raw.put("title", message);
        raw.put("summary", "Bytes as they came; content-type says what they are. Written and read by Crossdock only.");
        raw.put("contentType", "application/octet-stream");
        raw.putObject("headers").put("$ref", "#/components/schemas/" + message + "Headers");
        key(raw, "What the record is about in the system's own words, such as an order's id.");
    }

    private void actions() {
        String name = "dead-letter-actions";
        reference(
                channel(name, "Which dead letters were replayed or dropped, by whom and why.", false),
                "DeadLetterAction");
        ObjectNode action = messages.putObject("DeadLetterAction");
        action.put("name", "DeadLetterAction");
        action.put("title", "DeadLetterAction");
        action.put("summary", "Says all in its headers; the value is empty.");
        action.putObject("headers").put("$ref", "#/components/schemas/DeadLetterActionHeaders");
        key(action, "The dead letter's id, the same as ce_subject.");
    }

    private ObjectNode channel(String name, String description, boolean compacted) {
        ObjectNode channel = channels.putObject(name);
        channel.put("address", "crossdock." + name);
        channel.put("description", description);
        channel.putObject("messages");
        if (compacted) {
            ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
            kafka.putObject("topicConfiguration").putArray("cleanup.policy").add("compact");
            kafka.put("bindingVersion", "0.5.0");
        }
        return channel;
    }

    private static void reference(ObjectNode channel, String message) {
        ((ObjectNode) channel.get("messages")).putObject(message).put("$ref", "#/components/messages/" + message);
    }

    private static void perChannel(ObjectNode channel, String address) {
        channel.put("address", address);
        channel.putObject("parameters").putObject("channel").put("description", CHANNEL);
    }

    private static void key(ObjectNode message, String description) {
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("description", description);
        kafka.put("bindingVersion", "0.5.0");
    }
}
