package io.crossdock.world;

import io.crossdock.hub.policy.ItemPattern;
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
 */
record StockArithmetic(int share, int safety, int cap, int minimum) {

    static final StockArithmetic ALL = new StockArithmetic(100, 0, 1_000_000, 0);

    int shown(int available) {
        int shown = Math.min(Math.floorDiv(available * share - safety * 100, 100), cap);
        return shown < minimum ? 0 : Math.max(shown, 0);
    }

    StockPolicy policy() {
        StockRule rule = new StockRule(
                ItemPattern.ALL,
                Setting.of(BigDecimal.valueOf(share)),
                Setting.of(new StockRule.Safety(BigDecimal.valueOf(safety), false)),
                Setting.of((long) cap),
                null,
                Setting.of((long) minimum));
        return new StockPolicy(rule, List.of(), List.of(), null);
    }
}
