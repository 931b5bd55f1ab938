package io.crossdock.world;

import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import io.crossdock.hub.policy.LagRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A business in which anything may happen at any time, as a seed decides; {@link Laws} watch. */
final class RandomWorld implements AutoCloseable {

    private static final int ITEMS = 4;
    private static final int KITS = 2;
    private static final int PARTS = 2;
    private static final long MOST_OUTDATED_MS = 2_000;
    private static final int OPEN_SALES = 40;

    /** Often enough that short worlds do it, too. */
    private static final int FORGET_EVERY = 4;

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

    /** Whether the ERP takes kits apart when it books them. */
    private final boolean booksByPart;

    /**
     * @param folder an empty one for the topology's state
     * @param tells whether a broken law tells what led to it
     */
    RandomWorld(long seed, Path folder, boolean tells) {
        random = new Random(seed);
        history = new History(agenda, tells);
        laws = new Laws(agenda, history, ITEMS + KITS, MOST_OUTDATED_MS);
        for (int i = 0; i < ITEMS; i++) {
            items.add(ItemBooks.plain(i));
        }
        for (int i = ITEMS; i < ITEMS + KITS; i++) {
            items.add(kit(i));
        }
        hub = new Hub(agenda, random, history, folder, items, laws);
        erp = new Erp(agenda, hub, history);
        trade = new Trade(agenda, hub, laws, history);
        booksByPart = random.nextBoolean();
        for (int i = 0; i < 3 + random.nextInt(3); i++) {
            SellingChannel channel = new SellingChannel(traits("shop-" + i), agenda, random, history, laws, items);
            channels.add(channel);
            hub.add(channel);
        }
    }

    /** Kits share parts, and each part is sold alone, too. */
    private ItemBooks kit(int number) {
        Map<ItemBooks, Integer> parts = new LinkedHashMap<>();
        while (parts.size() < PARTS) {
            parts.put(items.get(random.nextInt(ITEMS - 1)), 1 + random.nextInt(2));
        }
        return ItemBooks.kit(number, parts);
    }

    private PriceArithmetic price() {
        if (random.nextInt(3) > 0) {
            return PriceArithmetic.PLAIN;
        }
        String list = PriceArithmetic.LISTS.get(random.nextInt(2));
        return new PriceArithmetic(
                list, 100 + random.nextInt(30), 400 + random.nextInt(300), 2_000, 20 + random.nextInt(40));
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
                price(),
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
            if (item.isKit()) {
                erp.describe(item);
            } else {
                erp.change(item, 0, 5 + random.nextInt(20));
                erp.change(item, 1, random.nextInt(10));
            }
            erp.price(item, prices());
        }
        agenda.runUntil(1_000);
        for (int i = 0; i < operations; i++) {
            agenda.runUntil(agenda.millis() + random.nextInt(60));
            operate();
            if (i % FORGET_EVERY == 0) {
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

    /** Processes that were killed. */
    int kills() {
        return channels.stream().mapToInt(SellingChannel::kills).sum();
    }

    /** Prices that were held and that somebody released. */
    int released() {
        return laws.prices().released();
    }

    private void operate() {
        ItemBooks item = items.get(random.nextInt(ITEMS + KITS));
        SellingChannel channel = channels.get(random.nextInt(channels.size()));
        int chance = random.nextInt(10_000);
        if (chance < 5_000) {
            buy(channel, item, 1 + random.nextInt(2));
        } else if (chance < 6_100) {
            takeBack();
        } else if (chance < 7_200) {
            sellAtTill(item, random.nextInt(2));
        } else if (chance < 8_200) {
            count(items.get(random.nextInt(ITEMS)));
        } else if (chance < 8_900) {
            erp.price(item, prices());
        } else if (chance < 9_000) {
            channel.release(item);
        } else if (chance < 9_260) {
            hub.hearAgain();
        } else if (chance < 9_740) {
            channel.readAgain();
        } else if (chance < 9_800) {
            channel.become(Line.Weather.AWAY, 500 + random.nextInt(6_000));
        } else if (chance < 9_860) {
            channel.become(Line.Weather.THROTTLED, 500 + random.nextInt(4_000));
        } else if (chance < 9_900) {
            channel.restart(300 + random.nextInt(3_000));
        } else if (chance < 9_940) {
            channel.kill(100 + random.nextInt(4_000));
        } else if (chance < 9_990) {
            channel.killWithNextAnswer(100 + random.nextInt(4_000));
        } else {
            hub.restart(100 + random.nextInt(2_000));
        }
    }

    /** All prices of an item, which are not on every list, and not in euros on each. */
    private List<ListPrice> prices() {
        List<ListPrice> prices = new ArrayList<>();
        for (String list : PriceArithmetic.LISTS) {
            Money price = PriceArithmetic.euros(500 + random.nextInt(1_500));
            if (random.nextInt(8) > 0) {
                prices.add(new ListPrice(list, price));
            } else if (random.nextBoolean()) {
                prices.add(new ListPrice(list, new Money(price.amount(), "USD")));
            }
        }
        return prices;
    }

    private void buy(SellingChannel channel, ItemBooks item, int pieces) {
        Integer location = random.nextInt(3) == 0 ? random.nextInt(2) : null;
        trade.sell(channel, item, pieces, location).ifPresent(this::bookLater);
    }

    private void bookLater(Sale sale) {
        sales.add(sale);
        if (sales.size() > OPEN_SALES) {
            sales.remove(0);
        }
        agenda.in(100 + random.nextInt(3_000), () -> {
            if (sale.pieces > 1 && random.nextInt(3) == 0) {
                erp.book(sale, 1, booksByPart);
                agenda.in(random.nextInt(1_000), () -> erp.book(sale, sale.pieces, booksByPart));
            } else {
                erp.book(sale, sale.pieces, booksByPart);
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
            agenda.in(100 + random.nextInt(2_000), () -> erp.book(sale, sale.pieces, booksByPart));
        }
    }

    /** Whoever stands before the shelf gets what is on it, if it is not promised. */
    private void sellAtTill(ItemBooks item, int location) {
        if (item.free() < 1 || erp.level(item, location) < 1) {
            return;
        }
        bookLater(trade.sellAtTill(item, location, 5 + random.nextInt(500)));
    }

    private void count(ItemBooks item) {
        int location = random.nextInt(2);
        if (item.free() < 4) {
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
