package io.crossdock.hub.sync;

import io.crossdock.hub.budget.RateBudget;
import java.time.Duration;

/**
 * How long an item waits between two of its offers, so that one that changes all the time leaves most requests to the
 * others, of a limit from 10 a second upward. Of a scarcer one it takes more: rather that than showing for long what is
 * not there. What it is wanted to show meanwhile is conflated; its first change after a quiet while waits for
 * nothing.
 */
final class Repeats {

    /** Of so many requests that a limit allows, one may be the same item's. */
    private static final int SHARE = 6;

    /** An item is never late by more than this for its own sake, however scarce the limit. */
    private static final Duration LONGEST = Duration.ofMillis(600);

    private Repeats() {}

    /** @param limit of requests, as {@link RateBudget#parse} reads it */
    static Duration gap(String limit) {
        Duration gap = RateBudget.parse(limit).interval().multipliedBy(SHARE);
        return gap.compareTo(LONGEST) > 0 ? LONGEST : gap;
    }
}
