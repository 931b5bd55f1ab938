package io.crossdock.hub.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A channel that should have 99 of 100 changes within a second, over five minutes. */
class ServiceLevelWatchTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:00:00Z");
    private static final Duration FAST = Duration.ofMillis(100);
    private static final Duration SLOW = Duration.ofSeconds(4);

    private final ServiceLevelWatch watch =
            new ServiceLevelWatch(new ServiceLevel(Optional.of(Duration.ofSeconds(1)), Duration.ofMinutes(5)));

    private void answered(int times, Duration lag, Instant at) {
        for (int i = 0; i < times; i++) {
            watch.answered(at.minus(lag), at);
        }
    }

    private MeasuredLag look(Instant now, Instant... waiting) {
        return watch.look(() -> Stream.of(waiting), now);
    }

    @Test
    void one_of_a_hundred_may_be_late_and_two_are_a_breach() {
        // given
        answered(99, FAST, NOW);
        answered(1, SLOW, NOW);
        // then
        MeasuredLag within = look(NOW);
        assertThat(within.lagMillis()).isEqualTo(100);
        assertThat(within.changes()).isEqualTo(100);
        assertThat(within.hasBreach()).isFalse();
        // when
        answered(1, SLOW, NOW.plusSeconds(1));
        // then
        MeasuredLag late = look(NOW.plusSeconds(1));
        assertThat(late.lagMillis()).isBetween(3_960L, 4_000L);
        assertThat(late.breachedAt()).isEqualTo(NOW.plusSeconds(1));
    }

    @Test
    void what_takes_exactly_as_long_as_it_may_is_no_breach() {
        // when
        answered(10, Duration.ofSeconds(1), NOW);
        // then
        assertThat(look(NOW).hasBreach()).isFalse();
    }

    @Test
    void a_breach_ends_once_the_late_ones_have_left_the_window_and_it_stayed_so_for_a_tenth_of_it() {
        // given
        answered(5, SLOW, NOW);
        assertThat(look(NOW).breachedAt()).isEqualTo(NOW);
        // when they leave
        answered(5, FAST, NOW.plusSeconds(200));
        assertThat(look(NOW.plusSeconds(269)).hasBreach()).isTrue();
        MeasuredLag left = look(NOW.plusSeconds(301));
        // then
        assertThat(left.lagMillis()).isEqualTo(100);
        assertThat(left.breachedAt()).isEqualTo(NOW);
        assertThat(left.worstMillis()).isBetween(3_960L, 4_000L);
        assertThat(look(NOW.plusSeconds(330)).hasBreach()).isTrue();
        // when
        MeasuredLag over = look(NOW.plusSeconds(331));
        // then
        assertThat(over.hasBreach()).isFalse();
        assertThat(over.worstMillis()).isZero();
    }

    @Test
    void a_lag_that_wavers_about_the_level_is_one_breach() {
        // given
        answered(1, SLOW, NOW);
        look(NOW);
        answered(200, FAST, NOW.plusSeconds(10));
        assertThat(look(NOW.plusSeconds(10)).lagMillis()).isEqualTo(100);
        // when it is late again before a tenth of the window is over
        answered(10, SLOW, NOW.plusSeconds(30));
        look(NOW.plusSeconds(30));
        answered(2_000, FAST, NOW.plusSeconds(35));
        // then
        assertThat(look(NOW.plusSeconds(64)).breachedAt()).isEqualTo(NOW);
        assertThat(look(NOW.plusSeconds(94)).hasBreach()).isFalse();
    }

    @Test
    void a_channel_that_answers_nothing_is_late_by_what_waits() {
        // given
        answered(50, FAST, NOW);
        Instant since = NOW.plusSeconds(10);
        // then
        assertThat(look(since.plusMillis(900), since).hasBreach()).isFalse();
        // when
        MeasuredLag late = look(since.plusSeconds(2), since);
        // then
        assertThat(late.breachedAt()).isEqualTo(since.plusSeconds(2));
        assertThat(late.changes()).isEqualTo(51);
        assertThat(late.lagMillis()).isBetween(1_980L, 2_000L);
    }

    @Test
    void many_that_wait_for_a_moment_only_do_not_hide_those_that_were_late() {
        // given
        answered(98, FAST, NOW);
        answered(2, SLOW, NOW);
        Instant[] young = new Instant[10_000];
        Arrays.fill(young, NOW.minusMillis(50));
        // then
        assertThat(look(NOW, young).hasBreach()).isTrue();
    }

    @Test
    void what_people_held_back_counts_from_when_they_let_it_go() {
        // given
        Instant since = NOW;
        watch.held(NOW.plusSeconds(3_600));
        // when
        MeasuredLag resumed = look(NOW.plusMillis(3_600_500), since);
        watch.answered(since, NOW.plusMillis(3_600_600));
        // then
        assertThat(resumed.hasBreach()).isFalse();
        assertThat(look(NOW.plusSeconds(3_601)).lagMillis()).isBetween(590L, 600L);
    }

    @Test
    void what_nobody_has_to_hear_and_what_a_clock_ahead_tells_counts_not() {
        // when
        watch.answered(null, NOW);
        watch.answered(NOW.plusSeconds(1), NOW);
        // then
        MeasuredLag none = look(NOW);
        assertThat(none.changes()).isZero();
        assertThat(none.lagMillis()).isNull();
        assertThat(none.hasBreach()).isFalse();
    }

    @Test
    void whoever_takes_the_channel_over_goes_on_with_the_breach_that_it_finds() {
        // given
        answered(5, SLOW, NOW);
        MeasuredLag last = look(NOW);
        ServiceLevelWatch next =
                new ServiceLevelWatch(new ServiceLevel(Optional.of(Duration.ofSeconds(1)), Duration.ofMinutes(5)));
        // when
        next.resume(last);
        // then
        assertThat(next.look(Stream::empty, NOW.plusSeconds(20)).breachedAt()).isEqualTo(NOW);
        assertThat(next.look(Stream::empty, NOW.plusSeconds(50)).hasBreach()).isFalse();
    }

    @Test
    void where_nothing_is_said_the_lag_is_measured_and_nothing_is_a_breach() {
        // given
        ServiceLevelWatch plain = new ServiceLevelWatch(ServiceLevel.NONE);
        plain.answered(NOW.minusSeconds(600), NOW);
        // then
        MeasuredLag measured = plain.look(Stream::empty, NOW);
        assertThat(measured.lagMillis()).isBetween(594_000L, 600_000L);
        assertThat(measured.p99Millis()).isNull();
        assertThat(measured.hasBreach()).isFalse();
    }
}
