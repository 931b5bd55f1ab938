package io.crossdock.hub.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What is made of a list price; what is null is not said.
 *
 * @param items which items it is for
 * @param factor what it is multiplied with
 * @param rounding to which prices it is rounded
 * @param least a lower price is held
 * @param most a higher price is held
 */
public record PriceRule(
        ItemPattern items,
        Setting<Factor> factor,
        Setting<Rounding> rounding,
        Setting<BigDecimal> least,
        Setting<BigDecimal> most) {

    /** Says nothing. */
    public static final PriceRule NONE = new PriceRule(ItemPattern.ALL, null, null, null, null);

    /**
     * @param key how the file calls it: {@code factor} or {@code margin}
     * @param times above 0
     * @param by above 0; more than 1 for a margin
     */
    public record Factor(String key, BigDecimal times, BigDecimal by) {

        private static final int DECIMALS = 10;

        BigDecimal of(BigDecimal price) {
            return price.multiply(times).divide(by, DECIMALS, RoundingMode.HALF_UP);
        }
    }

    /** Where this says nothing, what the other says. */
    PriceRule over(PriceRule other) {
        return new PriceRule(
                items,
                Setting.first(factor, other.factor),
                Setting.first(rounding, other.rounding),
                Setting.first(least, other.least),
                Setting.first(most, other.most));
    }
}
