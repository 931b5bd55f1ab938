package io.crossdock.pos.square;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.StockMoved;
import io.crossdock.canonical.StockMoved.Reason;
import io.crossdock.pos.square.SquareCodes.LineKind;
import io.crossdock.pos.square.SquareCodes.Sale;
import io.crossdock.pos.square.SquareTranslation.FetchedOrder;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Facts;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A completed order to one movement a line. A movement's key is the order's id and the line's uid, without the order's
 * version: the same sale in a later version of the order is the same movement.
 */
final class SaleTranslation {

    private final SquareOrder order;
    private final SquareCatalog catalog;
    private final InboundRecord inbound;
    private final Channel channel;
    private final Facts facts;

    private SaleTranslation(FetchedOrder fetched, InboundRecord inbound, Channel channel, Facts facts) {
        this.order = fetched.order();
        this.catalog = new SquareCatalog(fetched.objects(), inbound, channel);
        this.inbound = inbound;
        this.channel = channel;
        this.facts = facts;
    }

    static List<CanonicalEvent> events(FetchedOrder fetched, InboundRecord inbound, Channel channel, Facts facts) {
        return new SaleTranslation(fetched, inbound, channel, facts).events();
    }

    private List<CanonicalEvent> events() {
        if (order == null || order.id() == null) {
            throw unmappable("no order in it");
        }
        Sale sale =
                SquareCodes.sale(order.state()).orElseThrow(() -> unmappable("unknown state '" + order.state() + "'"));
        if (sale != Sale.DONE) {
            return List.of();
        }
        List<CanonicalEvent> events = new ArrayList<>();
        order.lineItems().stream()
                .filter(this::isGoods)
                .forEach(line -> events.add(moved(line, quantity(line).negate(), Reason.SOLD)));
        order.returns().stream()
                .flatMap(returned -> returned.returnLineItems().stream())
                .filter(this::isGoods)
                .forEach(line -> events.add(moved(line, quantity(line), Reason.RETURNED)));
        return List.copyOf(events);
    }

    /** A custom amount, a gift card, and what the cashier typed in by hand are none of our items. */
    private boolean isGoods(SquareOrder.Line line) {
        LineKind kind = SquareCodes.lineKind(line.itemType())
                .orElseThrow(() -> unmappable("unknown item_type '" + line.itemType() + "'"));
        return kind == LineKind.GOODS && line.catalogObjectId() != null;
    }

    private CanonicalEvent moved(SquareOrder.Line line, BigDecimal quantity, Reason reason) {
        if (line.uid() == null || line.uid().isBlank()) {
            throw unmappable("a line without uid");
        }
        String move = order.id() + ":" + line.uid();
        StockMoved moved = new StockMoved(
                move, catalog.skuOf(line.catalogObjectId()), location(), quantity, reason, channel.orderId(order.id()));
        return facts.event(moved, move, closedAt());
    }

    private BigDecimal quantity(SquareOrder.Line line) {
        if (line.quantity() == null) {
            throw unmappable("a line without quantity");
        }
        return line.quantity();
    }

    private LocationId location() {
        String ownId = order.locationId();
        if (ownId == null) {
            throw unmappable("no location");
        }
        return channel.locationOf(ownId).orElseThrow(() -> unmappable("unknown location '" + ownId + "'"));
    }

    private Instant closedAt() {
        if (order.closedAt() == null && order.updatedAt() == null) {
            throw unmappable("neither closed_at nor updated_at");
        }
        return order.closedAt() == null ? order.updatedAt() : order.closedAt();
    }

    private Failure unmappable(String what) {
        return Failure.unmappable(channel.system(), inbound.kind(), inbound.key(), what);
    }
}
