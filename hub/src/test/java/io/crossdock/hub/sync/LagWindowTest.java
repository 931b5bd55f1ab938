package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagWindowTest {

    private final LagWindow lags = new LagWindow();

    @Test
    void percentiles_are_those_of_what_was_recorded() {
        // given
        for (int i = 100; i >= 1; i--) {
            lags.record(Duration.ofMillis(i));
        }
        // when, then
        assertThat(lags.percentile(50)).isEqualTo(Duration.ofMillis(50));
        assertThat(lags.percentile(99)).isEqualTo(Duration.ofMillis(99));
    }

    @Test
    void old_lags_are_forgotten() {
        // given
        lags.record(Duration.ofHours(1));
        for (int i = 0; i < 2048; i++) {
            lags.record(Duration.ofMillis(5));
        }
        // when, then
        assertThat(lags.percentile(100)).isEqualTo(Duration.ofMillis(5));
    }

    @Test
    void without_lags_there_is_no_percentile() {
        assertThat(lags.percentile(50)).isNull();
    }
}
