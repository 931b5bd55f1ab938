package io.crossdock.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RateBudgetTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    /** Takes whatever is allowed, looking every millisecond. */
    private static int takenWithin(RateBudget budget, Duration time) {
        int taken = 0;
        for (Instant now = START; now.isBefore(START.plus(time)); now = now.plusMillis(1)) {
            while (!budget.nextPermit(now).isAfter(now)) {
                budget.take(now);
                taken++;
            }
        }
        return taken;
    }

    @ParameterizedTest
    @CsvSource({"10/s, PT10S, 100, 110", "60/m, PT5M, 300, 301", "100/h, PT1H, 100, 101", "1/s, PT10S, 10, 11"})
    void so_many_are_allowed_and_a_second_s_worth_at_once(String text, Duration time, int least, int most) {
        assertThat(takenWithin(RateBudget.parse(text), time)).isBetween(least, most);
    }

    @Test
    void after_a_rest_no_more_than_a_second_s_worth_comes_at_once() {
        // given
        RateBudget budget = RateBudget.parse("10/s");
        budget.take(START);
        Instant later = START.plusSeconds(60);
        int taken = 0;
        // when
        while (!budget.nextPermit(later).isAfter(later)) {
            budget.take(later);
            taken++;
        }
        // then
        assertThat(taken).isEqualTo(10);
        assertThat(budget.nextPermit(later)).isEqualTo(later.plusMillis(100));
    }

    @Test
    void a_penalty_holds_even_against_tokens_and_shorter_penalties() {
        // given
        RateBudget budget = RateBudget.parse("10/s");
        // when
        budget.penalize(START.plusSeconds(7));
        budget.penalize(START.plusSeconds(2));
        // then
        assertThat(budget.nextPermit(START)).isEqualTo(START.plusSeconds(7));
        assertThat(budget.throttledUntil(START)).isEqualTo(START.plusSeconds(7));
        assertThat(budget.throttledUntil(START.plusSeconds(7))).isNull();
    }

    @Test
    void of_two_that_were_told_of_the_same_permit_one_gets_it() {
        // given
        RateBudget budget = RateBudget.parse("1/s");
        RateBudget one = budget.share(100);
        RateBudget other = budget.share(100);
        assertThat(one.nextPermit(START)).isEqualTo(START);
        assertThat(other.nextPermit(START)).isEqualTo(START);
        // then
        assertThat(one.take(START)).isTrue();
        assertThat(other.take(START)).isFalse();
        assertThat(other.take(START.plusSeconds(1))).isTrue();
    }

    @Test
    void none_is_no_limit() {
        // given
        RateBudget budget = RateBudget.parse("none");
        // when
        for (int i = 0; i < 1000; i++) {
            budget.take(START);
        }
        // then
        assertThat(budget.nextPermit(START)).isEqualTo(START);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "0/s", "-1/s", "ten/s", "10 / s"})
    void what_is_no_limit_is_refused_with_what_is(String text) {
        assertThatThrownBy(() -> RateBudget.parse(text)).hasMessageContaining("10/s, 60/m, 100/h, 5000/d");
    }

    @Test
    void a_share_is_a_part_of_the_whole_and_is_taken_off_it() {
        // given
        RateBudget whole = RateBudget.parse("10/s");
        RateBudget share = whole.share(10);

        // when
        int ofShare = 0;
        int ofWhole = 0;
        for (Instant now = START; now.isBefore(START.plusSeconds(20)); now = now.plusMillis(1)) {
            if (!share.nextPermit(now).isAfter(now)) {
                share.take(now);
                ofShare++;
            }
            if (!whole.nextPermit(now).isAfter(now)) {
                whole.take(now);
                ofWhole++;
            }
        }

        // then
        assertThat(ofShare).isBetween(19, 21);
        assertThat(ofShare + ofWhole).isBetween(200, 211);
    }

    @Test
    void a_pause_that_either_is_asked_for_holds_for_both() {
        // given
        RateBudget whole = RateBudget.parse("10/s");
        RateBudget share = whole.share(10);

        // when
        share.penalize(START.plusSeconds(5));
        whole.penalize(START.plusSeconds(3));

        // then
        assertThat(whole.nextPermit(START)).isEqualTo(START.plusSeconds(5));
        assertThat(share.nextPermit(START)).isEqualTo(START.plusSeconds(5));
        assertThat(share.throttledUntil(START)).isEqualTo(START.plusSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({
        "10/s burst 40, PT10S, 140",
        "1/2m burst 15, PT10M, 20",
        "7000/5m, PT1M, 1423",
        "10/s and 60/m, PT1M, 61",
        "60/m and 10/s, PT1M, 61"
    })
    void limits_have_bursts_of_their_own_and_several_hold_together(String text, Duration time, int most) {
        assertThat(takenWithin(RateBudget.parse(text), time)).isBetween(most - 2, most + 1);
    }

    @Test
    void a_clock_that_was_set_back_holds_nobody_up() {
        // given
        RateBudget budget = RateBudget.parse("1/s");
        budget.take(START);
        // when
        Instant earlier = START.minus(Duration.ofHours(1));
        // then
        assertThat(budget.nextPermit(earlier)).isEqualTo(earlier.plusSeconds(1));
        assertThat(budget.nextPermit(earlier.plusSeconds(1))).isEqualTo(earlier.plusSeconds(1));
    }
}
