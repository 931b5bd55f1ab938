package io.crossdock.hub.policy;

import io.crossdock.canonical.ExpectedStock;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much of an item's stock a channel shows: its share of what its pool has available, and of what is to arrive where
 * the channel sells that, less the safety stock, at most the cap, whole pieces and whole packs, and nothing at all below
 * the minimum.
 *
 * @param always what holds for every item
 * @param rules exceptions: the first that fits an item says what it says, {@code always} the rest
 * @param blocked items of which the channel is never told more than 0
 * @param lagAware how the safety stock follows the channel's lag; null where it does not
 */
public record StockPolicy(
        StockRule always, List<StockRule> rules, List<Setting<ItemPattern>> blocked, Setting<LagRule> lagAware) {

    /** Shows all that is available. */
    public static final StockPolicy ALL = new StockPolicy(StockRule.NONE, List.of(), List.of(), null);

    /** The step that tells what a slow channel holds back. */
    public static final String LAG = "lag";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    public StockPolicy {
        rules = List.copyOf(rules);
        blocked = List.copyOf(blocked);
    }

    /** How what is shown follows the channel's lag; null where it does not. */
    public LagRule lagRule() {
        return lagAware == null ? null : lagAware.value();
    }

    /** Whether an item's category makes a difference. */
    public boolean asksForCategory() {
        return Stream.concat(
                        rules.stream().map(StockRule::items), blocked.stream().map(Setting::value))
                .anyMatch(items -> items.category() != null);
    }

    /** Whether what is to arrive makes a difference, and with it what time it is. */
    public boolean asksForExpected() {
        return Stream.concat(Stream.of(always), rules.stream()).anyMatch(StockRule::sellsExpected);
    }

    /** When another number of pieces will be shown since time has passed, if nothing else happens; empty for never. */
    public Optional<Instant> nextChange(Pooled stock, CatalogItem item, Instant now) {
        if (stock.expected().isEmpty()) {
            return Optional.empty();
        }
        StockRule rule = rule(item);
        return rule.sellsExpected()
                ? stock.expected().stream()
                        .flatMap(coming -> rule.expected().value().next(coming, now).stream())
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    /**
     * From when on recorded changes are suspect, where nobody knows what the channel was told since a time. What a slow
     * channel holds back changes without any record of it, so that of such a one all are.
     */
    public Instant suspectFrom(Instant unknownSince) {
        return lagRule() == null ? unknownSince : Instant.EPOCH;
    }

    /** The pieces that the channel shows; never negative. */
    public long quantity(Pooled stock, CatalogItem item, HeldBack held, Instant now, Steps steps) {
        BigDecimal ours = stock.available();
        if (stock.discontinued()) {
            steps.step("discontinued", null, ours, BigDecimal.ZERO);
            return 0;
        }
        Optional<Setting<ItemPattern>> block =
                blocked.stream().filter(each -> each.value().fits(item)).findFirst();
        if (block.isPresent()) {
            steps.step("block", block.get(), ours, BigDecimal.ZERO);
            return 0;
        }
        StockRule rule = rule(item);
        return quantity(rule.sellsExpected() ? withExpected(stock, rule, now, steps) : ours, rule, held, steps);
    }

    private StockRule rule(CatalogItem item) {
        return rules.stream()
                .filter(rule -> rule.items().fits(item))
                .findFirst()
                .map(rule -> rule.over(always))
                .orElse(always);
    }

    private static BigDecimal withExpected(Pooled stock, StockRule rule, Instant now, Steps steps) {
        ExpectedRule sold = rule.expected().value();
        BigDecimal coming = stock.expected().stream()
                .filter(each -> sold.counts(each, now))
                .map(ExpectedStock::quantity)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal after = stock.available().add(percent(coming, sold.share()));
        steps.stepInWords("expected", () -> told(rule.expected(), coming), stock.available(), after);
        return after;
    }

    private long quantity(BigDecimal available, StockRule rule, HeldBack held, Steps steps) {
        BigDecimal shown = available;
        if (rule.share() != null) {
            shown = step(
                    "share", rule.share(), shown, percent(shown, rule.share().value()), steps);
        }
        if (rule.safety() != null) {
            BigDecimal kept = rule.safety().value().of(shown);
            shown = step("safety", rule.safety(), shown, shown.subtract(kept), steps);
        }
        if (held.counts(shown)) {
            BigDecimal left = shown.subtract(BigDecimal.valueOf(held.pieces()));
            steps.stepInWords(LAG, () -> told(held), shown, left);
            shown = left;
        }
        if (rule.cap() != null) {
            shown = step("cap", rule.cap(), shown, shown.min(pieces(rule.cap())), steps);
        }
        shown = stepIfOther("whole pieces", shown, shown.setScale(0, RoundingMode.FLOOR), steps);
        if (rule.pack() != null) {
            BigDecimal pack = pieces(rule.pack());
            BigDecimal packs = shown.divide(pack, 0, RoundingMode.FLOOR);
            shown = step("pack", rule.pack(), shown, packs.multiply(pack), steps);
        }
        if (rule.minimum() != null) {
            boolean isEnough = shown.compareTo(pieces(rule.minimum())) >= 0;
            shown = step("minimum", rule.minimum(), shown, isEnough ? shown : BigDecimal.ZERO, steps);
        }
        shown = stepIfOther("not below 0", shown, shown.max(BigDecimal.ZERO), steps);
        return shown.longValueExact();
    }

    private static Setting<ExpectedRule> told(Setting<ExpectedRule> rule, BigDecimal coming) {
        ExpectedRule sold = rule.value();
        String text = sold.share().toPlainString() + "% of " + coming.toPlainString() + " within " + sold.withinText();
        return new Setting<>(sold, text, rule.at());
    }

    private Setting<HeldBack> told(HeldBack held) {
        double seconds = held.lag().toMillis() / 1000.0;
        String text = String.format(Locale.ROOT, "%d (%.3g/s x %.3g s)", held.pieces(), held.perSecond(), seconds);
        return new Setting<>(held, text, lagAware == null ? "" : lagAware.at());
    }

    static BigDecimal percent(BigDecimal of, BigDecimal percent) {
        return of.multiply(percent).divide(HUNDRED);
    }

    private static BigDecimal pieces(Setting<Long> setting) {
        return BigDecimal.valueOf(setting.value());
    }

    private static BigDecimal step(String rule, Setting<?> setting, BigDecimal before, BigDecimal after, Steps steps) {
        steps.step(rule, setting, before, after);
        return after;
    }

    private static BigDecimal stepIfOther(String rule, BigDecimal before, BigDecimal after, Steps steps) {
        return after.compareTo(before) == 0 ? after : step(rule, null, before, after, steps);
    }
}
