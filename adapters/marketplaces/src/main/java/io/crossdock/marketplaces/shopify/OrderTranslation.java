package io.crossdock.marketplaces.shopify;

import io.crossdock.canonical.Address;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.Sku;
import io.crossdock.marketplaces.shopify.ShopifyOrder.LineItem;
import io.crossdock.marketplaces.shopify.ShopifyOrder.ShippingAddress;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A webhook's order as ours. */
final class OrderTranslation {

    private final ShopifyOrder wire;
    private final InboundRecord inbound;
    private final Channel channel;

    private OrderTranslation(ShopifyOrder wire, InboundRecord inbound, Channel channel) {
        this.wire = wire;
        this.inbound = inbound;
        this.channel = channel;
    }

    /**
     * @return the order; without lines where it holds nothing that lies in stock, such as gift cards only
     * @throws Failure {@code UNMAPPABLE}
     */
    static Order order(ShopifyTopic topic, ShopifyOrder wire, InboundRecord inbound, Channel channel) {
        return new OrderTranslation(wire, inbound, channel).order(topic);
    }

    private Order order(ShopifyTopic topic) {
        String id = required(wire.id(), "id");
        return new Order(
                channel.orderId(id),
                channel.id(),
                wire.name() == null || wire.name().isBlank() ? id : wire.name(),
                version(topic),
                required(wire.createdAt(), "created_at").toInstant(),
                required(wire.currency(), "currency"),
                channel.locations(),
                required(wire.lineItems(), "line_items").stream()
                        .filter(this::liesInStock)
                        .map(this::line)
                        .toList(),
                wire.shippingAddress() == null ? null : address(wire.shippingAddress()));
    }

    private long version(ShopifyTopic topic) {
        return OrderVersion.of(
                topic,
                wire,
                required(wire.updatedAt(), "updated_at").toInstant(),
                required(wire.lineItems(), "line_items"));
    }

    /** Gift cards, tips and services come as lines without SKU; whatever has one is taken from stock. */
    private boolean liesInStock(LineItem item) {
        boolean hasSku = item.sku() != null && !item.sku().isBlank();
        return hasSku || !(item.isGiftCard() || Boolean.FALSE.equals(item.requiresShipping()));
    }

    private OrderLine line(LineItem item) {
        String line = required(item.id(), "id of a line");
        if (item.sku() == null || item.sku().isBlank()) {
            throw unmappable("line " + line + " has no SKU");
        }
        return new OrderLine(
                line,
                new Sku(item.sku().strip()),
                stillWanted(item),
                item.price() == null ? null : new Money(item.price(), wire.currency()),
                null);
    }

    private BigDecimal stillWanted(LineItem item) {
        if (wire.cancelledAt() != null) {
            return BigDecimal.ZERO;
        }
        return item.currentQuantity() != null
                ? item.currentQuantity()
                : required(item.quantity(), "quantity of line " + item.id());
    }

    private Address address(ShippingAddress to) {
        return new Address(
                told(to.name()) == null ? fullName(to) : to.name(),
                told(to.company()),
                told(to.address1()),
                told(to.address2()),
                told(to.zip()),
                told(to.city()),
                told(to.provinceCode()) == null ? told(to.province()) : to.provinceCode(),
                told(to.countryCode()) == null ? null : to.countryCode().toUpperCase(Locale.ROOT),
                told(to.phone()) == null ? told(wire.phone()) : to.phone(),
                told(wire.email()));
    }

    private static String fullName(ShippingAddress to) {
        return told(Stream.of(to.firstName(), to.lastName())
                .map(OrderTranslation::told)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" ")));
    }

    /** Shopify leaves out what it does not know in three ways: absent, null and empty. */
    private static String told(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private <T> T required(T value, String name) {
        if (value == null) {
            throw unmappable("no " + name);
        }
        return value;
    }

    private Failure unmappable(String what) {
        return Failure.unmappable(
                channel.system(), inbound.kind(), wire.id() == null ? inbound.key() : wire.id(), what);
    }
}
