package io.crossdock.erp.capture;

import io.crossdock.erp.mapping.RowChange;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.connect.source.SourceRecord;

/** What is stored of the changes of a log, and up to where that is all. One thread at a time changes it. */
final class HandledChanges {

    /** How often the engine stores where it is while changes follow each other: it waits for that each time. */
    private static final Duration STORED_EVERY = Duration.ofMillis(200);

    private final DatabaseLog log;
    private final FeedState progress;
    private final Clock clock;
    private final LatestTransactions latest = new LatestTransactions();
    private volatile OptionalLong position = OptionalLong.empty();
    private OptionalLong markedInThisRun = OptionalLong.empty();
    private Instant storedAt = Instant.MIN;
    private boolean wasFollowed;
    private RecordCommitter<?> unstored;

    HandledChanges(DatabaseLog log, FeedState progress, Clock clock) {
        this.log = log;
        this.progress = progress;
        this.clock = clock;
    }

    /** @param from up to where all was handled before; empty when the tables are read first */
    void begin(OptionalLong from) {
        position = from;
        markedInThisRun = OptionalLong.empty();
        unstored = null;
    }

    /** Up to where all is handled; empty before the tables were read. */
    OptionalLong position() {
        return position;
    }

    LatestTransactions latest() {
        return latest;
    }

    void add(List<RowChange> stored) {
        if (!stored.isEmpty()) {
            progress.handled(stored);
            latest.add(stored);
        }
    }

    /**
     * All is handled up to there: the engine is to remember it. It stores that at once where nothing was stored for a
     * while or a burst is over, otherwise with what is marked next, which is the next heartbeat at the latest.
     *
     * @param isFollowed whether more is on its way and will be marked as well
     */
    void mark(Progress reached, RecordCommitter<RecordChangeEvent<SourceRecord>> committer, boolean isFollowed)
            throws InterruptedException {
        DebeziumEngine.Offsets offset = committer.buildOffsets();
        reached.offset().forEach(offset::set);
        committer.markProcessed(reached.event(), offset);
        Instant now = clock.instant();
        unstored = committer;
        boolean isBurstOver = wasFollowed && !isFollowed;
        wasFollowed = isFollowed;
        // Later than it can be, where the clock was set back: that is no reason to wait for longer.
        if (isBurstOver || storedAt.isAfter(now) || !now.isBefore(storedAt.plus(STORED_EVERY))) {
            store();
            storedAt = now;
        }
        OptionalLong before = markedInThisRun;
        position = OptionalLong.of(log.position(reached.offset()));
        markedInThisRun = position;
        log.handledUpTo(reached.reached(), position.equals(before), now).ifPresent(progress::handledUpTo);
    }

    /** What was marked and left for later is stored now: nothing follows. */
    void store() throws InterruptedException {
        if (unstored != null) {
            unstored.markBatchFinished();
            unstored = null;
        }
    }
}
