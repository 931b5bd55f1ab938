package io.crossdock.erp.connect;

import java.time.Instant;
import java.util.Map;

/** What one record of a connector says. */
public sealed interface ConnectRecord {

    /**
     * A row was inserted, updated, deleted or read.
     *
     * @param table with its schema, such as {@code public.lagbst}
     * @param before null where it is not told
     * @param after null for a deleted row
     * @param position rises with every commit, or with every row where the database's log tells no more
     * @param at when it was committed, or read
     * @param number the database's own number of the transaction, or the position where it has none; null for one read
     * @param transaction names the transaction whose end the connector tells in a topic of its own; null where it does not
     * @param isRead whether it was read from the table rather than from the log
     */
    record Row(
            String table,
            Map<String, Object> before,
            Map<String, Object> after,
            long position,
            Instant at,
            Long number,
            String transaction,
            boolean isRead)
            implements ConnectRecord {

        /** Shows no column. */
        @Override
        public String toString() {
            return "Row[" + table + " at " + position + "]";
        }
    }

    /**
     * A transaction has ended.
     *
     * @param rows how many it changed, by table
     */
    record End(String transaction, Map<String, Long> rows) implements ConnectRecord {

        public End {
            rows = Map.copyOf(rows);
        }
    }

    /** A tombstone, a heartbeat, a transaction's beginning: nothing to do. */
    record Nothing() implements ConnectRecord {}
}
