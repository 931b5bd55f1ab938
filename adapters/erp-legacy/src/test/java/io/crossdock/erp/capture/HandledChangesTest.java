package io.crossdock.erp.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.debezium.engine.DebeziumEngine.Offsets;
import io.debezium.engine.DebeziumEngine.RecordCommitter;
import io.debezium.engine.RecordChangeEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

/** When the engine is made to store where it is, which takes a round to Kafka each time. */
class HandledChangesTest {

    private Instant now = Instant.parse("2026-03-02T10:00:00Z");
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    };
    private final HandledChanges handled =
            new HandledChanges(new PostgresLog(null), new FeedState("legacy", clock), clock);
    private final Marks committer = new Marks();

    @Test
    void what_comes_now_and_then_is_stored_at_once() throws Exception {
        // when
        mark(10, false);
        now = now.plusMillis(200);
        mark(20, false);
        // then
        assertThat(committer.stored).containsExactly(10L, 20L);
    }

    @Test
    void what_comes_soon_after_is_stored_with_the_next_or_when_the_capture_stops() throws Exception {
        // given
        mark(10, false);
        now = now.plusMillis(150);
        mark(20, false);
        now = now.plusMillis(50);
        mark(30, false);
        mark(40, false);
        assertThat(committer.stored).containsExactly(10L, 30L);
        // when
        handled.store();
        handled.store();
        // then
        assertThat(committer.stored).containsExactly(10L, 30L, 40L);
    }

    @Test
    void a_clock_that_was_set_back_holds_nothing_up() throws Exception {
        // given
        mark(10, false);
        // when
        now = now.minus(Duration.ofHours(1));
        mark(20, false);
        // then
        assertThat(committer.stored).containsExactly(10L, 20L);
    }

    @Test
    void while_batches_follow_each_other_five_a_second_are_stored_and_the_last_one_always() throws Exception {
        // when
        for (int batch = 0; batch < 100; batch++) {
            mark(batch, true);
            now = now.plusMillis(10);
        }
        mark(100, false);
        // then
        assertThat(committer.stored).containsExactly(0L, 20L, 40L, 60L, 80L, 100L);
        assertThat(committer.marked).hasSize(101);
        assertThat(handled.position()).isEqualTo(OptionalLong.of(100));
    }

    @Test
    void a_batch_that_nothing_was_stored_before_for_long_is_stored_though_another_follows() throws Exception {
        // given
        mark(1, false);
        // when
        now = now.plus(Duration.ofMinutes(1));
        mark(2, true);
        // then
        assertThat(committer.stored).containsExactly(1L, 2L);
    }

    private void mark(long lsn, boolean isFollowed) throws InterruptedException {
        SourceRecord end = new SourceRecord(Map.of(), Map.of("lsn", lsn), "erp.transaction", null, null);
        handled.mark(new Progress(() -> end, end, Map.of("lsn", lsn)), committer, isFollowed);
    }

    /** The engine's side: keeps what was marked, and stores the newest of it when a batch is finished. */
    private static final class Marks implements RecordCommitter<RecordChangeEvent<SourceRecord>> {

        private final List<Long> marked = new ArrayList<>();
        private final List<Long> stored = new ArrayList<>();

        @Override
        public void markProcessed(RecordChangeEvent<SourceRecord> event) {
            throw new UnsupportedOperationException("without its offset");
        }

        @Override
        public void markProcessed(RecordChangeEvent<SourceRecord> event, Offsets offsets) {
            marked.add(((LastOffsets) offsets).lsn);
        }

        @Override
        public void markBatchFinished() {
            stored.add(marked.get(marked.size() - 1));
        }

        @Override
        public Offsets buildOffsets() {
            return new LastOffsets();
        }
    }

    private static final class LastOffsets implements Offsets {

        private long lsn;

        @Override
        public void set(String key, Object value) {
            lsn = (Long) value;
        }
    }
}
