package io.crossdock.demo;

import io.crossdock.sandbox.OrderLine;
import io.crossdock.sandbox.SoldOut;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import io.crossdock.sandbox.square.SquareSandbox;
import io.crossdock.sandbox.webhook.Flaw;
import io.crossdock.sandbox.webhook.Webhook;
import io.crossdock.sandbox.webhook.WebhookSender;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What happens on the day: one tick after the other, from a seed, with everything that goes wrong on a real one. */
final class BusyDay {

    private static final int HOT_ITEMS = 60;
    private static final Duration BOOKED_AFTER = Duration.ofSeconds(2);

    private final World world;
    private final SalesBook book;
    private final Random random;
    private final List<String> hot;
    private final Map<String, Long> counts = new LinkedHashMap<>();

    BusyDay(World world, SalesBook book, Random random) throws SQLException {
        this.world = world;
        this.book = book;
        this.random = random;
        this.hot = world.erp().levels().keySet().stream().limit(HOT_ITEMS).toList();
        for (String what : List.of(
                "orders",
                "till_sales",
                "level_changes",
                "price_changes",
                "booked",
                "cancelled",
                "changed",
                "duplicates_sent",
                "poison_sent",
                "unsigned_sent",
                "sold_out")) {
            counts.put(what, 0L);
        }
    }

    /** How often what happened. */
    Map<String, Long> counts() {
        return counts;
    }

    void tick(int number) throws SQLException {
        if (chance(60)) {
            order(anyWebShop());
        }
        if (chance(25)) {
            tillSale();
        }
        if (chance(30)) {
            changeLevel();
        }
        if (chance(20)) {
            changePrice();
        }
        if (chance(50)) {
            bookOldest();
        }
        mishaps(number);
    }

    /** At fixed ticks, so that every run has each of them. */
    private void mishaps(int number) {
        switch (number) {
            case 30, 75 -> cancelNewest();
            case 40, 85 -> changeNewest();
            case 50 -> repeatLast(world.account("shopify-us"));
            case 55 -> repeatLast(world.account("acme-eu"));
            case 60 -> poison("shopify-us", "orders/create");
            case 62 -> poison("acme-eu", "order.placed");
            case 70 -> unsigned("shopify-us", Flaw.UNSIGNED);
            case 72 -> unsigned("square-till", Flaw.WRONGLY_SIGNED);
            case 74 -> unsigned("acme-eu", Flaw.STALE);
            case 90 -> world.account("shopify-eu").shop().faults().throttle("*", 8, Duration.ofSeconds(1));
            default -> {
                // an ordinary moment
            }
        }
    }

    private void order(Account account) {
        Map<String, Long> pieces = basket();
        try {
            String ownId = account.shop().placeOrder(lines(pieces));
            book.sold(new Sale(
                    account.name() + ":" + ownId, ownId, account.name(), false, account.pool(), pieces, Instant.now()));
            count("orders");
        } catch (SoldOut e) {
            count("sold_out");
        }
    }

    private void tillSale() {
        Account till = world.account("square-till");
        Map<String, Long> pieces = basket();
        String ownId = ((SquareSandbox) till.shop()).sell(lines(pieces));
        book.sold(new Sale(till.name() + ":" + ownId, ownId, till.name(), true, till.pool(), pieces, Instant.now()));
        count("till_sales");
    }

    private void changeLevel() throws SQLException {
        String sku = hot.get(random.nextInt(hot.size()));
        String warehouse = random.nextBoolean() ? "H1" : "L1";
        BigDecimal now = world.erp().levels().get(sku).get(warehouse);
        world.erp()
                .setLevel(
                        sku,
                        warehouse,
                        now.add(BigDecimal.valueOf(random.nextInt(11) - 4)).max(BigDecimal.ZERO));
        count("level_changes");
    }

    private void changePrice() throws SQLException {
        String sku = hot.get(random.nextInt(hot.size()));
        boolean us = random.nextBoolean();
        BigDecimal price = BigDecimal.valueOf(500 + random.nextInt(20_000), 2);
        world.erp().changePrice(sku, us ? "02" : "01", price, us ? "USD" : "EUR");
        count("price_changes");
    }

    /** The ERP's clerk, who is always a little behind. */
    private void bookOldest() throws SQLException {
        Optional<Sale> oldest = book.oldestOpen();
        if (oldest.isEmpty() || oldest.get().soldAt().isAfter(Instant.now().minus(BOOKED_AFTER))) {
            return;
        }
        Sale sale = oldest.get();
        List<LegacyErp.Line> lines = new ArrayList<>();
        sale.pieces()
                .forEach((sku, pieces) ->
                        lines.add(new LegacyErp.Line(sku, warehouse(sale), BigDecimal.valueOf(pieces))));
        world.erp().book(sale.orderId(), lines);
        book.ended(sale);
        count("booked");
    }

    private String warehouse(Sale sale) {
        boolean hamburg = sale.pool().contains("hamburg") && (sale.pool().size() == 1 || random.nextBoolean());
        return hamburg ? "H1" : "L1";
    }

    private void cancelNewest() {
        book.newestOpenOrder().ifPresent(sale -> {
            world.account(sale.channel()).shop().cancelOrder(sale.ownId());
            book.ended(sale);
            count("cancelled");
        });
    }

    /** One piece of the first line less, or the line gone; a version that may overtake the first on its way. */
    private void changeNewest() {
        book.newestOpenOrder().filter(sale -> sale.pieces().size() > 1).ifPresent(sale -> {
            Map<String, Long> fewer = new LinkedHashMap<>(sale.pieces());
            fewer.remove(fewer.keySet().iterator().next());
            world.account(sale.channel()).shop().changeOrder(sale.ownId(), lines(fewer));
            book.changed(
                    new Sale(sale.orderId(), sale.ownId(), sale.channel(), false, sale.pool(), fewer, sale.soldAt()));
            count("changed");
        });
    }

    private void repeatLast(Account account) {
        WebhookSender sender = account.webhooks().orElseThrow();
        List<Webhook> sent = sender.sent();
        if (!sent.isEmpty()) {
            sender.send(sent.get(sent.size() - 1), Flaw.NONE);
            sender.send(sent.get(0), Flaw.NONE);
            counts.merge("duplicates_sent", 2L, Long::sum);
        }
    }

    private void poison(String channel, String topic) {
        world.account(channel).webhooks().orElseThrow().sendPoison(topic);
        count("poison_sent");
    }

    private void unsigned(String channel, Flaw flaw) {
        WebhookSender sender = world.account(channel).webhooks().orElseThrow();
        List<Webhook> sent = sender.sent();
        if (!sent.isEmpty()) {
            sender.send(sent.get(sent.size() - 1), flaw);
            count("unsigned_sent");
        }
    }

    private Account anyWebShop() {
        List<Account> shops = world.accounts().stream()
                .filter(account -> !account.name().equals("square-till"))
                .toList();
        return shops.get(random.nextInt(shops.size()));
    }

    private Map<String, Long> basket() {
        Map<String, Long> pieces = new LinkedHashMap<>();
        int lines = 1 + random.nextInt(2);
        for (int i = 0; i < lines; i++) {
            pieces.put(hot.get(random.nextInt(hot.size())), 1L + random.nextInt(2));
        }
        return pieces;
    }

    private static List<OrderLine> lines(Map<String, Long> pieces) {
        List<OrderLine> lines = new ArrayList<>();
        pieces.forEach((sku, number) -> lines.add(OrderLine.of(sku, number)));
        return lines;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }
}
