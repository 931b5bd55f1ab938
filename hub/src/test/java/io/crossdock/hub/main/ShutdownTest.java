package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ShutdownTest {

    @Test
    void a_part_that_fails_or_was_never_started_keeps_no_other_from_its_end() {
        // given
        List<String> ended = new ArrayList<>();
        // when
        Shutdown.inTurn(
                () -> ended.add("first"),
                null,
                () -> {
                    throw new IllegalStateException("does not want to");
                },
                () -> ended.add("last"));
        // then
        assertThat(ended).containsExactly("first", "last");
    }

    /** In turn they would wait for each other for ever. */
    @Test
    void parts_that_end_together_do_not_wait_for_each_other_and_all_have_ended_then() {
        // given
        CountDownLatch both = new CountDownLatch(2);
        AtomicBoolean failed = new AtomicBoolean();
        AutoCloseable waits = () -> {
            both.countDown();
            both.await();
        };
        // when
        Shutdown.together(waits, null, () -> failed.set(true), waits);
        // then
        assertThat(both.getCount()).isZero();
        assertThat(failed).isTrue();
    }

    @Test
    void what_is_left_of_a_time_is_a_second_at_least() {
        assertThat(Shutdown.within(Duration.ofHours(1)).left()).isBetween(Duration.ofMinutes(50), Duration.ofHours(1));
        assertThat(Shutdown.within(Duration.ZERO).left()).isEqualTo(Duration.ofSeconds(1));
    }
}
