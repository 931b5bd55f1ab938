package io.crossdock.hub.policy;

import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * Which of an item's prices a channel shows, and what it makes of it.
 *
 * @param list the price list's name; null for a channel whose prices are kept elsewhere
 * @param currency the channel's; a price in another one is never sent
 * @param always what holds for every item
 * @param rules exceptions: the first that fits an item says what it says, {@code always} the rest
 * @param guard how far a price may move
 */
public record PricePolicy(String list, String currency, PriceRule always, List<PriceRule> rules, PriceGuard guard) {

    public PricePolicy {
        rules = List.copyOf(rules);
    }

    /** Shows list prices as they are. */
    public static PricePolicy of(String list, String currency) {
        return new PricePolicy(list, currency, PriceRule.NONE, List.of(), PriceGuard.NONE);
    }

    /**
     * A price that a channel should show.
     *
     * @param bound the limit that it is beyond, so that it is held; null where it is within all
     */
    public record Priced(Money price, Setting<BigDecimal> bound) {}

    /** Whether an item's category makes a difference. */
    public boolean asksForCategory() {
        return rules.stream().anyMatch(rule -> rule.items().category() != null);
    }

    /** The price on the channel's list in its currency; empty where there is none. */
    public Optional<Money> listed(PriceChanged prices) {
        return prices.prices().stream()
                .filter(price -> price.list().equals(list))
                .map(ListPrice::price)
                .filter(price -> price.currency().equals(currency))
                .findFirst();
    }

    /** What the channel shows for a price on its list. */
    public Priced price(Money listed, CatalogItem item, Steps steps) {
        PriceRule rule = rules.stream()
                .filter(each -> each.items().fits(item))
                .findFirst()
                .map(each -> each.over(always))
                .orElse(always);
        BigDecimal amount = listed.amount();
        if (rule.factor() != null) {
            PriceRule.Factor factor = rule.factor().value();
            amount = step(factor.key(), rule.factor(), amount, factor.of(amount), steps);
        }
        if (rule.rounding() != null) {
            Rounding rounding = rule.rounding().value();
            amount = step(rounding.key(), rule.rounding(), amount, rounding.of(amount), steps);
        }
        BigDecimal expressed = expressed(amount);
        if (expressed.compareTo(amount) != 0) {
            steps.step("decimals of " + currency, null, amount, expressed);
        }
        return new Priced(new Money(expressed, currency), bound(expressed, rule));
    }

    private static Setting<BigDecimal> bound(BigDecimal price, PriceRule rule) {
        if (rule.least() != null && price.compareTo(rule.least().value()) < 0) {
            return rule.least();
        }
        return rule.most() != null && price.compareTo(rule.most().value()) > 0 ? rule.most() : null;
    }

    /** To what the currency can express: an ERP's 9.9900 EUR is 9.99 EUR, and no channel takes four decimals. */
    private BigDecimal expressed(BigDecimal amount) {
        int digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return amount.setScale(digits, RoundingMode.HALF_UP);
    }

    private static BigDecimal step(String rule, Setting<?> setting, BigDecimal before, BigDecimal after, Steps steps) {
        steps.step(rule, setting, before, after);
        return after;
    }
}
