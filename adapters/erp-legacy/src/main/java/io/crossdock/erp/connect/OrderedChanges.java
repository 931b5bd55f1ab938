package io.crossdock.erp.connect;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.connect.ConnectRecord.End;
import io.crossdock.erp.connect.ConnectRecord.Row;
import io.crossdock.erp.connect.Place.Partition;
import io.crossdock.erp.mapping.Commit;
import io.crossdock.erp.mapping.RowChange;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts what is read of many partitions together again. Where the connector tells of transactions' ends, a transaction is
 * handed on whole and in the order of the ends; otherwise each row is, as soon as it was read. One thread at a time.
 */
public final class OrderedChanges {

    /** A connector that was restarted tells only a part of a transaction again; the rest is not waited for any longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration STUCK = Duration.ofSeconds(60);
    private static final int ENDS_REMEMBERED = 1000;
    /** So many batches, or rows of one transaction, a sequence tells apart. */
    private static final int LAST_ROUND = 9_999;

    private final ErpConfig config;
    private final Set<String> tables;
    private final Map<Partition, Progress> partitions = new HashMap<>();
    private final Map<Partition, Boolean> ofRows = new HashMap<>();
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final Deque<Ended> ended = new ArrayDeque<>();
    private final Map<String, Instant> closed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > ENDS_REMEMBERED;
        }
    };
    private final List<Placed> single = new ArrayList<>();
    private final List<RowChange> ready = new ArrayList<>();
    private int waitingRows;
    private int round;

    /** @param position as its partition tells it, see {@link Progress#position} */
    private record Placed(Row row, Place place, long position, int count) {
        RowChange in(Commit commit) {
            return new RowChange(commit, row.table(), row.before(), row.after());
        }
    }

    private record Open(Instant since, List<Placed> rows) {}

    private record Ended(String transaction, long rows, Place place, Instant writtenAt) {}

    /** Up to where a partition is handled once the ready changes are. */
    public record Handled(long offset, Optional<PartitionMark> mark) {}

    /** @param config whose tables and epoch matter */
    public OrderedChanges(ErpConfig config) {
        this.config = config;
        this.tables = config.tables();
    }

    /**
     * Begins a partition.
     *
     * @param hasRows false for the connector's transactions
     * @param mark what was kept with the offset
     */
    public void begin(Partition partition, boolean hasRows, long offset, Optional<PartitionMark> mark) {
        partitions.put(partition, new Progress(offset, mark.orElse(null)));
        ofRows.put(partition, hasRows);
    }

    /**
     * @param writtenAt the record's own time
     * @throws Failure {@code REJECTED} when the database's log has begun anew
     */
    public void add(Place place, Instant writtenAt, ConnectRecord read, Instant now) {
        Progress progress = partitions.get(place.partition());
        progress.read(place.offset(), writtenAt);
        if (read instanceof Row row && tables.contains(row.table())) {
            row(place, progress, row, now);
        } else if (read instanceof End end && !closed.containsKey(end.transaction())) {
            ended.add(new Ended(end.transaction(), rowsOf(end), place, writtenAt));
            progress.hold(place.offset());
        }
    }

    /** Whether nothing more of a partition could be read just now. */
    public void atEnd(Partition partition, boolean isAtEnd) {
        partitions.get(partition).atEnd(isAtEnd);
    }

    /** What is whole by now; the next call gives what came since. */
    public List<RowChange> takeReady(Instant now) {
        while (!ended.isEmpty() && isWhole(ended.peek(), now)) {
            close(ended.poll());
        }
        addSingleRows();
        List<RowChange> taken = new ArrayList<>(ready);
        ready.clear();
        taken.sort(Comparator.comparingLong(change -> change.commit().position()));
        return taken;
    }

    /** Up to where all that was taken goes, by partition. */
    public Map<Partition, Handled> handled() {
        Map<Partition, Handled> handled = new HashMap<>();
        partitions.forEach((partition, progress) ->
                handled.put(partition, new Handled(progress.handled(), Optional.ofNullable(progress.mark()))));
        return handled;
    }

    /** How many rows wait for their transaction's end. */
    public int waitingRows() {
        return waitingRows;
    }

    /** Why rows wait for longer than any transaction should take. */
    public Optional<String> trouble(Instant now) {
        return open.entrySet().stream()
                .filter(entry -> entry.getValue().since().isBefore(now.minus(STUCK)))
                .findFirst()
                .map(entry -> entry.getValue().rows().size() + " rows wait since "
                        + entry.getValue().since() + " for the end of transaction " + entry.getKey());
    }

    private void row(Place place, Progress progress, Row row, Instant now) {
        if (progress.hasBegunAnew(row, config.epoch())) {
            throw Failure.rejected(
                    config.name(),
                    "log",
                    place.toString(),
                    "a later commit stands at a lower position: the database's log began anew. Raise 'epoch' in the"
                            + " mapping file, have the connector read the tables anew, and start again");
        }
        long position = progress.position(row);
        Placed placed = new Placed(row, place, position, progress.count(row, config.epoch()));
        if (row.transaction() == null || closed.containsKey(row.transaction())) {
            single.add(placed);
            return;
        }
        open.computeIfAbsent(row.transaction(), name -> new Open(now, new ArrayList<>()))
                .rows()
                .add(placed);
        progress.hold(place.offset());
        waitingRows++;
    }

    private long rowsOf(End end) {
        return end.rows().entrySet().stream()
                .filter(entry -> tables.stream()
                        .anyMatch(table ->
                                entry.getKey().equals(table) || entry.getKey().endsWith("." + table)))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private boolean isWhole(Ended end, Instant now) {
        Open rows = open.get(end.transaction());
        if (end.rows() <= (rows == null ? 0 : rows.rows().size())) {
            return true;
        }
        Instant latest = end.writtenAt().plus(PATIENCE);
        return partitions.entrySet().stream()
                .filter(entry -> ofRows.get(entry.getKey()))
                .allMatch(entry -> entry.getValue().hasReached(latest, now));
    }

    private void close(Ended end) {
        partitions.get(end.place().partition()).release(end.place().offset());
        closed.put(end.transaction(), end.writtenAt());
        Open whole = open.remove(end.transaction());
        if (whole == null) {
            return;
        }
        waitingRows -= whole.rows().size();
        Placed highest = whole.rows().stream()
                .max(Comparator.comparingLong(Placed::position))
                .orElseThrow();
        Commit commit = new Commit(
                config.epoch(),
                highest.position(),
                highest.row().at(),
                highest.row().number(),
                0);
        for (Placed row : whole.rows()) {
            partitions.get(row.place().partition()).release(row.place().offset());
            ready.add(row.in(commit));
        }
    }

    /** Rows of one transaction that were read together share its highest position, so that they are told as one. */
    private void addSingleRows() {
        Map<Long, Long> positions = new HashMap<>();
        single.stream()
                .filter(placed -> !placed.row().isRead())
                .forEach(placed -> positions.merge(placed.row().number(), placed.position(), Math::max));
        for (Placed placed : single) {
            Row row = placed.row();
            ready.add(placed.in(
                    row.isRead()
                            ? new Commit(config.epoch(), placed.position(), row.at(), null, round)
                            : new Commit(
                                    config.epoch(),
                                    positions.get(row.number()),
                                    row.at(),
                                    row.number(),
                                    Math.min(LAST_ROUND, placed.count()))));
        }
        if (single.stream().anyMatch(placed -> placed.row().isRead())) {
            round = Math.min(LAST_ROUND, round + 1);
        }
        single.clear();
    }
}
