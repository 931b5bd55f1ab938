package io.crossdock.hub.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolledRecordsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final PolledRecords records = new PolledRecords();

    @BeforeEach
    void ofAChannel() {
        records.setChannel("acme-eu");
        records.setKeyPointer("/ref");
    }

    @Test
    void id_kind_and_key_come_from_where_the_channel_says() {
        // given
        records.setDeliveryIdPointer("/id");
        records.setVersionPointer("/rev");
        records.setKindPointer("/type");
        records.setKind("order");
        String json = "{\"id\": 7, \"rev\": 2, \"ref\": \"P-1\", \"type\": \"return\"}";
        // when
        PolledRecords.Polled polled = polled(json);
        // then
        assertThat(polled.inbound().id()).isEqualTo("7@2");
        assertThat(polled.inbound().key()).isEqualTo("P-1");
        assertThat(polled.inbound().kind()).isEqualTo("return");
        assertThat(polled.inbound().body()).isEqualTo(json.getBytes(UTF_8));
        assertThat(polled.inbound().receivedAt()).isEqualTo(NOW);
        assertThat(polled("{\"ref\": \"P-1\"}").inbound().kind()).isEqualTo("order");
    }

    @Test
    void each_state_of_a_thing_has_an_id_of_its_own_and_always_the_same() {
        // given
        records.setDeliveryIdPointer("/id");
        // when
        String one = polled("{\"id\": 7, \"pieces\": 1}").inbound().id();
        String other = polled("{\"id\": 7, \"pieces\": 2}").inbound().id();
        // then
        assertThat(one).startsWith("7@").isNotEqualTo(other);
        assertThat(polled("{\"id\": 7, \"pieces\": 1}").inbound().id()).isEqualTo(one);
    }

    @Test
    void a_record_that_says_nothing_is_known_by_its_digest() {
        // when
        PolledRecords.Polled polled = polled("{\"ref\": {}}");
        // then
        assertThat(polled.inbound().id()).matches("[0-9a-f]{32}");
        assertThat(polled.inbound().key()).isEqualTo(polled.inbound().id());
        assertThat(polled.inbound().kind()).isEmpty();
        assertThat(polled.changed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "iso,2026-01-31T11:00:00Z,2026-01-31T11:00:00Z",
        "iso,2026-01-31T12:00:00.123+01:00,2026-01-31T11:00:00.123Z",
        "iso,2026-01-31T12:00:00+0100,2026-01-31T11:00:00Z",
        "iso,2026-01-31 11:00:00,2026-01-31T11:00:00Z",
        "iso,2026-01-31T11:00:00,2026-01-31T11:00:00Z",
        "epoch-seconds,1769857200,2026-01-31T11:00:00Z",
        "epoch-millis,1769857200123,2026-01-31T11:00:00.123Z",
        "iso,yesterday,",
        "iso,1769857200,",
        "iso,+999999999-01-01T00:00:00Z,",
        "epoch-seconds,99999999999999999,",
        "epoch-seconds,-5,",
    })
    void its_last_change_is_read_in_the_systems_own_format(String format, String text, Instant changed) {
        // given
        records.setTimePointer("/at");
        records.setTimeFormat(format);
        // when, then
        assertThat(polled("{\"at\": \"" + text + "\"}").changed().orElse(null)).isEqualTo(changed);
    }

    @Test
    void what_is_remembered_is_bounded_and_the_oldest_goes_first() {
        // given
        Seen seen = new Seen(2);
        PolledRecords.Polled first = polled("{\"ref\": 1}");
        PolledRecords.Polled second = polled("{\"ref\": 2}");
        // when
        seen.add(first);
        seen.add(second);
        seen.has(first);
        seen.add(polled("{\"ref\": 3}"));
        // then
        assertThat(seen.has(first)).isTrue();
        assertThat(seen.has(second)).isFalse();
    }

    private PolledRecords.Polled polled(String json) {
        return records.of(json.getBytes(UTF_8), NOW);
    }
}
