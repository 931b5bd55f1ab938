package io.crossdock.hub.policy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The prices that a channel may show, at equal distances: {@code first}, {@code first + distance} and so on.
 *
 * @param key how the file calls it: {@code round} or {@code ending}
 * @param first at least 0, below {@code distance}
 * @param distance above 0
 */
public record Rounding(String key, BigDecimal first, BigDecimal distance) {

    /** To multiples of a step, such as 0.05. */
    public static Rounding toStep(BigDecimal step) {
        return new Rounding("round", BigDecimal.ZERO, step);
    }

    /**
     * To prices that end alike: {@code 0.99} is every such cent, {@code 4.99} every such one of ten.
     *
     * @param ending its whole digits, but for a single 0, are part of it
     */
    public static Rounding toEnding(BigDecimal ending) {
        String whole = ending.setScale(0, RoundingMode.FLOOR).toPlainString();
        int digits = whole.equals("0") ? 0 : whole.length();
        return new Rounding("ending", ending, BigDecimal.ONE.movePointRight(digits));
    }

    /** The nearest of them, the higher of two, and never 0 or less for a price above 0. */
    BigDecimal of(BigDecimal price) {
        BigDecimal below = price.subtract(first)
                .divide(distance, 0, RoundingMode.FLOOR)
                .multiply(distance)
                .add(first);
        BigDecimal above = below.add(distance);
        boolean isNearBelow = price.subtract(below).compareTo(above.subtract(price)) < 0;
        return isNearBelow && (below.signum() > 0 || price.signum() <= 0) ? below : above;
    }
}
