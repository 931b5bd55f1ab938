package io.crossdock.world;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.OrderId;
import java.util.List;
import java.util.Optional;

/** Sells, in shops and at tills, and takes back: truth changes at once, and the hub hears of it when it does. */
final class Trade {

    private static final ChannelId TILL = new ChannelId("till");

    private final Agenda agenda;
    private final Hub hub;
    private final Laws laws;
    private final History history;
    private long count;

    Trade(Agenda agenda, Hub hub, Laws laws, History history) {
        this.agenda = agenda;
        this.hub = hub;
        this.laws = laws;
        this.history = history;
    }

    /**
     * A buyer comes to a shop.
     *
     * @param location where it is to be taken from; null where that is open
     * @return empty where the shop does not show enough
     */
    Optional<Sale> sell(SellingChannel channel, ItemBooks item, int pieces, Integer location) {
        if (channel.shop().shelf(item).shown < pieces) {
            return Optional.empty();
        }
        laws.toBeSold(channel, item, pieces);
        channel.shop().sell(item, pieces, agenda.stamp());
        Sale sale = new Sale(OrderId.of(channel.id(), "o" + count++), channel, item, 0, location);
        history.tell(item, null, () -> channel.id() + " sells " + pieces + " in " + sale.id);
        sale.take(pieces, agenda);
        tell(sale);
        return Optional.of(sale);
    }

    /** Whoever stands before the shelf gets a piece of what lies there. */
    Sale sellAtTill(ItemBooks item, int location, long lag) {
        Sale sale = new Sale(OrderId.of(TILL, "t" + count++), null, item, 0, location);
        history.tell(item, null, () -> "a till sells 1 in " + sale.id);
        sale.take(1, agenda);
        List<Fact> facts = List.copyOf(sale.facts);
        hub.tell(Telling.tillSale(sale, agenda.now()), lag, () -> facts);
        return sale;
    }

    /** A shop's buyer gives back some pieces of an order, or all of it. */
    void takeBack(Sale sale, int pieces) {
        sale.version++;
        history.tell(sale.item, null, () -> sale.channel.id() + " takes back " + pieces + " of " + sale.id);
        sale.take(-pieces, agenda);
        if (sale.channel.putsBack()) {
            sale.channel.shop().putBack(sale.item, pieces, agenda.stamp());
        }
        tell(sale);
    }

    /** The hub will hear of the order as it is now, and with that of all that led to it. */
    private void tell(Sale sale) {
        List<Fact> facts = List.copyOf(sale.facts);
        hub.tell(Telling.order(sale, agenda.now()), sale.channel.orderLag(), () -> facts);
    }
}
