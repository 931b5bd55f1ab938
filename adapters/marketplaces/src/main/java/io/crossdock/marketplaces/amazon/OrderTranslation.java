package io.crossdock.marketplaces.amazon;

import io.crossdock.canonical.Address;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.marketplaces.amazon.AmazonCodes.Fulfiller;
import io.crossdock.marketplaces.amazon.AmazonCodes.State;
import io.crossdock.marketplaces.amazon.AmazonOrder.AmazonMoney;
import io.crossdock.marketplaces.amazon.AmazonOrder.Item;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Facts;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An order as it is to one event with the whole of it; its version is {@code lastUpdatedTime} in epoch milliseconds. */
final class OrderTranslation {

    private final AmazonOrder order;
    private final InboundRecord inbound;
    private final Channel channel;

    private OrderTranslation(AmazonOrder order, InboundRecord inbound, Channel channel) {
        this.order = order;
        this.inbound = inbound;
        this.channel = channel;
    }

    static List<CanonicalEvent> events(AmazonOrder order, InboundRecord inbound, Channel channel, Facts facts) {
        OrderTranslation translation = new OrderTranslation(order, inbound, channel);
        if (!translation.takesOurStock()) {
            return List.of();
        }
        String fact = order.orderId() + "@" + order.lastUpdatedTime().toEpochMilli();
        return List.of(facts.event(translation.data(), fact, order.lastUpdatedTime()));
    }

    private boolean takesOurStock() {
        if (order == null
                || order.orderId() == null
                || order.createdTime() == null
                || order.lastUpdatedTime() == null
                || order.fulfillment() == null) {
            throw unmappable("an order without id, times or fulfillment");
        }
        String fulfilledBy = order.fulfillment().fulfilledBy();
        return AmazonCodes.fulfiller(fulfilledBy)
                        .orElseThrow(() -> unmappable("unknown fulfilledBy '" + fulfilledBy + "'"))
                == Fulfiller.OURS;
    }

    private CanonicalData data() {
        String status = order.fulfillment().fulfillmentStatus();
        State state =
                AmazonCodes.state(status).orElseThrow(() -> unmappable("unknown fulfillmentStatus '" + status + "'"));
        return switch (state) {
            case PLACED -> new OrderPlaced(order(state));
            case CHANGED -> new OrderChanged(order(state));
            case CANCELLED -> new OrderCancelled(order(state));
        };
    }

    private Order order(State state) {
        return new Order(
                channel.orderId(order.orderId()),
                channel.id(),
                order.orderId(),
                order.lastUpdatedTime().toEpochMilli(),
                order.createdTime(),
                currency(),
                channel.locations(),
                order.orderItems().stream().map(item -> line(item, state)).toList(),
                shipTo());
    }

    private OrderLine line(Item item, State state) {
        if (item.orderItemId() == null || item.quantityOrdered() == null || item.product() == null) {
            throw unmappable("an item without id, quantity or product");
        }
        String sku = item.product().sellerSku();
        if (sku == null || sku.isBlank()) {
            throw unmappable("item " + item.orderItemId() + " has no sellerSku");
        }
        return new OrderLine(item.orderItemId(), new Sku(sku), wanted(item, state), unitPrice(item), null);
    }

    private BigDecimal wanted(Item item, State state) {
        if (state == State.CANCELLED) {
            return BigDecimal.ZERO;
        }
        AmazonOrder.ItemFulfillment progress = item.fulfillment();
        boolean isCounted = progress != null
                && progress.quantityFulfilled() != null
                && progress.quantityUnfulfilled() != null
                && AmazonCodes.isReleased(order.fulfillment().fulfillmentStatus());
        return isCounted ? progress.quantityFulfilled().add(progress.quantityUnfulfilled()) : item.quantityOrdered();
    }

    private static Money unitPrice(Item item) {
        AmazonMoney price =
                item.product().price() == null ? null : item.product().price().unitPrice();
        return price == null || price.amount() == null || price.currencyCode() == null
                ? null
                : new Money(price.amount(), price.currencyCode());
    }

    /** An order tells its currency by its prices; a pending one may have none yet. */
    private String currency() {
        return order.orderItems().stream()
                .filter(item -> item.product() != null)
                .map(OrderTranslation::unitPrice)
                .filter(Objects::nonNull)
                .map(Money::currency)
                .findFirst()
                .orElse(channel.currency());
    }

    private Address shipTo() {
        if (order.recipient() == null || order.recipient().deliveryAddress() == null) {
            return null;
        }
        AmazonOrder.DeliveryAddress to = order.recipient().deliveryAddress();
        String addition = Stream.of(to.addressLine2(), to.addressLine3())
                .filter(line -> line != null && !line.isBlank())
                .collect(Collectors.joining(", "));
        return new Address(
                to.name(),
                to.companyName(),
                to.addressLine1(),
                addition.isEmpty() ? null : addition,
                to.postalCode(),
                to.city(),
                to.stateOrRegion(),
                to.countryCode(),
                to.phone(),
                null);
    }

    private Failure unmappable(String what) {
        return Failure.unmappable(channel.system(), inbound.kind(), inbound.key(), what);
    }
}
