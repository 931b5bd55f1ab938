package io.crossdock.hub.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakageTest {

    private static final Channel CHANNEL =
            new Channel(new ChannelId("acme-eu"), "acme", "EUR", List.of(), Map.of(), Map.of());

    @Test
    void a_mistake_of_ours_is_told_by_its_type_and_place_and_never_by_what_it_could_not_read() {
        // given
        RuntimeException broken = new IllegalStateException("Alma", catchNumber("Alma Sample, 4 Example Street"));
        InboundRecord inbound = new InboundRecord(
                CHANNEL.id(), "id-1", "order", "key-1", "application/json", new byte[0], Instant.EPOCH, null);
        // when
        Failure failure = Breakage.of("the translation", new Journaled(inbound, 0, 7), CHANNEL, broken);
        String logged = Breakage.place(broken);
        // then
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNMAPPABLE);
        assertThat(failure).hasMessage("acme order key-1: the translation broke: IllegalStateException");
        assertThat(logged)
                .contains(
                        "java.lang.IllegalStateException", "caused by java.lang.NumberFormatException", "BreakageTest")
                .doesNotContain("Alma");
    }

    @Test
    void a_mistake_that_every_record_shows_is_told_once_a_minute() {
        // given
        Instant noon = Instant.parse("2026-03-01T12:00:00Z");
        // then
        assertThat(Breakage.isNews("acme-eu at a line", noon)).isTrue();
        assertThat(Breakage.isNews("acme-eu at a line", noon.plusSeconds(59))).isFalse();
        assertThat(Breakage.isNews("acme-eu at another line", noon.plusSeconds(59)))
                .isTrue();
        assertThat(Breakage.isNews("acme-eu at a line", noon.plusSeconds(60))).isTrue();
    }

    private static RuntimeException catchNumber(String text) {
        try {
            throw new AssertionError(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return e;
        }
    }
}
