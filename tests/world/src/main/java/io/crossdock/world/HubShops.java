package io.crossdock.world;

import io.crossdock.hub.policy.LagRule;
import io.crossdock.world.FlashSale.Buyer;
import io.crossdock.world.FlashSale.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** This hub between the same buyers and channels that are as channels are: quick, slow, away for a while. */
final class HubShops implements AutoCloseable {

    private static final int FORGET_EVERY = 256;

    private final FlashSale sale;
    private final LagRule rule;
    private final Random random;
    private final Agenda agenda = new Agenda();
    private final Laws laws;
    private final List<ItemBooks> items = new ArrayList<>();
    private final List<SellingChannel> channels = new ArrayList<>();
    private final Hub hub;
    private final Erp erp;
    private final Trade trade;

    /**
     * @param rule how every channel's safety stock follows its lag; null where it does not
     * @param folder an empty one for the topology's state
     */
    HubShops(FlashSale sale, LagRule rule, Path folder) {
        this.sale = sale;
        this.rule = rule;
        this.random = new Random(sale.seed());
        History history = new History(agenda, false);
        // A slow channel's answers take longer than any law of the hub's could ask.
        laws = new Laws(agenda, history, sale.items(), Long.MAX_VALUE);
        for (int i = 0; i < sale.items(); i++) {
            items.add(ItemBooks.plain(i));
        }
        hub = new Hub(agenda, random, history, folder, items, laws);
        erp = new Erp(agenda, hub, history);
        trade = new Trade(agenda, hub, laws, history);
        for (int i = 0; i < sale.channels(); i++) {
            SellingChannel channel = new SellingChannel(traits(i), agenda, random, history, laws, items);
            channels.add(channel);
            hub.add(channel);
        }
    }

    /** Every fourth channel is alike. */
    private Traits traits(int channel) {
        PriceArithmetic plain = PriceArithmetic.PLAIN;
        StockArithmetic all = StockArithmetic.ALL.following(rule);
        String name = "channel-" + (channel + 1);
        return switch (channel % 4) {
            case 0 -> new Traits(name, all, plain, "20/s", 10, 4, true, false, 20, 80, 300, 0);
            case 1 -> new Traits(name, all, plain, "5/s", 10, 2, false, false, 200, 800, 2_000, 0);
            case 2 -> new Traits(name, all, plain, "30/m", 50, 1, false, false, 4_000, 12_000, 15_000, 0);
            default -> new Traits(name, all, plain, "10/s", 10, 2, false, false, 100, 400, 1_000, 5);
        };
    }

    Outcome play() {
        come(sale.piecesOfEachItem() - sale.piecesOfEachItem() / 2);
        agenda.runOut();
        long start = agenda.millis();
        agenda.at(start + sale.millis() / 2, () -> come(sale.piecesOfEachItem() / 2));
        for (int i = 3; i < channels.size(); i += 4) {
            SellingChannel unsteady = channels.get(i);
            long part = sale.millis() / 10;
            agenda.at(start + part, () -> unsteady.become(Line.Weather.AWAY, part));
            agenda.at(start + 6 * part, () -> unsteady.become(Line.Weather.THROTTLED, part));
        }
        int sold = 0;
        int lost = 0;
        int came = 0;
        for (Buyer buyer : sale.all()) {
            agenda.runUntil(start + buyer.at());
            if (buys(buyer)) {
                sold++;
            } else if (items.get(buyer.item()).free() > 0) {
                lost++;
            }
            if (++came % FORGET_EVERY == 0) {
                items.forEach(item -> item.forgetWhatIsKnownTo(channels));
            }
        }
        agenda.runOut();
        laws.settled(channels, items, erp);
        Oversold oversold = laws.oversold();
        String contender = rule == null ? "this hub" : "this hub, lag-aware";
        return new Outcome(contender, sold, oversold.pieces(), lost, oversold.greatestLagMillis());
    }

    private void come(int pieces) {
        items.forEach(item -> erp.change(item, 0, pieces));
    }

    private boolean buys(Buyer buyer) {
        var order = trade.sell(channels.get(buyer.channel()), items.get(buyer.item()), 1, null);
        order.ifPresent(placed -> agenda.in(1_000 + random.nextInt(4_000), () -> erp.book(placed, 1, false)));
        return order.isPresent();
    }

    @Override
    public void close() {
        hub.close();
    }
}
