package io.crossdock.world;

import io.crossdock.hub.policy.LagRule;
import io.crossdock.world.SellingChannel.Traits;
import io.crossdock.world.SellingChannel.Weather;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A business in which anything may happen at any time, as a seed decides; {@link Laws} watch. */
final class RandomWorld implements AutoCloseable {

    private static final int ITEMS = 4;
    private static final long MOST_OUTDATED_MS = 2_000;
    private static final int OPEN_SALES = 40;

    /** Quicker than any that is usual, so that it comes and goes within a short world. */
    private static final LagRule LAG =
            new LagRule(Duration.ofSeconds(1), 5, Duration.ofSeconds(5), Duration.ofSeconds(3));

    private final Random random;
    private final Agenda agenda = new Agenda();
    private final History history;
    private final Laws laws;
    private final List<ItemBooks> items = new ArrayList<>();
    private final List<SellingChannel> channels = new ArrayList<>();
    private final List<Sale> sales = new ArrayList<>();
    private final Hub hub;
    private final Erp erp;
    private final Trade trade;

    /**
     * @param folder an empty one for the topology's state
     * @param tells whether a broken law tells what led to it
     */
    RandomWorld(long seed, Path folder, boolean tells) {
        random = new Random(seed);
        history = new History(agenda, tells);
        laws = new Laws(agenda, history, ITEMS, MOST_OUTDATED_MS);
        for (int i = 0; i < ITEMS; i++) {
            items.add(new ItemBooks(i));
        }
        hub = new Hub(agenda, random, history, folder, items, laws);
        erp = new Erp(agenda, hub, history);
        trade = new Trade(agenda, hub, laws, history);
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
                        50 + random.nextInt(51), random.nextInt(3), 5 + random.nextInt(20), random.nextInt(3), null);
        String limit = List.of("none", "50/s", "10/s").get(random.nextInt(3));
        int fastest = 1 + random.nextInt(50);
        return new Traits(
                name,
                random.nextInt(4) == 0 ? stock.following(LAG) : stock,
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
                items.forEach(item -> item.forgetWhatIsKnownTo(channels));
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
        String location = random.nextInt(3) == 0 ? Erp.name(random.nextInt(2)) : null;
        trade.sell(channel, item, pieces, location).ifPresent(this::bookLater);
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
        trade.takeBack(sale, random.nextBoolean() ? sale.pieces : 1);
        if (sale.booked > 0) {
            agenda.in(100 + random.nextInt(2_000), () -> erp.book(sale, sale.pieces));
        }
    }

    /** Whoever stands before the shelf gets what is on it, if it is not promised. */
    private void sellAtTill(ItemBooks item, int location) {
        if (item.free < 1 || erp.level(item, location) < 1) {
            return;
        }
        bookLater(trade.sellAtTill(item, Erp.name(location), 5 + random.nextInt(500)));
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

    @Override
    public void close() {
        hub.close();
    }
}
