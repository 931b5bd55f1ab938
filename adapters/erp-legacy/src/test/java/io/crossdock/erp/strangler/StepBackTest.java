package io.crossdock.erp.strangler;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class StepBackTest {

    private static final Limits LIMITS =
            new Limits(new BigDecimal("5"), new BigDecimal("2"), Duration.ofMinutes(1), 20, SwitchMode.SHADOW);
    private static final SwitchPosition CANARY = SwitchPosition.canary(BigDecimal.TEN);
    private static final SwitchPosition LIVE = SwitchPosition.of(SwitchMode.LIVE);

    private final SetClock clock = new SetClock();
    private final CallWindow window = new CallWindow(LIMITS.window(), clock);

    @Test
    void a_canary_steps_back_once_more_than_its_limit_differs() {
        compare(1, 19, 1);
        assertThat(StepBack.of(CANARY, window.totals(1), LIMITS)).isEmpty();
        compare(1, 0, 1);
        assertThat(StepBack.of(CANARY, window.totals(1), LIMITS)).get().satisfies(back -> {
            assertThat(back.to()).isEqualTo(SwitchPosition.of(SwitchMode.SHADOW));
            assertThat(back.reason()).isEqualTo("mismatches 2 of 21 calls (9.6%) within 60 s, over the limit of 5%");
        });
    }

    @Test
    void few_calls_say_nothing() {
        compare(1, 0, 19);
        assertThat(StepBack.of(CANARY, window.totals(1), LIMITS)).isEmpty();
    }

    @Test
    void what_is_live_steps_back_to_the_erp_when_it_fails_too_often() {
        for (int i = 0; i < 100; i++) {
            window.asked(3, i % 33 == 0);
        }
        assertThat(StepBack.of(LIVE, window.totals(3), LIMITS)).get().satisfies(back -> assertThat(back.to())
                .isEqualTo(SwitchPosition.of(SwitchMode.LEGACY)));
        assertThat(StepBack.of(SwitchPosition.of(SwitchMode.SHADOW), window.totals(3), LIMITS))
                .isEmpty();
    }

    @Test
    void what_is_longer_ago_than_the_window_does_not_count() {
        compare(1, 0, 30);
        clock.now = clock.now.plusSeconds(30);
        compare(1, 30, 0);
        assertThat(window.totals(1)).isEqualTo(new CallWindow.Totals(60, 30, 0, 0));
        clock.now = clock.now.plusSeconds(31);
        assertThat(window.totals(1)).isEqualTo(new CallWindow.Totals(30, 0, 0, 0));
        clock.now = clock.now.plusSeconds(3600);
        assertThat(window.totals(1)).isEqualTo(CallWindow.Totals.NONE);
    }

    @Test
    void after_a_change_everything_is_counted_anew_and_late_calls_of_before_are_not() {
        compare(1, 0, 30);
        compare(2, 5, 0);
        compare(1, 0, 30);
        assertThat(window.totals(2)).isEqualTo(new CallWindow.Totals(5, 0, 0, 0));
        assertThat(window.totals(3)).isEqualTo(CallWindow.Totals.NONE);
    }

    private void compare(long revision, int same, int different) {
        for (int i = 0; i < same + different; i++) {
            window.compared(revision, i >= same);
        }
    }

    private static final class SetClock extends Clock {

        private Instant now = Instant.parse("2026-01-02T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
