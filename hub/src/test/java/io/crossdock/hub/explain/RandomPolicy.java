package io.crossdock.hub.explain;

import io.crossdock.hub.channel.ChannelText;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToLongFunction;
import java.util.random.RandomGenerator;

/** A policy as somebody may write it, and what it comes to, reckoned in whole numbers and without the hub. */
final class RandomPolicy {

    static final List<String> CATEGORIES = List.of("lamps", "outlet", "spirits", "");

    /** Pieces are reckoned in so many parts, so that three percentages of them are whole. */
    private static final long PARTS = 1_000_000;

    private static final long HUNDRED = 100;

    private final List<Rule> rules = new ArrayList<>();
    private final String blocked;
    private final Integer guardPercent;
    private final boolean isLagAware;

    /**
     * One rule, or at the end of the list what always holds; null is not said.
     *
     * @param items the beginning of SKUs, or a category in brackets, or empty for all
     */
    private record Rule(
            String items,
            Integer expectedDays,
            Integer expectedShare,
            Integer share,
            Integer safety,
            boolean isPercent,
            Integer cap,
            Integer pack,
            Integer minimum,
            Integer factorMille,
            Integer stepCents,
            Integer endingCents,
            Integer minCents,
            Integer maxCents) {

        boolean fits(String sku, String category) {
            return items.startsWith("[") ? items.equals("[" + category + "]") : sku.startsWith(items);
        }

        String yaml() {
            return items.isEmpty()
                    ? ""
                    : items.startsWith("[")
                            ? "category: " + items.substring(1, items.length() - 1) + ", "
                            : "sku: '" + items + "*', ";
        }
    }

    RandomPolicy(RandomGenerator random) {
        if (random.nextBoolean()) {
            rules.add(rule("[outlet]", random));
        }
        if (random.nextBoolean()) {
            rules.add(rule("I-1", random));
        }
        rules.add(rule("", random));
        blocked = random.nextInt(3) == 0 ? "spirits" : null;
        guardPercent = random.nextBoolean() ? 1 + random.nextInt(60) : null;
        isLagAware = random.nextBoolean();
    }

    private static Rule rule(String items, RandomGenerator random) {
        boolean ends = random.nextBoolean();
        return new Rule(
                items,
                maybe(random, 0, 30),
                maybe(random, 1, 100),
                items.isEmpty() ? maybe(random, 1, 100) : Integer.valueOf(1 + random.nextInt(100)),
                maybe(random, 0, 12),
                random.nextBoolean(),
                maybe(random, 0, 60),
                maybe(random, 1, 8),
                maybe(random, 0, 6),
                items.isEmpty() ? maybe(random, 500, 1500) : Integer.valueOf(500 + random.nextInt(1000)),
                ends ? null : maybe(random, 1, 50),
                ends ? maybe(random, 1, 99) : null,
                maybe(random, 100, 800),
                maybe(random, 9_000, 20_000));
    }

    private static Integer maybe(RandomGenerator random, int least, int most) {
        return random.nextBoolean() ? least + random.nextInt(most - least + 1) : null;
    }

    StockPolicy stock() {
        StringBuilder text = new StringBuilder("{").append(stockKeys(rules.get(rules.size() - 1)));
        text.append("rules: [");
        rules.subList(0, rules.size() - 1).forEach(rule -> text.append("{")
                .append(rule.yaml())
                .append(stockKeys(rule))
                .append("}, "));
        text.append("], block: [")
                .append(blocked == null ? "" : "{category: " + blocked + "}")
                .append("], lagAware: ")
                .append(isLagAware)
                .append("}");
        return ChannelText.stock(text.toString());
    }

    private static String stockKeys(Rule rule) {
        String percent = rule.isPercent ? "%" : "";
        return expected(rule)
                + key("share", rule.share, "%")
                + key("safety", rule.safety, percent)
                + key("cap", rule.cap, "")
                + key("pack", rule.pack, "")
                + key("minimum", rule.minimum, "");
    }

    private static String expected(Rule rule) {
        if (rule.expectedDays == null) {
            return "";
        }
        return rule.expectedDays == 0
                ? "expected: off, "
                : "expected: {" + key("within", rule.expectedDays, "d") + key("share", rule.expectedShare, "%") + "}, ";
    }

    PricePolicy prices() {
        StringBuilder text = new StringBuilder("{list: retail, ").append(key("guard", guardPercent, "%"));
        text.append(priceKeys(rules.get(rules.size() - 1))).append("rules: [");
        rules.subList(0, rules.size() - 1).forEach(rule -> text.append("{")
                .append(rule.yaml())
                .append(priceKeys(rule))
                .append("}, "));
        return ChannelText.prices(text.append("]}").toString(), "EUR");
    }

