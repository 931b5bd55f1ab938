package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.adjusted;
import static io.crossdock.hub.availability.Events.arrival;
import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.cancelled;
import static io.crossdock.hub.availability.Events.described;
import static io.crossdock.hub.availability.Events.kit;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.notice;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.placed;
import static io.crossdock.hub.availability.Events.sold;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChangeCause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each availability says whose doing it was. */
class CauseStoriesTest extends TopologyStories {

    private ChangeCause cause(String sku) {
        return hub.availability(sku).cause();
    }

    @Test
    void a_level_an_order_a_sale_and_an_adjustment_are_told_apart() {
        // when, then
        hub.give(level("A", "hamburg", "10", 1));
        assertThat(cause("A")).isEqualTo(new ChangeCause("/erp/legacy", "count"));
        hub.give(placed("1", 1, List.of("hamburg"), line("1", "A", 2, null)));
        assertThat(cause("A")).isEqualTo(new ChangeCause("/channels/shopify-us", "order"));
        hub.give(sold("m-1", "A", "hamburg", 1, "till-1"));
        assertThat(cause("A")).isEqualTo(new ChangeCause("/channels/square-us", "sale"));
        hub.give(adjusted("m-2", "A", "hamburg", 5, 2));
        assertThat(cause("A")).isEqualTo(new ChangeCause("/channels/square-us", "adjustment"));
        hub.give(cancelled("1", 2, line("1", "A", 0, null)));
        assertThat(cause("A")).isEqualTo(new ChangeCause("/channels/shopify-us", "order"));
    }

    @Test
    void a_booking_a_notice_and_a_description_are_told_apart_too() {
        // given
        hub.give(level("A", "hamburg", "10", 9), placed("1", 1, List.of("hamburg"), line("1", "A", 2, null)));
        // when, then
        hub.give(booked("1", 5, piece("A", "hamburg", 2)));
        assertThat(cause("A")).isEqualTo(new ChangeCause("/erp/legacy", "booking"));
        hub.give(notice("ASN-1", "A", 3, arrival("hamburg", 1, 5)));
        assertThat(cause("A")).isEqualTo(new ChangeCause("/channels/wms", "expected"));
        hub.give(described("A", true, 10));
        assertThat(cause("A")).isEqualTo(new ChangeCause("/erp/legacy", "item"));
    }

    @Test
    void a_kit_changes_by_what_its_part_changed_by() {
        // given
        hub.give(kit("K", 1, "A", 1, "B", 1), level("A", "hamburg", "10", 2), level("B", "hamburg", "10", 2));
        assertThat(cause("K")).isEqualTo(new ChangeCause("/erp/legacy", "count"));
        // when
        hub.give(sold("m-1", "B", "hamburg", 1, "till-1"));
        // then
        assertThat(cause("K")).isEqualTo(new ChangeCause("/channels/square-us", "sale"));
        // when
        hub.give(placed("1", 1, List.of("hamburg"), line("1", "K", 2, null)));
        // then
        assertThat(cause("K")).isEqualTo(new ChangeCause("/channels/shopify-us", "order"));
    }
}
