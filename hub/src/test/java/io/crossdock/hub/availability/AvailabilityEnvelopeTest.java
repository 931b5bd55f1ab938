package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.EventValidation;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.LocationId;
import io.crossdock.hub.events.CloudEventHeaders;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AvailabilityEnvelopeTest extends TopologyStories {

    private static final String STOCK = TopologyUnderTest.TOPICS.stock();

    @Test
    void the_official_sdk_reads_the_output_and_an_orders_times_and_trace_cross_the_internal_topic() {
        // given
        hub.give(level("A", "hamburg", "10.50", 1));
        hub.records();
        // when
        hub.give(placed("1", 7, List.of("hamburg", "lyon"), line("1", "A", 3, null)));
        // then
        var record = hub.records().get(0);
        CloudEvent read = new CloudEventDeserializer()
                .deserialize(TopologyUnderTest.TOPICS.availability(), record.headers(), record.value());
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("A");
        assertThat(read.getType()).isEqualTo("crossdock.availability.changed.v1");
        assertThat(read.getSource()).hasToString("/hub/availability");
        assertThat(read.getSubject()).isEqualTo("A");
        assertThat(read.getTime()).isEqualTo("2026-03-01T12:00:07Z");
        assertThat(read.getExtension("committedat")).isEqualTo("2026-03-01T12:00:07.005Z");
        assertThat(read.getExtension("traceparent")).isEqualTo(Events.TRACE);
        assertThat(read.getExtension("sequence")).isNull();
        assertThat(new String(read.getData().toBytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"sku\":\"A\",\"version\":1772366400000001,"
                        + "\"locations\":[{\"location\":\"hamburg\",\"onHand\":10.5,\"reserved\":0}],"
                        + "\"floating\":[{\"locations\":[\"hamburg\",\"lyon\"],\"quantity\":3}],"
                        + "\"discontinued\":false,"
                        + "\"touched\":[{\"channel\":\"shopify-us\",\"version\":1772366400000001}],"
                        + "\"cause\":{\"source\":\"/channels/shopify-us\",\"kind\":\"order\"}}");
    }

    @Test
    void what_waited_long_is_told_as_of_the_time_at_which_it_is_told() {
        // when
        hub.give(level("A", "hamburg", "10", 1));
        long first = hub.records().get(0).timestamp();
        hub.advance(Duration.ofHours(1));
        hub.give(level("A", "hamburg", "11", 2));
        // then
        assertThat(hub.records().get(0).timestamp() - first)
                .isEqualTo(Duration.ofHours(1).toMillis());
    }

    @Test
    void every_output_keeps_the_rules_of_its_type_and_has_an_id_of_its_own() {
        // when
        hub.give(level("A", "hamburg", "-1", 1), level("A", "hamburg", "2", 2));
        // then
        assertThat(hub.out()).allSatisfy(EventValidation::check);
        assertThat(hub.out().stream().map(CanonicalEvent::id).distinct()).hasSize(2);
    }

    @Test
    void what_is_no_event_of_ours_is_skipped_and_counted() {
        // given
        var good = CloudEventHeaders.record(STOCK, level("A", "hamburg", "10", 1));
        // when
        hub.give(STOCK, new RecordHeaders(), "{}".getBytes(StandardCharsets.UTF_8));
        hub.give(STOCK, good.headers(), "{".getBytes(StandardCharsets.UTF_8));
        hub.give(STOCK, good.headers(), "null".getBytes(StandardCharsets.UTF_8));
        hub.give(STOCK, good.headers(), "{\"sku\":\"A\"}".getBytes(StandardCharsets.UTF_8));
        hub.give(STOCK, good.headers(), null);
        hub.give(STOCK, without(good, "sequence"), good.value());
        hub.give(STOCK, with(good, "time", "yesterday"), good.value());
        hub.give(STOCK, with(good, "type", "com.example.other"), good.value());
        hub.give(STOCK, new RecordHeaders().add("content-type", KitMembership.CONTENT_TYPE.getBytes()), new byte[0]);
        // then
        assertThat(hub.out()).isEmpty();
        assertThat(hub.skipped.counts()).isEqualTo(Map.of(STOCK, 9L));
        // when
        hub.give(STOCK, good.headers(), good.value());
        // then
        assertThat(hub.out()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "1E+2147483647", "1E+99999999999"})
    void a_quantity_that_would_take_all_memory_is_skipped(String quantity) {
        // given
        CanonicalEvent order = placed("1", 1, List.of("hamburg"), line("1", "A", 3, null));
        var record = CloudEventHeaders.record(TopologyUnderTest.TOPICS.orders(), order);
        String huge = new String(record.value(), StandardCharsets.UTF_8)
                .replace("\"quantity\":3", "\"quantity\":" + quantity);
        // when
        hub.give(record.topic(), record.headers(), huge.getBytes(StandardCharsets.UTF_8));
        // then
        assertThat(hub.skipped.counts()).isEqualTo(Map.of(record.topic(), 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+999999999", "1E+2147483647", "1E+99999999999"})
    void a_level_or_an_arrival_that_would_take_all_memory_is_skipped(String quantity) {
        // given
        ExpectedLine arrives = new ExpectedLine(new LocationId("hamburg"), BigDecimal.valueOf(7), Events.NOON, null);
        List<CanonicalEvent> events = List.of(
                level("A", "hamburg", "7", 1),
                Events.adjusted("m", "A", "hamburg", 7, 1),
                Events.expected("A", 1, arrives));
        for (CanonicalEvent event : events) {
            var record = CloudEventHeaders.record(STOCK, event);
            String huge = new String(record.value(), StandardCharsets.UTF_8)
                    .replaceFirst("(\"(?:onHand|quantity)\":)7", "$1" + quantity.replace("+", "\\+"));
            // when
            hub.give(STOCK, record.headers(), huge.getBytes(StandardCharsets.UTF_8));
        }
        // then
        assertThat(hub.skipped.counts()).isEqualTo(Map.of(STOCK, 3L));
        assertThat(hub.out()).isEmpty();
    }

    @Test
    void a_level_of_no_sku_is_skipped() {
        // given
        var record = CloudEventHeaders.record(STOCK, level("A", "hamburg", "7", 1));
        String nameless = new String(record.value(), StandardCharsets.UTF_8).replace("\"sku\":\"A\"", "\"sku\":\"\"");
        // when
        hub.give(STOCK, record.headers(), nameless.getBytes(StandardCharsets.UTF_8));
        // then
        assertThat(hub.skipped.counts()).isEqualTo(Map.of(STOCK, 1L));
        assertThat(hub.out()).isEmpty();
    }

    private static RecordHeaders without(ProducerRecord<byte[], byte[]> record, String attribute) {
        RecordHeaders headers = new RecordHeaders(record.headers());
        headers.remove(CloudEventHeaders.PREFIX + attribute);
        return headers;
    }

    private static RecordHeaders with(ProducerRecord<byte[], byte[]> record, String attribute, String text) {
        RecordHeaders headers = without(record, attribute);
        headers.add(CloudEventHeaders.PREFIX + attribute, text.getBytes(StandardCharsets.UTF_8));
        return headers;
    }
}
