package io.crossdock.world;

import io.crossdock.canonical.OrderId;
import java.util.ArrayList;
import java.util.List;

/** An order of a shop, or what a till sold: its present state. */
final class Sale {

    final OrderId id;
    final SellingChannel channel;
    final ItemBooks item;
    final List<Fact> facts = new ArrayList<>();
    int pieces;
    int version = 1;

    /** Where the ERP takes it from, or where it is to be taken from; null where that is open. */
    String location;

    /** Pieces that the ERP's levels exclude. */
    int booked;

    /** @param channel null for a till's */
    Sale(OrderId id, SellingChannel channel, ItemBooks item, int pieces, String location) {
        this.id = id;
        this.channel = channel;
        this.item = item;
        this.pieces = pieces;
        this.location = location;
    }
}
