package io.crossdock.hub.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A process that has a part of an account's budget. */
class BudgetPartTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final AccountBudget budget = new AccountBudget("10/s burst 20", Map.of());

    private int takenWithin(Duration time) {
        int taken = 0;
        for (Instant now = START; now.isBefore(START.plus(time)); now = now.plusMillis(1)) {
            while (!budget.offers().nextPermit(now).isAfter(now)) {
                budget.offers().take(now);
                taken++;
            }
        }
        return taken;
    }

    @Test
    void half_of_it_is_half_of_the_rate_and_of_the_burst_and_the_rest_is_what_others_get() {
        // when
        List<Double> goes = budget.shrink(30, START);
        // then
        assertThat(goes).containsExactly(10.0);
        assertThat(takenWithin(Duration.ofSeconds(10))).isBetween(59, 60);
    }

    @Test
    void a_permit_that_somebody_was_told_of_and_others_got_meanwhile_is_not_taken() {
        // given
        assertThat(budget.offers().nextPermit(START)).isEqualTo(START);
        // when
        List<Double> goes = budget.shrink(0, START);
        // then
        assertThat(goes).containsExactly(20.0);
        assertThat(budget.offers().take(START)).isFalse();
        budget.grow(Parts.WHOLE, List.of(1.0), START);
        assertThat(budget.offers().take(START)).isTrue();
        assertThat(budget.offers().take(START)).isFalse();
    }

    /** Once, its share was one of the part, which follows from what it uses: it used less, had less, and used less again. */
    @Test
    void a_comparison_has_its_share_of_the_account_s_limit_in_whatever_part() {
        // given
        budget.shrink(30, START);
        RateBudget comparison = budget.comparison(20);
        int taken = 0;
        // when
        for (Instant now = START; now.isBefore(START.plusSeconds(60)); now = now.plusMillis(1)) {
            taken += comparison.take(now) ? 1 : 0;
        }
        // then
        assertThat(taken).isBetween(119, 121);
    }

    @Test
    void what_comes_with_more_parts_may_be_used_at_once() {
        // given
        budget.lose(START);
        // when
        budget.grow(Parts.WHOLE, List.of(7.0), START);
        // then
        assertThat(takenWithin(Duration.ofMillis(1))).isEqualTo(7);
    }

    @Test
    void nothing_is_taken_while_it_is_not_certain_that_it_still_has_its_part() {
        // when
        budget.openUntil(START.plusMillis(10));
        // then
        assertThat(budget.offers().nextPermit(START)).isEqualTo(START);
        assertThat(budget.offers().nextPermit(START.plusMillis(10))).isAfter(START.plusMillis(10));
        assertThat(budget.fetches().turn(Price.LEAST).at(START.plusMillis(10))).isAfter(START.plusMillis(10));
    }

    /** Once, such a permit came to what others had got meanwhile, one too many where only one can be saved up. */
    @Test
    void a_permit_that_somebody_waited_for_is_gone_when_the_part_is() {
        // given
        AccountBudget slow = new AccountBudget("60/m", Map.of());
        slow.offers().take(START);
        RateBudget.Turn turn = slow.fetches().turn(Price.LEAST);
        assertThat(turn.at(START)).isEqualTo(START.plusSeconds(1));
        // when
        slow.lose(START.plusSeconds(1));
        slow.grow(Parts.WHOLE, List.of(0.0), START.plusSeconds(1));
        // then
        assertThat(turn.at(START.plusSeconds(1))).isEqualTo(START.plusSeconds(2));
    }

    @Test
    void a_permit_that_has_come_and_is_not_fetched_is_one_of_those_that_can_be_saved_up() {
        // given
        AccountBudget slow = new AccountBudget("60/m", Map.of());
        slow.offers().take(START);
        RateBudget.Turn turn = slow.fetches().turn(Price.LEAST);
        turn.at(START);
        Instant late = START.plusSeconds(10);
        // when
        Instant at = turn.at(late);
        // then
        assertThat(at).isEqualTo(late);
        assertThat(slow.offers().nextPermit(late)).isEqualTo(late.plusSeconds(1));
    }

    @Test
    void it_wants_all_while_somebody_waits_what_it_uses_otherwise_and_nothing_after_a_rest() {
        // given
        for (int i = 0; i < 6; i++) {
            budget.offers().take(START.plusMillis(500 * i));
        }
        Instant now = START.plusMillis(2500);
        // then
        assertThat(budget.demand().parts(now)).isEqualTo(15);
        assertThat(budget.demand().weight(now)).isEqualTo(60);
        budget.offers().wants(now);
        assertThat(budget.demand().parts(now)).isEqualTo(Parts.WHOLE);
        assertThat(budget.demand().parts(now.plusSeconds(4))).isZero();
        assertThat(budget.demand().weight(now.plusSeconds(4))).isEqualTo(1);
    }
}
