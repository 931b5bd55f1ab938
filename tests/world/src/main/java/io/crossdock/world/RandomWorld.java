package io.crossdock.world;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.OrderId;
import io.crossdock.world.SellingChannel.Traits;
import io.crossdock.world.SellingChannel.Weather;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A business in which anything may happen at any time, as a seed decides; {@link Laws} watch. */
final class RandomWorld implements AutoCloseable {

    private static final int ITEMS = 4;
    private static final int OPEN_SALES = 40;
    private static final ChannelId TILL = new ChannelId("till");

    private final Random random;
    private final Agenda agenda = new Agenda();
    private final History history;
    private final Laws laws;
    private final List<ItemBooks> items = new ArrayList<>();
    private final List<SellingChannel> channels = new ArrayList<>();
    private final List<Sale> sales = new ArrayList<>();
    private final Hub hub;
    private final Erp erp;
    private long count;

    /**
     * @param folder an empty one for the topology's state
     * @param tells whether a broken law tells what led to it
     */
    RandomWorld(long seed, Path folder, boolean tells) {
        random = new Random(seed);
        history = new History(agenda, tells);
        laws = new Laws(agenda, history, ITEMS);
        for (int i = 0; i < ITEMS; i++) {
            items.add(new ItemBooks(i));
        }
        hub = new Hub(agenda, random, history, folder, items, laws);
        erp = new Erp(agenda, hub, history);
        for (int i = 0; i < 3 + random.nextInt(3); i++) {
            SellingChannel channel = new SellingChannel(traits("shop-" + i), agenda, random, history, laws, items);
            channels.add(channel);
            hub.add(channel);
        }
    }

    private Traits traits(String name) {
        StockArithmetic stock = random.nextInt(3) > 0
                ? StockArithmetic.ALL
                : new StockArithmetic(
                        50 + random.nextInt(51), random.nextInt(3), 5 + random.nextInt(20), random.nextInt(3));
        String limit = List.of("none", "50/s", "10/s").get(random.nextInt(3));
        int fastest = 1 + random.nextInt(50);
        return new Traits(
                name,
                stock,
                limit,
                2 + random.nextInt(4),
                1 + random.nextInt(3),
                random.nextBoolean(),
                random.nextBoolean(),
                fastest,
                fastest + random.nextInt(150),
                5 + random.nextInt(300),
                random.nextInt(3) == 0 ? 5 : 0);
    }

    /** So many things happen one after another; then all news arrives, and all must be right. */
    void play(int operations) {
        for (ItemBooks item : items) {
            erp.change(item, 0, 5 + random.nextInt(20));
            erp.change(item, 1, random.nextInt(10));
        }
        agenda.runUntil(1_000);
        for (int i = 0; i < operations; i++) {
            agenda.runUntil(agenda.millis() + random.nextInt(60));
            operate();
            if (i % 256 == 0) {
                forget();
            }
        }
        agenda.runOut();
        laws.settled(channels, items, erp);
    }

    Oversold oversold() {
        return laws.oversold();
    }

    long writes() {
        return laws.writes();
    }

    private void operate() {
        ItemBooks item = items.get(random.nextInt(ITEMS));
        SellingChannel channel = channels.get(random.nextInt(channels.size()));
        int chance = random.nextInt(10_000);
        if (chance < 5_500) {
            buy(channel, item, 1 + random.nextInt(2));
        } else if (chance < 6_700) {
            takeBack();
        } else if (chance < 7_900) {
            sellAtTill(item, random.nextInt(2));
        } else if (chance < 9_000) {
            count(item);
        } else if (chance < 9_300) {
            hub.hearAgain();
        } else if (chance < 9_800) {
            channel.readAgain();
        } else if (chance < 9_860) {
            channel.become(Weather.AWAY, 500 + random.nextInt(6_000));
        } else if (chance < 9_920) {
            channel.become(Weather.THROTTLED, 500 + random.nextInt(4_000));
        } else if (chance < 9_990) {
            channel.restart(300 + random.nextInt(3_000));
        } else {
            hub.restart(100 + random.nextInt(2_000));
        }
    }

