package io.crossdock.hub.budget;

import java.util.List;
import java.util.Map;

/**
 * All that follows from the statements up to a place in the topic, for whoever finds the earlier ones gone.
 *
 * @param readTo the offset of the last of them
 * @param now when that was written, in milliseconds since 1970, as all times here
 * @param heard when each process was heard of last
 */
record LedgerSnapshot(long readTo, long now, Map<String, Long> heard, Map<String, OfAccount> accounts) {

    /**
     * @param pool what each of the limit's buckets holds for the parts that nobody has
     * @param filledAt when it held that
     */
    record OfAccount(String limit, List<Double> pool, long filledAt, long pausedUntil, Map<String, Member> members) {}
}
