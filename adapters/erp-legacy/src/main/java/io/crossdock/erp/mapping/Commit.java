package io.crossdock.erp.mapping;

import java.time.Instant;

/**
 * The transaction that changed a row, or the snapshot that a row was read in.
 *
 * @param epoch raised whenever positions of the log began anew, so that they compare
 * @param position where its commit stands in the log: all of its rows share it, a later commit's is higher; a
 *     snapshot's rows carry the position that the snapshot shows
 * @param at when it was committed, or the snapshot's row read
 * @param transaction the number by which the database can tell whether others see it already: PostgreSQL's id of it, a
 *     binlog's position; null in a snapshot, which does not tell who committed what when
 * @param round which batch of a snapshot; 0 otherwise, since a transaction is never in two batches
 */
public record Commit(int epoch, long position, Instant at, Long transaction, int round) {

    public boolean isSnapshot() {
        return transaction == null;
    }
}
