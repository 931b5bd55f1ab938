package io.crossdock.erp.connect;

import io.crossdock.erp.connect.ConnectRecord.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;

/** How far one partition was read, and what of it waits. */
final class Progress {

    /** Clocks of a database's servers differ, and commits overtake each other, by less than this. */
    private static final Duration CLOCKS = Duration.ofSeconds(5);

    private final TreeSet<Long> waiting = new TreeSet<>();
    private long next;
    private Instant reached = Instant.MIN;
    private boolean isAtEnd;
    private PartitionMark mark;

    Progress(long next, PartitionMark mark) {
        this.next = next;
        this.mark = mark;
    }

    void read(long offset, Instant writtenAt) {
        next = offset + 1;
        reached = writtenAt.isAfter(reached) ? writtenAt : reached;
    }

    void hold(long offset) {
        waiting.add(offset);
    }

    void release(long offset) {
        waiting.remove(offset);
    }

    void atEnd(boolean isAtEnd) {
        this.isAtEnd = isAtEnd;
    }

    /** Up to where all is handled. */
    long handled() {
        return waiting.isEmpty() ? next : waiting.first();
    }

    PartitionMark mark() {
        return mark;
    }

    /** Whether whatever was written until then has been read. */
    boolean hasReached(Instant time, Instant now) {
        return reached.isAfter(time) || isAtEnd && now.isAfter(time);
    }

    /**
     * Whether a later commit stands before an earlier one, as after a restore or a failover. What is read from a table stands
     * right before the commit that is being told.
     */
    boolean hasBegunAnew(Row row, int epoch) {
        return mark != null
                && mark.epoch() == epoch
                && position(row) + 1 < mark.position()
                && row.at().isAfter(mark.at().plus(CLOCKS));
    }

    /** @return which row of its transaction it is, from 1; 0 for one that was read from the table */
    int count(Row row, int epoch) {
        if (mark != null && mark.epoch() == epoch && position(row) < mark.position()) {
            // Told again by a connector that was restarted.
            return row.isRead() ? 0 : 1;
        }
        boolean isSame = mark != null && !row.isRead() && mark.rows() > 0 && mark.number() == row.number();
        int rows = row.isRead() ? 0 : isSame ? mark.rows() + 1 : 1;
        mark = new PartitionMark(epoch, position(row), row.at(), row.isRead() ? 0 : row.number(), rows);
        return rows;
    }

    /** The first transaction after a table was read knows no commit before it, only its rows' own positions. */
    long position(Row row) {
        return !row.isRead() && mark != null && mark.rows() == 0
                ? Math.max(row.position(), mark.position() + 1)
                : row.position();
    }
}
