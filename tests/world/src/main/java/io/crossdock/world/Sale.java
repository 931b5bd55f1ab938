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
    Integer location;

    /** Pieces that the ERP's levels exclude. */
    int booked;

    /** @param channel null for a till's */
    Sale(OrderId id, SellingChannel channel, ItemBooks item, int pieces, Integer location) {
        this.id = id;
        this.channel = channel;
        this.item = item;
        this.pieces = pieces;
        this.location = location;
    }

    /** So many more are taken, or fewer: whoever knows everything at once knows it now. */
    void take(int more, Agenda agenda) {
        pieces += more;
        item.takes.forEach((part, each) -> {
            part.add(-more * each, location);
            facts.add(Fact.of(this, part, -more * each, agenda));
        });
        if (item.isKit()) {
            facts.add(Fact.of(this, item, -more, agenda));
        }
    }

    /** The ERP decides where it is taken from. */
    void takeFrom(int place) {
        if (location == null) {
            item.takes.forEach((part, each) -> {
                part.add(pieces * each, null);
                part.add(-pieces * each, place);
            });
            location = place;
        }
    }
}
