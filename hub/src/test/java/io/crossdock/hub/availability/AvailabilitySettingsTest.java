package io.crossdock.hub.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.hub.config.Retention;
import io.crossdock.hub.config.Retention.Time;
import io.crossdock.hub.events.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AvailabilitySettingsTest {

    @Test
    void usually_ended_moves_are_remembered_for_45_days_and_orders_for_180() {
        // when
        AvailabilitySettings settings = settings(Retention.DEFAULT);
        // then
        assertThat(settings.endedKept()).isEqualTo(Duration.ofDays(45));
        assertThat(settings.ordersKept()).isEqualTo(Duration.ofDays(180));
    }

    @Test
    void what_can_be_replayed_later_is_remembered_for_longer() {
        // given
        Retention letters = new Retention(
                Retention.DEFAULT.journal(), Time.asked(Duration.ofDays(200)), Retention.DEFAULT.events());
        Retention journal = new Retention(
                Time.asked(Duration.ofDays(60)), Retention.DEFAULT.deadLetters(), Retention.DEFAULT.events());
        // then
        assertThat(settings(letters).endedKept()).isEqualTo(Duration.ofDays(208));
        assertThat(settings(letters).ordersKept()).isEqualTo(Duration.ofDays(208));
        assertThat(settings(journal).endedKept()).isEqualTo(Duration.ofDays(68));
        assertThat(settings(journal).ordersKept()).isEqualTo(Duration.ofDays(180));
    }

    private static AvailabilitySettings settings(Retention retention) {
        return AvailabilitySettings.of(Map.of(), new Topics("test"), Path.of("none"), 1, retention);
    }
}
