package io.crossdock.hub.availability;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final long NOON = Events.NOON.toEpochMilli();

    private final MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
    private final CommitPace pace = CommitPace.of(context);

    /** Whatever its thread was asked for by others. */
    @BeforeEach
    void a_commit_was_asked_for_a_minute_before() {
        assertThat(isAskedFor(NOON - 120_000, NOON - 120_000)).isTrue();
        assertThat(isAskedFor(NOON - 60_000, NOON - 60_000)).isTrue();
    }

    @Test
    void what_is_fresh_is_committed_at_once_but_not_more_often_than_every_20_ms() {
        assertThat(isAskedFor(NOON, NOON)).isTrue();
        assertThat(isAskedFor(NOON + 19, NOON + 19)).isFalse();
        assertThat(isAskedFor(NOON + 20, NOON + 19)).isTrue();
        assertThat(isAskedFor(NOON + 39, NOON - 900)).isFalse();
        assertThat(isAskedFor(NOON + 40, NOON - 900)).isTrue();
    }

    @Test
    void what_waited_for_a_second_is_left_to_the_commit_interval() {
        assertThat(isAskedFor(NOON + 10_000, NOON + 9_000)).isFalse();
        assertThat(isAskedFor(NOON + 10_000, NOON + 9_001)).isTrue();
    }

    @Test
    void a_clock_that_is_set_back_holds_up_nothing() {
        assertThat(isAskedFor(NOON + 60_000, NOON + 60_000)).isTrue();
        assertThat(isAskedFor(NOON + 30_000, NOON + 30_000)).isTrue();
    }

    @Test
    void what_came_just_after_a_commit_is_committed_though_nothing_comes_after_it() {
        assertThat(isAskedFor(NOON + 100_000, NOON + 100_000)).isTrue();
        assertThat(isAskedFor(NOON + 100_008, NOON + 100_000)).isFalse();
        assertThat(isAskedForInPassing(NOON + 100_019)).isFalse();
        assertThat(isAskedForInPassing(NOON + 100_020)).isTrue();
        assertThat(isAskedForInPassing(NOON + 100_040)).isFalse();
    }

    private boolean isAskedFor(long now, long timestamp) {
        context.resetCommit();
        context.setCurrentSystemTimeMs(now);
        pace.taken(timestamp);
        return context.committed();
    }

    private boolean isAskedForInPassing(long now) {
        context.resetCommit();
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(now);
        return context.committed();
    }
}
