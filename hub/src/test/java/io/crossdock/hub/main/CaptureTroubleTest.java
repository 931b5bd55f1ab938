package io.crossdock.hub.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.erp.capture.CaptureState;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CaptureTroubleTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final CaptureState UP = new CaptureState(CaptureState.Phase.UP, "", NOW.minusSeconds(600));

    @Test
    void a_capture_that_is_up_and_hears_from_the_log_has_none() {
        assertThat(CaptureTrouble.of(UP, Optional.of(NOW.minusSeconds(29)), Optional.empty(), NOW))
                .isEmpty();
    }

    @Test
    void a_capture_that_is_up_and_hears_nothing_for_half_a_minute_says_so() {
        assertThat(CaptureTrouble.of(UP, Optional.of(NOW.minusSeconds(31)), Optional.empty(), NOW))
                .contains("up, but silent since 2026-03-01T11:59:29Z");
    }

    @Test
    void a_capture_that_is_down_says_why() {
        CaptureState down = new CaptureState(CaptureState.Phase.DOWN, "connection refused", NOW);
        assertThat(CaptureTrouble.of(down, Optional.empty(), Optional.empty(), NOW))
                .contains("down connection refused");
        assertThat(CaptureTrouble.of(down, Optional.empty(), Optional.of("70 s behind"), NOW))
                .contains("down connection refused; 70 s behind");
    }

    @Test
    void an_alarm_is_told_though_it_is_up() {
        assertThat(CaptureTrouble.of(UP, Optional.of(NOW), Optional.of("70 s behind"), NOW))
                .contains("up, but 70 s behind");
    }
}