    private static String priceKeys(Rule rule) {
        return (rule.factorMille == null ? "" : "factor: " + rule.factorMille / 1000.0 + ", ")
                + cents("round", rule.stepCents)
                + cents("ending", rule.endingCents)
                + cents("min", rule.minCents)
                + cents("max", rule.maxCents);
    }

    private static String key(String name, Integer value, String unit) {
        return value == null ? "" : name + ": " + value + unit + ", ";
    }

    private static String cents(String name, Integer cents) {
        return cents == null ? "" : name + ": " + cents / 100 + "." + cents / 10 % 10 + cents % 10 + ", ";
    }

    /**
     * @param available pieces
     * @param expected pieces that come within so many days, as a function of these
     * @param heldBack pieces that the channel held back when it last confirmed
     */
    long quantity(RandomItem item, long available, IntToLongFunction expected, int heldBack) {
        String sku = item.sku;
        String category = item.category;
        if (item.discontinued || category.equals(blocked)) {
            return 0;
        }
        Rule rule = rules.stream()
                .filter(each -> each.fits(sku, category))
                .findFirst()
                .orElseThrow();
        Rule always = rules.get(rules.size() - 1);
        Rule sells = rule.expectedDays == null ? always : rule;
        long coming =
                sells.expectedDays == null || sells.expectedDays == 0 ? 0 : expected.applyAsLong(sells.expectedDays);
        long hundredths = available * HUNDRED + coming * or(sells.expectedShare, null, 100);
        long parts = hundredths * or(rule.share, always.share, 100) * (PARTS / HUNDRED / HUNDRED);
        Rule saves = rule.safety == null ? always : rule;
        if (saves.safety != null) {
            parts -= saves.isPercent ? Math.max(0, parts) / 100 * saves.safety : saves.safety * PARTS;
        }
        // Where so many are left that the channel hears of a sale before they are gone, nothing is held back.
        boolean isShort = parts > 0 && parts <= 4 * heldBack * PARTS;
        if (isLagAware && isShort) {
            parts -= heldBack * PARTS;
        }
        parts = Math.min(parts, or(rule.cap, always.cap, 1_000_000) * PARTS);
        long pieces = Math.floorDiv(parts, PARTS);
        pieces -= Math.floorMod(pieces, (long) or(rule.pack, always.pack, 1));
        return pieces < or(rule.minimum, always.minimum, 0) ? 0 : Math.max(0, pieces);
    }

    /** Whether what is held back is what the receipt says, so that it need not be told that it is not. */
    boolean keeps(int heldBack) {
        return isLagAware || heldBack == 0;
    }

    /** In cents, of a list price in cents. */
    long price(long listed, String sku, String category) {
        Rule rule = rules.stream()
                .filter(each -> each.fits(sku, category))
                .findFirst()
                .orElseThrow();
        Rule always = rules.get(rules.size() - 1);
        long mille = listed * or(rule.factorMille, always.factorMille, 1000);
        Rule rounds = rule.stepCents == null && rule.endingCents == null ? always : rule;
        if (rounds.stepCents != null) {
            return nearest(mille, 0, rounds.stepCents);
        }
        return rounds.endingCents != null ? nearest(mille, rounds.endingCents, 100) : (mille + 500) / 1000;
    }

    /** Looks at every price that may be shown. */
    private static long nearest(long mille, long first, long step) {
        long best = first == 0 ? step : first;
        for (long cents = best; cents * 1000 < mille + step * 2000; cents += step) {
            if (Math.abs(cents * 1000 - mille) <= Math.abs(best * 1000 - mille)) {
                best = cents;
            }
        }
        return best;
    }

    /** What becomes of a price. */
    String priceState(long wanted, Long confirmed, String sku, String category) {
        Rule rule = rules.stream()
                .filter(each -> each.fits(sku, category))
                .findFirst()
                .orElseThrow();
        Rule always = rules.get(rules.size() - 1);
        if (confirmed != null && confirmed == wanted) {
            return "shown";
        }
        boolean isBeyond = wanted < or(rule.minCents, always.minCents, 0)
                || wanted > or(rule.maxCents, always.maxCents, Integer.MAX_VALUE);
        boolean isFar = confirmed != null
                && guardPercent != null
                && Math.abs(wanted - confirmed) * 100 > confirmed * guardPercent;
        return isBeyond || isFar ? "held" : "waiting";
    }

    private static int or(Integer one, Integer other, int otherwise) {
        return one != null ? one : other != null ? other : otherwise;
    }
}
