package io.crossdock.hub.normalize;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Component;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.OrderShipped;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.QuantityLine;
import io.crossdock.canonical.ReturnReceived;
import io.crossdock.canonical.ReturnRequested;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.canonical.StockMoved;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.util.List;

/** Our SKUs for the channel's, in what its adapter translated; where a channel has our SKUs, nothing is touched. */
record OurSkus(InboundRecord inbound, Channel channel) {

    /** @throws Failure {@code UNMAPPABLE} where nobody has said which item of ours the channel means */
    List<CanonicalEvent> in(List<CanonicalEvent> events) {
        return channel.listings().areOwn() ? events.stream().map(this::in).toList() : events;
    }

    private CanonicalEvent in(CanonicalEvent event) {
        return new CanonicalEvent(
                event.id(),
                event.source(),
                event.time(),
                event.sequence(),
                event.committedAt(),
                event.traceparent(),
                event.translationRevision(),
                in(event.data()));
    }

    /** What is not here names no item, or never comes from a channel. */
    private CanonicalData in(CanonicalData data) {
        if (data instanceof OrderPlaced placed) {
            return new OrderPlaced(in(placed.order()));
        }
        if (data instanceof OrderChanged changed) {
            return new OrderChanged(in(changed.order()));
        }
        if (data instanceof OrderCancelled cancelled) {
            return new OrderCancelled(in(cancelled.order()));
        }
        if (data instanceof OrderShipped shipped) {
            return new OrderShipped(
                    shipped.order(),
                    shipped.shipment(),
                    lines(shipped.lines()),
                    shipped.carrier(),
                    shipped.trackingNumber());
        }
        if (data instanceof ReturnRequested asked) {
            return new ReturnRequested(asked.returnId(), asked.order(), lines(asked.lines()));
        }
        if (data instanceof ReturnReceived back) {
            return new ReturnReceived(back.returnId(), back.order(), back.location(), lines(back.lines()));
        }
        return ofItem(data);
    }

    private CanonicalData ofItem(CanonicalData data) {
        if (data instanceof StockCounted counted) {
            return new StockCounted(ours(counted.sku()), counted.location(), counted.onHand(), counted.salesUntil());
        }
        if (data instanceof StockMoved moved) {
            return new StockMoved(
                    moved.move(), ours(moved.sku()), moved.location(), moved.quantity(), moved.reason(), moved.order());
        }
        if (data instanceof StockExpected expected) {
            return new StockExpected(ours(expected.sku()), expected.document(), expected.lines());
        }
        if (data instanceof PriceChanged prices) {
            return new PriceChanged(ours(prices.sku()), prices.prices(), prices.validUntil());
        }
        if (data instanceof ItemDescribed item) {
            List<Component> components = item.components().stream()
                    .map(component -> new Component(ours(component.sku()), component.quantity()))
                    .toList();
            return new ItemDescribed(ours(item.sku()), item.title(), item.category(), components, item.discontinued());
        }
        return data;
    }

    private Order in(Order order) {
        if (order == null) {
            return null; // It breaks a rule, which the validation says better.
        }
        return new Order(
                order.id(),
                order.channel(),
                order.number(),
                order.version(),
                order.placedAt(),
                order.currency(),
                order.locations(),
                order.lines().stream().map(this::in).toList(),
                order.shipTo());
    }

    private OrderLine in(OrderLine line) {
        return new OrderLine(line.line(), ours(line.sku()), line.quantity(), line.unitPrice(), line.location());
    }

    private List<QuantityLine> lines(List<QuantityLine> lines) {
        return lines.stream()
                .map(line -> new QuantityLine(line.line(), ours(line.sku()), line.quantity()))
                .toList();
    }

    /** A key that is missing or malformed breaks a rule, too. */
    private Sku ours(Sku listing) {
        if (listing == null || listing.value() == null || !listing.isWellFormed()) {
            return listing;
        }
        return channel.listings()
                .skuOf(listing)
                .orElseThrow(() -> Failure.unmappable(
                        channel.system(),
                        inbound.kind(),
                        inbound.key(),
                        "no row of the channel's listings has the listing '" + listing + "'"));
    }
}
