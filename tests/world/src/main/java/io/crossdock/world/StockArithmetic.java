package io.crossdock.world;

import io.crossdock.hub.policy.ItemPattern;
import io.crossdock.hub.policy.LagRule;
import io.crossdock.hub.policy.Setting;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.policy.StockRule;
import java.math.BigDecimal;
import java.util.List;

/**
 * A channel's rule for its stock, once as the hub's policy and once reckoned by hand in whole numbers, to compare with.
 *
 * @param share per cent, 1 to 100
 * @param safety pieces held back
 * @param cap pieces shown at most
 * @param minimum fewer are shown as none
 * @param lag how it follows the channel's lag; null where it does not
 */
record StockArithmetic(int share, int safety, int cap, int minimum, LagRule lag) {

    static final StockArithmetic ALL = new StockArithmetic(100, 0, 1_000_000, 0, null);

    /** Where more is left than so many times what would be held back, nothing is. */
    private static final int PLENTY = 4;

    StockArithmetic following(LagRule rule) {
        return new StockArithmetic(share, safety, cap, minimum, rule);
    }

    /** While the channel is fast. */
    int shown(int available) {
        return shown(available, 0);
    }

    /** @param held pieces that are held back since the channel is slow */
    int shown(int available, long held) {
        long hundredths = (long) available * share - safety * 100L;
        boolean isScarce = hundredths > 0 && hundredths <= PLENTY * held * 100;
        long left = isScarce ? hundredths - held * 100 : hundredths;
        int shown = (int) Math.min(Math.floorDiv(left, 100L), cap);
        return shown < minimum ? 0 : Math.max(shown, 0);
    }

    /** Whether so many may be shown: a channel that follows its lag may show fewer. */
    boolean allows(int available, long quantity) {
        return lag == null ? quantity == shown(available) : quantity <= shown(available);
    }

    StockPolicy policy() {
        StockRule rule = new StockRule(
                ItemPattern.ALL,
                null,
                Setting.of(BigDecimal.valueOf(share)),
                Setting.of(new StockRule.Safety(BigDecimal.valueOf(safety), false)),
                Setting.of((long) cap),
                null,
                Setting.of((long) minimum));
        return new StockPolicy(rule, List.of(), List.of(), lag == null ? null : Setting.of(lag));
    }
}
