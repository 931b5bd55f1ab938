package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.CloudEventHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class SharedEventsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final SharedEvents events = new SharedEvents();

    private static CanonicalEvent described(String title) {
        return new CanonicalEvent(
                "id-of-" + title,
                "/erp/legacy",
                NOW,
                Sequence.of(1, 1, 0),
                NOW,
                null,
                0,
                new ItemDescribed(new Sku("A"), title, null, List.of(), false));
    }

    private static ConsumerRecord<byte[], byte[]> at(int partition, long offset, CanonicalEvent event) {
        ProducerRecord<byte[], byte[]> written = CloudEventHeaders.record("items", event);
        return new ConsumerRecord<>(
                "items",
                partition,
                offset,
                NOW.toEpochMilli(),
                TimestampType.CREATE_TIME,
                written.key().length,
                written.value().length,
                written.key(),
                written.value(),
                new RecordHeaders(written.headers()),
                Optional.empty());
    }

    @Test
    void what_one_channel_has_read_another_one_gets_without_parsing_it() {
        // given
        CanonicalEvent first = events.event(at(0, 7, described("Lamp")));

        // when
        CanonicalEvent second = events.event(at(0, 7, described("Lamp")));

        // then
        assertThat(second).isSameAs(first).isEqualTo(described("Lamp"));
    }

    @Test
    void another_place_or_a_topic_that_was_made_anew_has_an_event_of_its_own() {
        // given
        events.event(at(0, 7, described("Lamp")));

        // then
        assertThat(events.event(at(0, 7, described("Chair")))).isEqualTo(described("Chair"));
        assertThat(events.event(at(1, 7, described("Table")))).isEqualTo(described("Table"));
        assertThat(events.event(at(0, 8, described("Vase")))).isEqualTo(described("Vase"));
    }

    @Test
    void a_channel_that_is_far_behind_reads_right() {
        // given
        for (long offset = 0; offset < 10_000; offset++) {
            events.event(at(0, offset, described("Lamp " + offset)));
        }

        // then
        assertThat(events.event(at(0, 3, described("Lamp 3")))).isEqualTo(described("Lamp 3"));
    }

    @Test
    void a_record_that_is_no_event_is_none_for_every_channel() {
        // given
        ConsumerRecord<byte[], byte[]> stranger = new ConsumerRecord<>("items", 0, 7, new byte[] {1}, new byte[] {2});

        // then
        for (int channel = 0; channel < 2; channel++) {
            assertThatThrownBy(() -> events.event(stranger)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
