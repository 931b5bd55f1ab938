package io.crossdock.erp.sql;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which transactions a reader sees, as {@code txid_current_snapshot()} tells it: {@code xmin:xmax:in progress} (PostgreSQL
 * 17, section 9.27.8).
 */
record TransactionSnapshot(long lowest, long next, Set<Long> inProgress) {

    private static final long RANGE = 1L << 32;

    static TransactionSnapshot of(String text) {
        String[] parts = text.split(":", -1);
        Set<Long> inProgress = Arrays.stream(parts[2].split(","))
                .filter(part -> !part.isEmpty())
                .map(Long::valueOf)
                .collect(Collectors.toSet());
        return new TransactionSnapshot(Long.parseLong(parts[0]), Long.parseLong(parts[1]), inProgress);
    }

    /** @param transaction as the log numbers it, in 32 bits that start again from time to time */
    boolean shows(long transaction) {
        long whole = next - Math.floorMod(next, RANGE) + Math.floorMod(transaction, RANGE);
        if (whole - next > RANGE / 2) {
            whole -= RANGE;
        } else if (next - whole > RANGE / 2) {
            whole += RANGE;
        }
        return whole < lowest || whole < next && !inProgress.contains(whole);
    }
}
