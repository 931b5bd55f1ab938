package io.crossdock.hub.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRecordsTest {

    private static final Instant NINE = Instant.parse("2026-01-02T09:00:00.123456Z");
    private static final Instant TEN = Instant.parse("2026-01-02T10:00:00Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final EventRecords records = new EventRecords();

    @Test
    void each_record_is_the_same_as_if_it_were_made_alone() {
        // given: neighbours that share all, some and nothing, and one whose commit is not told
        List<CanonicalEvent> events = List.of(
                event("1", NINE, NINE, TRACE, level("A-1", "3")),
                event("2", NINE, NINE, TRACE, level("A-1", "3")),
                event("3", TEN, NINE, TRACE.replace("0af", "1af"), level("Größe 42", "-0.5")),
                event("4", TEN, null, null, new ItemDescribed(new Sku("A-1"), "Lamp", null, List.of(), false)),
                event("5", NINE, TEN, TRACE, level("A-1", "3")));
        for (CanonicalEvent event : events) {
            // when
            var made = records.record("crossdock.stock", event);
            // then
            var alone = CloudEventHeaders.record("crossdock.stock", event);
            assertThat(made.key()).as(event.id()).isEqualTo(alone.key());
            assertThat(made.value()).as(event.id()).isEqualTo(alone.value());
            assertThat(made.headers()).as(event.id()).isEqualTo(alone.headers());
            assertThat(CloudEventHeaders.event(made.headers(), made.value())).isEqualTo(event);
        }
    }

    @Test
    void a_header_that_is_added_to_one_record_is_on_no_other() {
        // given
        var first = records.record("crossdock.stock", event("1", NINE, NINE, TRACE, level("A-1", "3")));
        // when
        first.headers().add("ce_keyid", new byte[] {1});
        // then
        var second = records.record("crossdock.stock", event("2", NINE, NINE, TRACE, level("A-1", "3")));
        assertThat(second.headers().lastHeader("ce_keyid")).isNull();
    }

    private static StockCounted level(String sku, String onHand) {
        return new StockCounted(new Sku(sku), new LocationId("hamburg"), new BigDecimal(onHand));
    }

    private static CanonicalEvent event(String id, Instant at, Instant committedAt, String trace, CanonicalData data) {
        return new CanonicalEvent(id, "/erp/legacy", at, Sequence.of(1, 7, 0), committedAt, trace, 1, data);
    }
}
