package io.crossdock.hub.policy;

import java.math.BigDecimal;

/**
 * How much of an item's stock is shown; what is null is not said.
 *
 * @param items which items it is for
 * @param expected what is sold of what is to arrive
 * @param share per cent of the available that is the channel's, above 0 to 100
 * @param safety what is held back
 * @param cap pieces shown at most
 * @param pack only whole packs of so many pieces are shown, 1 or more
 * @param minimum fewer pieces than this are shown as 0
 */
public record StockRule(
        ItemPattern items,
        Setting<ExpectedRule> expected,
        Setting<BigDecimal> share,
        Setting<Safety> safety,
        Setting<Long> cap,
        Setting<Long> pack,
        Setting<Long> minimum) {

    /** Says nothing. */
    public static final StockRule NONE = new StockRule(ItemPattern.ALL, null, null, null, null, null, null);

    /**
     * Held back of what is the channel's.
     *
     * @param pieces so many, or so many per cent
     */
    public record Safety(BigDecimal pieces, boolean isPercent) {

        /** 0 or more, also where less than nothing is there: a percentage of that is nothing. */
        BigDecimal of(BigDecimal ours) {
            return isPercent ? StockPolicy.percent(ours.max(BigDecimal.ZERO), pieces) : pieces;
        }
    }

    /** Whether something is sold that is still to arrive. */
    boolean sellsExpected() {
        return expected != null && !expected.value().isOff();
    }

    /** Where this says nothing, what the other says. */
    StockRule over(StockRule other) {
        return new StockRule(
                items,
                Setting.first(expected, other.expected),
                Setting.first(share, other.share),
                Setting.first(safety, other.safety),
                Setting.first(cap, other.cap),
                Setting.first(pack, other.pack),
                Setting.first(minimum, other.minimum));
    }
}
