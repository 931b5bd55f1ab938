package io.crossdock.hub.budget;

import java.util.List;

/**
 * What a process says of an account's budget, in {@link Parts}.
 *
 * @param limit the account's, as this process's channel file has it
 * @param wants how many it could use
 * @param least with how many it could make any request at all, 1 or more
 * @param weight of what it wants them for, 1 or more
 * @param waits whether a request waits; for people
 * @param keeps how many of those that it has it still uses at the most
 * @param leaves what each of the limit's buckets held for those that it gives up
 * @param pausedUntil how long the system wants no request, in milliseconds since 1970; null where it asked for nothing
 */
record Wish(
        String limit,
        int wants,
        int least,
        int weight,
        boolean waits,
        int keeps,
        List<Double> leaves,
        Long pausedUntil) {

    /** @throws IllegalArgumentException where it cannot be meant */
    Wish {
        if (limit == null
                || !Rate.isRate(limit)
                || wants < 0
                || wants > Parts.WHOLE
                || least < 1
                || least > Parts.WHOLE
                || weight < 1
                || keeps < 0) {
            throw new IllegalArgumentException("a wish that cannot be meant");
        }
        leaves = leaves == null ? List.of() : List.copyOf(leaves);
    }

    /** Whether it lets others go first, though it has not got enough. */
    boolean yields() {
        return keeps == 0 && wants > 0;
    }
}
