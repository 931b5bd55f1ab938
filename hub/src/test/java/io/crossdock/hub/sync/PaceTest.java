package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.budget.RateBudget;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private static final Failure AWAY = Failure.unavailable("acme", "push", "status 503", null);
    private static final Failure STRANGER = Failure.unauthorized("acme", "push", "status 401");

    private final Pace pace = new Pace(
            RateBudget.parse("none"), 4, new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1)));

    private void answered(Failure failure, Instant now) {
        pace.answered(Optional.ofNullable(failure), now);
    }

    private void asked(Failure failure, Instant now) {
        pace.asked(Optional.ofNullable(failure), now);
    }

    @Test
    void five_outages_in_a_row_stop_the_channel_and_one_trial_opens_it_again() {
        // given
        for (int i = 0; i < 4; i++) {
            answered(AWAY, START);
        }
        assertThat(pace.allows(3, START)).isTrue();
        // when
        answered(AWAY, START);
        // then
        assertThat(pace.allows(0, START)).isFalse();
        assertThat(pace.next(START)).isEqualTo(START.plusSeconds(1));
        assertThat(pace.pausedReason(START)).startsWith("no answers");
        Instant trial = START.plusSeconds(1);
        assertThat(pace.allows(0, trial)).isTrue();
        assertThat(pace.allows(1, trial)).isFalse();
        // when
        answered(null, trial);
        // then
        assertThat(pace.allows(3, trial)).isTrue();
        assertThat(pace.pausedReason(trial)).isNull();
    }

    @Test
    void each_failed_trial_doubles_the_pause_up_to_half_a_minute() {
        // given
        Instant now = START;
        for (int i = 0; i < 5; i++) {
            answered(AWAY, now);
        }
        // when, then
        for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
            assertThat(pace.next(now)).isEqualTo(now.plusSeconds(seconds));
            now = pace.next(now);
            answered(AWAY, now);
        }
    }

    @Test
    void answers_of_requests_sent_before_it_opened_do_not_double_it() {
        // given
        for (int i = 0; i < 9; i++) {
            answered(AWAY, START);
        }
        // when, then
        assertThat(pace.next(START)).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void a_refused_credential_stops_the_channel_at_once() {
        // when
        answered(STRANGER, START);
        // then
        assertThat(pace.allows(0, START)).isFalse();
        assertThat(pace.pausedReason(START)).isEqualTo("unauthorized");
        assertThat(pace.allows(0, START.plusSeconds(1))).isTrue();
    }

    @Test
    void questions_without_an_answer_say_nothing_about_offers_and_those_with_one_as_little() {
        // given
        for (int i = 0; i < 9; i++) {
            asked(AWAY, START);
        }
        assertThat(pace.allows(3, START)).isTrue();
        assertThat(pace.pausedReason(START)).isNull();
        // when
        for (int i = 0; i < 5; i++) {
            answered(AWAY, START);
            asked(null, START);
        }
        // then
        assertThat(pace.allows(0, START)).isFalse();
    }

    @Test
    void a_question_that_is_not_let_in_or_asked_to_wait_holds_back_offers_too_until_one_is_let_in() {
        // when
        asked(STRANGER, START);
        // then
        assertThat(pace.pausedReason(START)).isEqualTo("unauthorized");
        // when
        asked(null, START.plusSeconds(1));
        // then
        assertThat(pace.pausedReason(START.plusSeconds(1))).isNull();
        // when
        asked(Failure.throttled("acme", "ask", Duration.ofSeconds(7)), START.plusSeconds(1));
        // then
        assertThat(pace.allows(0, START.plusSeconds(7))).isFalse();
        assertThat(pace.allows(0, START.plusSeconds(8))).isTrue();
    }

    @Test
    void a_rejected_request_is_an_answer() {
        // given
        for (int i = 0; i < 4; i++) {
            answered(AWAY, START);
        }
        answered(Failure.rejected("acme", "push", "", "status 400"), START);
        // when
        answered(AWAY, START);
        // then
        assertThat(pace.allows(0, START)).isTrue();
    }

    @Test
    void retry_after_is_obeyed() {
        // when
        answered(Failure.throttled("acme", "push", Duration.ofSeconds(7)), START);
        // then
        assertThat(pace.allows(0, START.plusMillis(6999))).isFalse();
        assertThat(pace.pausedReason(START)).isEqualTo("throttled until 2026-01-02T03:04:12Z");
        assertThat(pace.allows(0, START.plusSeconds(7))).isTrue();
    }

    @Test
    void a_system_that_throttles_without_saying_how_long_is_given_more_time_each_time() {
        // given
        Instant now = START;
        for (int doubled : new int[] {1, 2, 4, 8, 16, 30}) {
            // when
            answered(Failure.throttled("acme", "push", null), now);
            // then
            assertThat(Duration.between(now, pace.next(now)))
                    .isBetween(Duration.ofMillis(doubled * 500L), Duration.ofSeconds(doubled));
            now = pace.next(now);
        }
    }
}
