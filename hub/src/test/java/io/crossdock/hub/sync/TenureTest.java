package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenureTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final Duration SETTLES = Duration.ofSeconds(10);
    private static final TopicPartition MARK = new TopicPartition("availability", 0);

    private final SlowCommits group = new SlowCommits();
    private Optional<Instant> unknown = Optional.empty();
    private int confirmed;

    /** A member of the group whose commits are answered when a story says so. */
    private static final class SlowCommits extends MockConsumer<byte[], byte[]> {

        private final Queue<Runnable> asked = new ArrayDeque<>();

        SlowCommits() {
            super("earliest");
        }

        @Override
        public synchronized void commitAsync(
                Map<TopicPartition, OffsetAndMetadata> offsets, OffsetCommitCallback callback) {
            asked.add(() -> super.commitAsync(offsets, callback));
        }

        @Override
        public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
            super.commitAsync(offsets, null);
        }

        void answer() {
            asked.remove().run();
        }

        String text() {
            return committed(Set.of(MARK)).get(MARK).metadata();
        }
    }

    @BeforeEach
    void join() {
        group.assign(Set.of(MARK));
        group.updateBeginningOffsets(Map.of(MARK, 0L));
        group.seek(MARK, 0);
    }

    private Tenure owner(Instant now) {
        Tenure tenure = new Tenure(group, MARK, SETTLES, () -> unknown, () -> confirmed++);
        tenure.begin();
        tenure.lookBack(now);
        return tenure;
    }

    @Test
    void doubt_is_handed_on_by_an_owner_that_dies_before_it_wrote_and_by_one_that_leaves() {
        // given a first owner that died with something on its way
        Instant doubt = NOW.minusSeconds(30);
        unknown = Optional.of(doubt);
        owner(NOW).renew(NOW);
        group.answer();
        // when a second one finds it, and dies, too, before it wrote, long after
        Tenure second = owner(NOW.plusSeconds(60));
        assertThat(second.unknownSince()).contains(doubt);
        second.renew(NOW.plusSeconds(60));
        group.answer();
        // then
        Tenure third = owner(NOW.plusSeconds(600));
        assertThat(third.unknownSince()).contains(doubt);
        // when the third leaves in order
        third.renew(NOW.plusSeconds(600));
        group.answer();
        third.leave(Instant.MIN, NOW.plusSeconds(700));
        // then there is nothing to wait for, and the doubt still
        Tenure fourth = owner(NOW.plusSeconds(701));
        assertThat(fourth.formerUntil()).isBefore(NOW);
        assertThat(fourth.unknownSince()).contains(doubt);
        // when all is written
        unknown = Optional.empty();
        fourth.renew(NOW.plusSeconds(701));
        group.answer();
        fourth.leave(Instant.MIN, NOW.plusSeconds(720));
        // then
        assertThat(group.text()).isEmpty();
        assertThat(owner(NOW.plusSeconds(721)).unknownSince()).isEmpty();
    }

    @Test
    void what_was_sent_since_the_last_commit_is_in_doubt_though_the_text_cannot_say_so() {
        // given
        owner(NOW).renew(NOW);
        group.answer();
        // when
        Tenure next = owner(NOW.plusSeconds(5));
        // then
        assertThat(next.formerUntil()).isEqualTo(NOW.plus(Tenure.VALID).plus(SETTLES));
        assertThat(next.unknownSince()).contains(NOW.minus(SETTLES));
        assertThat(next.unknownSince()).isEmpty();
    }

    @Test
    void nobody_writes_without_a_commit_of_the_last_three_seconds() {
        // given
        Tenure tenure = owner(NOW);
        assertThat(tenure.allows(NOW)).isFalse();
        // when
        tenure.renew(NOW);
        group.answer();
        // then
        assertThat(tenure.allows(NOW.plusMillis(2999))).isTrue();
        assertThat(tenure.allows(NOW.plusSeconds(3))).isFalse();
        // when
        tenure.end();
        // then
        assertThat(tenure.allows(NOW)).isFalse();
    }

    @Test
    void a_commit_that_was_sent_in_time_and_answered_after_a_gap_is_told_at_once() {
        // given
        Tenure tenure = owner(NOW);
        assertThat(tenure.allows(NOW)).isFalse();
        tenure.renew(NOW);
        group.answer();
        assertThat(confirmed).isEqualTo(1);
        // when nobody misses it, nobody is told
        tenure.renew(NOW.plusSeconds(1));
        group.answer();
        assertThat(confirmed).isEqualTo(1);
        // when the answer comes only after somebody wanted to write in vain
        tenure.renew(NOW.plusSeconds(3));
        assertThat(tenure.allows(NOW.plusMillis(4500))).isFalse();
        group.answer();
        // then
        assertThat(tenure.allows(NOW.plusMillis(4600))).isTrue();
        assertThat(confirmed).isEqualTo(2);
    }

    @Test
    void a_commit_of_an_earlier_term_allows_nothing() {
        // given
        Tenure tenure = owner(NOW);
        tenure.renew(NOW);
        // when
        tenure.end();
        tenure.begin();
        group.answer();
        // then
        assertThat(tenure.allows(NOW)).isFalse();
    }
}
