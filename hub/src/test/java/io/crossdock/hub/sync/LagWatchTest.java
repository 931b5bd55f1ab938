package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.policy.LagRule;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How late a channel hears, as its lag-aware safety stock takes it. */
class LagWatchTest extends OfferQueueStories {

    private static final Duration CALM = Duration.ofSeconds(30);

    private final LagWatch watch = new LagWatch(new LagRule(Duration.ofSeconds(2), 100, Duration.ofSeconds(20), CALM));
    private final Pace pace = new Pace(
            RateBudget.parse("none"), 4, new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)));

    private Optional<Duration> look(Instant now) {
        return watch.look(queue, pace, now);
    }

    private void answered(int times, Duration lag, Instant at) {
        for (int i = 0; i < times; i++) {
            watch.confirmed(at.minus(lag), at);
        }
    }

    @Test
    void a_channel_that_nothing_is_told_is_not_late_and_is_looked_at_once_a_second() {
        assertThat(look(NOW)).contains(Duration.ZERO);
        assertThat(look(NOW.plusMillis(999))).isEmpty();
        assertThat(look(NOW.plusMillis(1000))).contains(Duration.ZERO);
    }

    @Test
    void nobody_looks_where_the_policy_does_not_ask() {
        assertThat(new LagWatch(null).look(queue, pace, NOW)).isEmpty();
    }

    @Test
    void what_most_of_the_recent_offers_took_counts_and_a_single_slow_one_does_not() {
        // given
        look(NOW);
        Instant at = NOW.plusSeconds(100);
        answered(19, Duration.ofSeconds(1), at);
        answered(1, Duration.ofSeconds(60), at);
        // then
        assertThat(look(at)).contains(Duration.ofSeconds(1));
        // when
        answered(1, Duration.ofSeconds(60), at);
        // then
        assertThat(look(at.plusSeconds(1))).contains(Duration.ofSeconds(60));
    }

    @Test
    void what_was_slow_is_forgotten_after_a_calm() {
        // given
        look(NOW);
        Instant at = NOW.plusSeconds(100);
        answered(5, Duration.ofSeconds(9), at);
        // then
        assertThat(look(at.plus(CALM))).contains(Duration.ofSeconds(9));
        assertThat(look(at.plus(CALM).plusSeconds(1))).contains(Duration.ZERO);
    }

    @Test
    void what_is_nobodys_lag_and_what_comes_from_a_clock_ahead_counts_not() {
        // given
        look(NOW);
        // when
        watch.confirmed(null, NOW.plusSeconds(50));
        watch.confirmed(NOW.plusSeconds(60), NOW.plusSeconds(50));
        // then
        assertThat(look(NOW.plusSeconds(50))).contains(Duration.ZERO);
    }

    @Test
    void what_waits_counts_with_how_long_it_has_waited_though_nothing_is_answered() {
        // given
        look(NOW);
        want(A, 5, 1, NOW.minusSeconds(60));
        // then
        assertThat(look(NOW.plusSeconds(9))).contains(Duration.ofSeconds(9));
        // when it is on its way
        takeOne();
        // then its answer will tell
        assertThat(look(NOW.plusSeconds(10))).contains(Duration.ZERO);
    }

    @Test
    void what_was_accepted_and_has_no_result_counts_with_how_long_that_takes() {
        // given
        look(NOW);
        want(A, 5, 1, NOW);
        Acceptance acceptance = accept(takeOne(), false, after(1));
        // then
        assertThat(look(after(15))).contains(Duration.ofSeconds(15));
        // when
        confirm(acceptance.attempt(), after(16));
        // then
        assertThat(look(after(17))).contains(Duration.ZERO);
    }

    @Test
    void a_single_accepted_offer_without_a_result_says_nothing_of_a_channel_that_confirms_others() {
        // given
        look(NOW);
        want(A, 5, 1, NOW);
        accept(takeOne(), false, after(1));
        answered(19, Duration.ofSeconds(1), after(60));
        // then
        assertThat(look(after(60))).contains(Duration.ofSeconds(1));
    }

    @Test
    void what_is_stuck_behind_an_accepted_offer_counts_though_that_one_only_puts_something_right() {
        // given
        look(NOW);
        Confirmed<Long, Long> confirmed = new Confirmed<>(5L, 1L, NOW, NOW);
        want(A, 5, 1);
        queue.confirm(0, A, new Receipt(confirmed, null), NOW);
        queue.confirm(0, A, new Receipt(confirmed.doubted(NOW), null), NOW);
        accept(takeOne(), false, after(1));
        assertThat(look(after(2))).contains(Duration.ZERO);
        // when
        queue.wantQuantity(0, A, new Wanted<>(3L, 2L, after(3), null), after(3));
        // then
        assertThat(look(after(15))).contains(Duration.ofSeconds(12));
    }

    @Test
    void a_channel_that_asked_for_a_pause_is_late_by_what_is_left_of_it_too() {
        // given
        look(NOW);
        want(A, 5, 1, NOW);
        pace.answered(Optional.of(Failure.throttled("acme", "push", Duration.ofSeconds(60))), NOW.plusSeconds(5));
        // then
        assertThat(look(NOW.plusSeconds(10))).contains(Duration.ofSeconds(10 + 55));
    }

    @Test
    void an_item_that_waits_for_its_own_next_attempt_says_nothing_of_the_channel() {
        // given
        look(NOW);
        want(A, 5, 1, NOW);
        queue.failed(takeOne(), failure(Failure.Kind.STALE), false, 1, NOW);
        // then
        assertThat(look(NOW.plusMillis(1000))).contains(Duration.ZERO);
    }

    @Test
    void what_waited_while_people_held_the_channel_counts_from_when_they_let_it_go() {
        // given
        want(A, 5, 1, NOW);
        watch.blocked();
        // when
        assertThat(look(NOW.plusSeconds(600))).contains(Duration.ZERO);
        // then
        assertThat(look(NOW.plusSeconds(603))).contains(Duration.ofSeconds(3));
        // when it is answered
        watch.confirmed(NOW, NOW.plusSeconds(604));
        queue.wantNoQuantity(0, A, NOW);
        // then
        assertThat(look(NOW.plusSeconds(604))).contains(Duration.ofSeconds(4));
    }

    @Test
    void what_is_only_told_again_waits_at_its_leisure() {
        // given
        want(A, 5, 1, NOW);
        confirm(takeOne(), NOW);
        look(NOW);
        // when
        queue.resync(NOW.plusSeconds(1), false, NOW.plusSeconds(1));
        // then
        assertThat(queue.pending()).isEqualTo(1);
        assertThat(look(NOW.plusSeconds(60))).contains(Duration.ZERO);
    }
}
