package io.crossdock.world;

import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import io.crossdock.hub.policy.ItemPattern;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.PriceRule;
import io.crossdock.hub.policy.Setting;
import java.math.BigDecimal;
import java.util.List;

/**
 * A channel's rule for its prices, once as the hub's policy and once reckoned by hand in whole cents, to compare with.
 *
 * @param list the price list, in euros
 * @param factor per cent of the list's price, above 0
 * @param least cents; a lower price is held
 * @param most cents; a higher price is held
 * @param guard per cent by which a price may move at once
 */
record PriceArithmetic(String list, int factor, int least, int most, int guard) {

    static final String EURO = "EUR";
    static final List<String> LISTS = List.of("retail", "outlet");

    /** Shows list prices as they are. */
    static final PriceArithmetic PLAIN = new PriceArithmetic(LISTS.get(0), 100, 0, 100_000_000, 1_000_000);

    /** Cents; null where the list does not name the item in euros. */
    Integer shown(List<ListPrice> prices) {
        for (ListPrice price : prices) {
            if (price.list().equals(list) && price.price().currency().equals(EURO)) {
                return Math.floorDiv(cents(price.price()) * factor + 50, 100);
            }
        }
        return null;
    }

    static int cents(Money price) {
        return price.amount().movePointRight(2).intValueExact();
    }

    static Money euros(int cents) {
        return new Money(BigDecimal.valueOf(cents, 2), EURO);
    }

    /** Whether such a price is beyond what the channel may show at all. */
    boolean isBeyond(int cents) {
        return cents < least || cents > most;
    }

    /** @param confirmed cents; null where the channel has confirmed none */
    boolean isTooFar(Integer confirmed, int cents) {
        return confirmed != null && Math.abs(cents - confirmed) * 100L > (long) guard * confirmed;
    }

    PricePolicy policy() {
        PriceRule rule = new PriceRule(
                ItemPattern.ALL,
                Setting.of(new PriceRule.Factor("factor", BigDecimal.valueOf(factor, 2), BigDecimal.ONE)),
                null,
                Setting.of(BigDecimal.valueOf(least, 2)),
                Setting.of(BigDecimal.valueOf(most, 2)));
        return new PricePolicy(list, EURO, rule, List.of(), new PriceGuard(Setting.of(BigDecimal.valueOf(guard))));
    }
}
