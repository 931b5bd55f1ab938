package io.crossdock.marketplaces.shopify;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Facts;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Json;
import io.crossdock.spi.Translation;
import java.time.OffsetDateTime;
import java.util.List;

/** Shopify's order webhooks as order events; the topic is the record's kind. */
public final class ShopifyTranslation implements Translation {

    @Override
    public List<CanonicalEvent> translate(InboundRecord inbound, Channel channel) {
        ShopifyTopic topic = ShopifyTopic.named(inbound.kind())
                .orElseThrow(() -> Failure.unmappable(
                        channel.system(), "webhook", inbound.key(), "unknown topic '" + inbound.kind() + "'"));
        if (topic == ShopifyTopic.NO_NEWS) {
            return List.of();
        }
        ShopifyOrder wire = Json.read(inbound, channel, ShopifyOrder.class);
        if (topic == ShopifyTopic.ORDER_CANCELLED && wire.cancelledAt() == null) {
            throw Failure.unmappable(channel.system(), inbound.kind(), wire.id(), "no cancelled_at");
        }
        Order order = OrderTranslation.order(topic, wire, inbound, channel);
        if (order.lines().isEmpty()) {
            return List.of();
        }
        return List.of(Facts.of(inbound, this)
                .event(
                        happened(topic, wire, order),
                        OrderVersion.fact(wire),
                        time(topic, wire).toInstant()));
    }

    /**
     * An order with a {@code cancelled_at} is cancelled, whichever topic tells it: the orders/updated of a cancellation
     * has the version of its orders/cancelled and must not bring the order back.
     */
    private static CanonicalData happened(ShopifyTopic topic, ShopifyOrder wire, Order order) {
        if (wire.cancelledAt() != null) {
            return new OrderCancelled(order);
        }
        return topic == ShopifyTopic.ORDER_PLACED ? new OrderPlaced(order) : new OrderChanged(order);
    }

    private static OffsetDateTime time(ShopifyTopic topic, ShopifyOrder wire) {
        if (wire.cancelledAt() != null) {
            return wire.cancelledAt();
        }
        return topic == ShopifyTopic.ORDER_PLACED ? wire.createdAt() : wire.updatedAt();
    }
}
