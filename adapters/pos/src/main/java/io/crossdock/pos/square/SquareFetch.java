package io.crossdock.pos.square;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.pos.square.SquareNotification.NamedOrder;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Fetch;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Completes Square's webhooks: an order that was only named, with the catalog objects of its lines, as kind {@code
 * order} and {@code {"order": .., "objects": [..]}}; and, for a channel with the property {@code counts: master}, counts
 * with theirs, as kind {@code counts} and {@code {"counts": [..], "objects": [..]}}.
 */
public final class SquareFetch implements Fetch {

    static final String ORDER_CREATED = "order.created";
    static final String ORDER_UPDATED = "order.updated";
    static final String ORDER_FULFILLMENT_UPDATED = "order.fulfillment.updated";
    static final String COUNT_UPDATED = "inventory.count.updated";

    static final String ORDER = "order";
    static final String COUNTS = "counts";

    @Override
    public Optional<InboundRecord> fetch(InboundRecord thin, Channel channel, Api api) {
        return switch (thin.kind()) {
            case ORDER_CREATED, ORDER_UPDATED, ORDER_FULFILLMENT_UPDATED ->
                Optional.of(order(thin, channel, new SquareClient(channel, api)));
            case COUNT_UPDATED ->
                countsAreOurs(channel)
                        ? Optional.empty()
                        : Optional.of(counts(thin, channel, new SquareClient(channel, api)));
            default -> Optional.empty();
        };
    }

    private static InboundRecord order(InboundRecord thin, Channel channel, SquareClient client) {
        NamedOrder named = Json.read(thin, channel, SquareNotification.class)
                .order()
                .orElseThrow(() ->
                        Failure.unmappable(channel.system(), thin.kind(), thin.id(), "it does not name an order"));
        JsonNode order = client.order(named.orderId());
        List<JsonNode> objects = client.objects(variationsOf(order), true);
        // An order that was not made through the API has no version; then the notification's own id tells them apart.
        String version = named.version() == null ? thin.id() : named.version().toString();
        return completed(thin, named.orderId() + "@" + version, ORDER, named.orderId(), body("order", order, objects));
    }

    private static InboundRecord counts(InboundRecord thin, Channel channel, SquareClient client) {
        List<SquareCount> counts =
                Json.read(thin, channel, SquareNotification.class).counts();
        Set<String> variations = new TreeSet<>(counts.stream()
                .map(SquareCount::catalogObjectId)
                .filter(Objects::nonNull)
                .toList());
        JsonNode asSent = Json.read(thin, channel, JsonNode.class).at("/data/object/inventory_counts");
        return completed(
                thin,
                thin.id() + "@counts",
                COUNTS,
                thin.key(),
                body("counts", asSent, client.objects(variations, true)));
    }

    /**
     * What we wrote ourselves comes back as a count: no news, unless the shop counts its own stock. A count does not say who
     * took it, and what a till sells afterwards counts on from it. So it is one or the other: where the shop counts, no
     * quantity is written.
     */
    static boolean countsAreOurs(Channel channel) {
        String counts = channel.properties().getOrDefault("counts", "ours");
        return switch (counts) {
            case "ours" -> true;
            case "master" -> false;
            default ->
                throw new IllegalStateException(
                        "channel " + channel.id() + ": counts is '" + counts + "'; allowed: ours, master");
        };
    }

    /** Of all its lines, sold or returned; in order, so that the same order makes the same request. */
    static Set<String> variationsOf(JsonNode order) {
        Set<String> variations = new TreeSet<>();
        addVariations(order.path("line_items"), variations);
        order.path("returns").forEach(returned -> addVariations(returned.path("return_line_items"), variations));
        return variations;
    }

    private static void addVariations(JsonNode lines, Set<String> variations) {
        for (JsonNode line : lines) {
            String variation = line.path("catalog_object_id").asText();
            if (!variation.isEmpty()) {
                variations.add(variation);
            }
        }
    }

    private static byte[] body(String name, JsonNode content, List<JsonNode> objects) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(name, content);
        body.put("objects", objects);
        return Json.write(body);
    }

    private static InboundRecord completed(InboundRecord thin, String id, String kind, String key, byte[] body) {
        return new InboundRecord(
                thin.channel(), id, kind, key, "application/json", body, thin.receivedAt(), thin.traceparent());
    }
}