    private void buy(SellingChannel channel, ItemBooks item, int pieces) {
        if (channel.shop().shelf(item).shown < pieces) {
            return;
        }
        laws.toBeSold(channel, item, pieces);
        channel.shop().sell(item, pieces, agenda.stamp());
        String location = random.nextInt(3) == 0 ? Erp.name(random.nextInt(2)) : null;
        Sale sale = new Sale(OrderId.of(channel.id(), "o" + count++), channel, item, pieces, location);
        history.tell(item, null, () -> channel.id() + " sells " + pieces + " in " + sale.id);
        take(sale, -pieces);
        tell(sale);
        bookLater(sale);
    }

    private void take(Sale sale, int pieces) {
        sale.item.free += pieces;
        sale.facts.add(new Fact("sale " + sale.id, sale.item, pieces, sale.channel, agenda));
    }

    /** The hub will hear of the order as it is now, and with that of all that led to it. */
    private void tell(Sale sale) {
        List<Fact> facts = List.copyOf(sale.facts);
        hub.tell(Telling.order(sale, agenda.now()), sale.channel.orderLag(), () -> facts);
    }

    private void bookLater(Sale sale) {
        sales.add(sale);
        if (sales.size() > OPEN_SALES) {
            sales.remove(0);
        }
        agenda.in(100 + random.nextInt(3_000), () -> {
            if (sale.pieces > 1 && random.nextInt(3) == 0) {
                erp.book(sale, 1);
                agenda.in(random.nextInt(1_000), () -> erp.book(sale, sale.pieces));
            } else {
                erp.book(sale, sale.pieces);
            }
        });
    }

    /** A buyer takes back an order, or a piece of it. */
    private void takeBack() {
        if (sales.isEmpty()) {
            return;
        }
        Sale sale = sales.get(random.nextInt(sales.size()));
        if (sale.channel == null || sale.pieces == 0) {
            return;
        }
        int pieces = random.nextBoolean() ? sale.pieces : 1;
        sale.pieces -= pieces;
        sale.version++;
        history.tell(sale.item, null, () -> sale.channel.id() + " takes back " + pieces + " of " + sale.id);
        take(sale, pieces);
        if (sale.channel.putsBack()) {
            sale.channel.shop().putBack(sale.item, pieces, agenda.stamp());
        }
        tell(sale);
        if (sale.booked > 0) {
            agenda.in(100 + random.nextInt(2_000), () -> erp.book(sale, sale.pieces));
        }
    }

    /** Whoever stands before the shelf gets what is on it, if it is not promised. */
    private void sellAtTill(ItemBooks item, int location) {
        if (item.free < 1 || erp.level(item, location) < 1) {
            return;
        }
        Sale sale = new Sale(OrderId.of(TILL, "t" + count++), null, item, 1, Erp.name(location));
        history.tell(item, null, () -> "a till sells 1 in " + sale.id);
        take(sale, -1);
        List<Fact> facts = List.copyOf(sale.facts);
        hub.tell(Telling.tillSale(sale, agenda.now()), 5 + random.nextInt(500), () -> facts);
        bookLater(sale);
    }

    private void count(ItemBooks item) {
        int location = random.nextInt(2);
        if (item.free < 4) {
            erp.change(item, location, 5 + random.nextInt(15));
        } else if (random.nextInt(4) == 0) {
            erp.change(item, location, -1 - random.nextInt(4));
        } else {
            erp.move(item, location, 1 + random.nextInt(3));
        }
    }

    private void forget() {
        for (ItemBooks item : items) {
            item.forgetBefore(channels.stream()
                    .mapToLong(channel -> channel.shop().shelf(item).rightUntil)
                    .min()
                    .orElse(0));
        }
    }

    @Override
    public void close() {
        hub.close();
    }
}
