package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeftBehindTest {

    private static final Instant OPEN = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant UNKNOWN = Instant.parse("2026-01-02T03:00:00Z");
    private static final Instant LATEST = OPEN.plusSeconds(1);

    @Test
    void is_read_as_it_was_told() {
        for (LeftBehind left : new LeftBehind[] {
            new LeftBehind(OPEN, UNKNOWN), new LeftBehind(OPEN, null), new LeftBehind(Instant.MIN, UNKNOWN)
        }) {
            assertThat(LeftBehind.read(left.text(), LATEST)).isEqualTo(left);
        }
        assertThat(new LeftBehind(OPEN, UNKNOWN).text())
                .isEqualTo("open until 2026-01-02T03:04:05.678Z, unknown since 2026-01-02T03:00:00Z");
    }

    @Test
    void who_leaves_nothing_says_nothing() {
        assertThat(LeftBehind.NOTHING.text()).isEmpty();
        assertThat(LeftBehind.read("", LATEST)).isEqualTo(LeftBehind.NOTHING);
        assertThat(LeftBehind.read(null, LATEST)).isEqualTo(LeftBehind.NOTHING);
    }

    @Test
    void a_clock_that_is_wrong_stops_no_channel_for_ever() {
        assertThat(LeftBehind.read("open until 2126-01-02T03:04:05Z", LATEST).openUntil())
                .isEqualTo(LATEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"open until noon", "unknown since ever", "closed", "open until 2026-01-02T03:04:05Z!"})
    void what_cannot_be_read_is_waited_out(String text) {
        assertThat(LeftBehind.read(text, LATEST)).isEqualTo(new LeftBehind(LATEST, null));
    }
}
