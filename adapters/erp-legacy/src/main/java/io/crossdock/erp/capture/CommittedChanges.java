package io.crossdock.erp.capture;

import io.crossdock.erp.mapping.Commit;
import io.crossdock.erp.mapping.RowChange;
import io.debezium.engine.RecordChangeEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Puts the engine's records together to whole transactions. The rows of one that has not ended yet wait, over as many
 * batches as it takes; a transaction must fit into memory.
 */
final class CommittedChanges {

    /** Rows of a snapshot that are handed on at once: few queries, and few enough rounds for a sequence to number. */
    private static final int SNAPSHOT_PIECE_ROWS = 2000;

    private final String transactionTopic;
    private final DatabaseLog log;
    private final IntSupplier epoch;
    private List<Row> open;
    private List<RowChange> ready = new ArrayList<>();
    private Progress progress;
    private int round;
    private boolean inSnapshot;

    private record Row(String table, Map<String, Object> before, Map<String, Object> after) {
        RowChange in(Commit commit) {
            return new RowChange(commit, table, before, after);
        }
    }

    /** @param epoch of the log at the moment */
    CommittedChanges(String erp, DatabaseLog log, IntSupplier epoch) {
        this.epoch = epoch;
        this.transactionTopic = erp + ".transaction";
        this.log = log;
    }

    void add(RecordChangeEvent<SourceRecord> event) {
        for (SourceRecord source : PolledRecords.of(event.record())) {
            Struct value = (Struct) source.value();
            if (source.topic().equals(transactionTopic)) {
                boundary(event, source, value.getString("status"));
            } else if (value.schema().field("op") != null) {
                row(event, source, value);
            } else if (open == null) {
                // A heartbeat: the log went on without anything for us.
                reached(event, source);
            }
        }
    }

    /** What is whole by now; the next call gives what came since. */
    List<RowChange> takeReady() {
        if (inSnapshot && ready.size() < SNAPSHOT_PIECE_ROWS) {
            return List.of();
        }
        List<RowChange> taken = ready;
        ready = new ArrayList<>();
        round++;
        return taken;
    }

    Optional<Progress> takeProgress() {
        Optional<Progress> taken = Optional.ofNullable(progress);
        progress = null;
        return taken;
    }

    boolean isInSnapshot() {
        return inSnapshot;
    }

    private void boundary(RecordChangeEvent<SourceRecord> event, SourceRecord source, String status) {
        if (status.equals("BEGIN")) {
            if (open != null && !open.isEmpty()) {
                throw new IllegalStateException(
                        "a transaction that changed " + open.get(0).table()
                                + " did not end before the next began, as MariaDB's XA transactions do not: their commit is not"
                                + " told");
            }
            open = new ArrayList<>();
            inSnapshot = false;
            return;
        }
        if (open != null) {
            Commit commit = log.commit(source, epoch.getAsInt());
            open.forEach(row -> ready.add(row.in(commit)));
            open = null;
        }
        reached(event, source);
    }

    private void row(RecordChangeEvent<SourceRecord> event, SourceRecord record, Struct value) {
        Struct source = value.getStruct("source");
        Row row = new Row(
                log.table(source),
                ConnectRow.columns(value.getStruct("before")),
                ConnectRow.columns(value.getStruct("after")));
        if (value.getString("op").equals("r")) {
            Instant readAt = Instant.ofEpochMilli(source.getInt64("ts_ms"));
            ready.add(row.in(new Commit(epoch.getAsInt(), log.snapshotPosition(source), readAt, null, round)));
            // Half a snapshot is worth nothing: it begins anew after a restart.
            inSnapshot = !"last".equals(source.getString("snapshot"));
            if (!inSnapshot) {
                progress = new Progress(event, record, record.sourceOffset());
            }
        } else if (open == null) {
            throw new IllegalStateException("a change of " + row.table() + " came outside of a transaction");
        } else {
            open.add(row);
        }
    }

    private void reached(RecordChangeEvent<SourceRecord> event, SourceRecord source) {
        inSnapshot = false;
        log.offsetAfter(source).ifPresent(offset -> progress = new Progress(event, source, offset));
    }
}
