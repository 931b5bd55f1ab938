package io.crossdock.hub.policy;

import java.time.Duration;

/**
 * How a channel's safety stock follows its lag.
 *
 * @param after a lag below this holds nothing back; above zero
 * @param most pieces of an item held back at most; 1 or more
 * @param memory over about which time an item's sales are averaged; above zero
 * @param calm for how long the lag has to be lower before less is held back; above zero
 */
public record LagRule(Duration after, long most, Duration memory, Duration calm) {

    /** What {@code lagAware: true} means. */
    public static final LagRule DEFAULT =
            new LagRule(Duration.ofSeconds(2), 100, Duration.ofSeconds(20), Duration.ofSeconds(30));

    public LagRule {
        if (most < 1 || isNone(after) || isNone(memory) || isNone(calm)) {
            throw new IllegalArgumentException("after, most, memory and calm must be above zero");
        }
    }

    private static boolean isNone(Duration duration) {
        return duration.isZero() || duration.isNegative();
    }
}
