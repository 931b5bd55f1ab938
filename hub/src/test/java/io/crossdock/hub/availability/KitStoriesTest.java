package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.cancelled;
import static io.crossdock.hub.availability.Events.changed;
import static io.crossdock.hub.availability.Events.described;
import static io.crossdock.hub.availability.Events.kit;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.locations;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.placed;
import static io.crossdock.hub.availability.Events.sold;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KitStoriesTest extends TopologyStories {

    private static final List<String> HAMBURG = List.of("hamburg");
    private static final List<String> BOTH = List.of("hamburg", "lyon");

    @Test
    void a_kit_is_available_as_often_as_its_scarcest_part_allows() {
        // when
        hub.give(kit("K", 1, "A", 1, "B", 3), level("A", "hamburg", "10", 1), level("B", "hamburg", "8", 1));
        // then
        assertThat(kits("K", "hamburg")).isEqualTo(2);
    }

    @Test
    void parts_at_different_locations_make_no_kit() {
        // when
        hub.give(kit("K", 1, "A", 1, "B", 1), level("A", "hamburg", "10", 1), level("B", "lyon", "10", 1));
        // then
        assertThat(kits("K", "hamburg", "lyon")).isZero();
        // when
        hub.give(level("A", "lyon", "3", 2), level("B", "hamburg", "4", 2));
        // then
        assertThat(kits("K", "hamburg")).isEqualTo(4);
        assertThat(kits("K", "hamburg", "lyon")).isEqualTo(7);
    }

    @Test
    void a_part_below_zero_makes_no_kit_there_and_takes_none_away_elsewhere() {
        // when
        hub.give(
                kit("K", 1, "A", 1, "B", 1),
                level("A", "hamburg", "-5", 1),
                level("A", "lyon", "3", 1),
                level("B", "hamburg", "-9", 1),
                level("B", "lyon", "3", 1));
        // then
        assertThat(kits("K", "hamburg", "lyon")).isEqualTo(3);
    }

    @Test
    void a_part_that_is_named_twice_is_needed_twice() {
        // when
        hub.give(kit("K", 1, "A", 1, "A", 2), level("A", "hamburg", "10", 1));
        // then
        assertThat(kits("K", "hamburg")).isEqualTo(3);
    }

    @Test
    void an_ordered_kit_takes_its_parts_from_all_that_are_made_of_them() {
        // given
        hub.give(kit("K", 1, "A", 1, "B", 1), kit("L", 1, "A", 2));
        hub.give(level("A", "hamburg", "10", 1), level("B", "hamburg", "20", 1));
        // when
        hub.give(placed("1", 1, HAMBURG, line("1", "K", 3, "hamburg")));
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(7);
        assertThat(pieces("B", "hamburg")).isEqualTo(17);
        assertThat(kits("K", "hamburg")).isEqualTo(7);
        assertThat(kits("L", "hamburg")).isEqualTo(3);
        // when it is cancelled
        hub.give(cancelled("1", 2, line("1", "K", 0, "hamburg")));
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(10);
        assertThat(kits("K", "hamburg")).isEqualTo(10);
        assertThat(kits("L", "hamburg")).isEqualTo(5);
    }

    @Test
    void a_part_sold_alone_is_taken_from_the_kits() {
        // given
        hub.give(kit("K", 1, "A", 2, "B", 1), level("A", "hamburg", "10", 1), level("B", "hamburg", "9", 1));
        assertThat(kits("K", "hamburg")).isEqualTo(5);
        // when
        hub.give(placed("1", 1, HAMBURG, line("1", "A", 3, "hamburg"), line("2", "K", 1, "hamburg")));
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(5);
        assertThat(kits("K", "hamburg")).isEqualTo(2);
    }

    @Test
    void a_booking_of_the_kit_ends_when_the_levels_of_its_parts_exclude_it() {
        // given
        hub.give(kit("K", 1, "A", 1, "B", 2), level("A", "hamburg", "10", 1), level("B", "hamburg", "20", 1));
        hub.give(placed("1", 1, HAMBURG, line("1", "K", 3, null)));
        // when
        hub.give(booked("1", 5, piece("K", "hamburg", 3)), level("A", "hamburg", "7", 5));
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(7);
        assertThat(pieces("B", "hamburg")).isEqualTo(14);
        // when
        hub.give(level("B", "hamburg", "14", 5));
        // then
        assertThat(pieces("B", "hamburg")).isEqualTo(14);
        assertThat(kits("K", "hamburg")).isEqualTo(7);
    }

    @Test
    void a_booking_of_the_parts_ends_the_reservation_as_well() {
        // given
        hub.give(kit("K", 1, "A", 1, "B", 2), level("A", "hamburg", "10", 1), level("B", "hamburg", "20", 1));
        hub.give(placed("1", 1, HAMBURG, line("1", "K", 3, null), line("2", "A", 1, null)));
        // when
        hub.give(
                booked("1", 5, piece("A", "hamburg", 4), piece("B", "hamburg", 6)),
                level("A", "hamburg", "6", 5),
                level("B", "hamburg", "14", 5));
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(6);
        assertThat(pieces("B", "hamburg")).isEqualTo(14);
        assertThat(kits("K", "hamburg")).isEqualTo(6);
    }

    @Test
    void what_the_erp_counts_of_the_kit_itself_adds_nothing() {
        // given an ERP that calculates a level for the kit as well
        hub.give(kit("K", 1, "A", 1), level("A", "hamburg", "10", 1));
        int told = hub.out().size();
        // when
        hub.give(level("K", "hamburg", "10", 2));
        // then
        assertThat(kits("K", "hamburg")).isEqualTo(10);
        assertThat(hub.out()).hasSize(told);
    }

    @Test
    void a_kit_that_a_till_sold_takes_its_parts_once() {
        // given
        hub.give(kit("K", 1, "A", 1, "B", 2), level("A", "hamburg", "10", 1), level("B", "hamburg", "20", 1));
        CanonicalEvent sale = sold("m1", "K", "hamburg", 2, "sale-1");
        // when
        hub.give(sale, sale);
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(8);
        assertThat(pieces("B", "hamburg")).isEqualTo(16);
        assertThat(kits("K", "hamburg")).isEqualTo(8);
        // when the ERP books it, and it is told once more
        hub.give(
                booked("sale-1", 5, piece("K", "hamburg", 2)),
                level("A", "hamburg", "8", 5),
                level("B", "hamburg", "16", 5),
                sale);
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(8);
        assertThat(kits("K", "hamburg")).isEqualTo(8);
    }

    @Test
    void a_kit_waits_until_each_of_its_parts_was_counted() {
        // when
        hub.give(kit("K", 1, "A", 1, "B", 1), level("A", "hamburg", "10", 1));
        // then
        assertThat(hub.availability("K")).isNull();
        // when
        hub.give(level("B", "hamburg", "4", 1));
        // then
        assertThat(kits("K", "hamburg")).isEqualTo(4);
        assertThat(told("K")).hasSize(1);
    }

    @Test
    void a_kit_that_is_described_after_its_parts_knows_what_they_have() {
        // given
        hub.give(level("A", "hamburg", "10", 1), level("B", "hamburg", "4", 1));
        int ofParts = hub.out().size();
        // when
        hub.give(kit("K", 2, "A", 1, "B", 1));
        // then
        assertThat(kits("K", "hamburg")).isEqualTo(4);
        assertThat(hub.out()).hasSize(ofParts + 1);
    }

    @Test
    void a_kit_that_is_made_otherwise_follows_its_new_parts_and_leaves_the_old() {
        // given
        hub.give(level("A", "hamburg", "10", 1), level("B", "hamburg", "4", 1), level("C", "hamburg", "6", 1));
        hub.give(kit("K", 2, "A", 1, "B", 1), placed("1", 1, HAMBURG, line("1", "K", 1, "hamburg")));
        assertThat(kits("K", "hamburg")).isEqualTo(3);
        long version = hub.availability("K").version();
        // when
        hub.give(kit("K", 3, "A", 2, "C", 1));
        // then it never was told as none in between
        assertThat(told("K").filter(kit -> kit.version() > version))
                .extracting(kit -> kit.available(locations("hamburg")).intValueExact())
                .containsExactly(4);
        // and what was ordered before takes what it was made of then
        assertThat(pieces("B", "hamburg")).isEqualTo(3);
        assertThat(pieces("C", "hamburg")).isEqualTo(6);
        // when
        hub.give(level("B", "hamburg", "0", 4), kit("K", 2, "A", 1, "B", 1));
        // then
        assertThat(kits("K", "hamburg")).isEqualTo(4);
        // when
        hub.give(placed("2", 1, HAMBURG, line("1", "K", 2, "hamburg")));
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(5);
        assertThat(pieces("C", "hamburg")).isEqualTo(4);
    }

    @Test
    void an_order_that_comes_before_its_kit_is_described_takes_the_parts_soon_after() {
        // given a hub that begins: the shop's orders are there before the ERP's items
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, HAMBURG, line("1", "K", 3, "hamburg")));
        hub.give(booked("2", 2, piece("K", "hamburg", 1)));
        // when
        hub.give(kit("K", 3, "A", 2));
        hub.advance(Duration.ofSeconds(1));
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(4);
        assertThat(kits("K", "hamburg")).isEqualTo(2);
        // when the other one is told, and the ERP books both
        hub.give(placed("2", 1, HAMBURG, line("1", "K", 1, "hamburg")));
        assertThat(pieces("A", "hamburg")).isEqualTo(2);
        hub.give(booked("1", 4, piece("K", "hamburg", 3)), level("A", "hamburg", "2", 4));
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(2);
    }

    @Test
    void orders_of_an_item_that_becomes_a_kit_later_stay_what_they_were() {
        // given
        hub.give(level("K", "hamburg", "5", 1), described("K", false, 1), level("A", "hamburg", "10", 1));
        hub.give(placed("1", 1, HAMBURG, line("1", "K", 3, "hamburg")));
        // when
        hub.give(kit("K", 3, "A", 2));
        hub.advance(Duration.ofSeconds(1));
        hub.give(changed("1", 2, HAMBURG, line("1", "K", 2, "hamburg")));
        // then
        assertThat(pieces("A", "hamburg")).isEqualTo(10);
    }

    @Test
    void an_item_that_becomes_a_kit_and_one_again_goes_on_with_its_versions() {
        // given
        hub.give(level("K", "hamburg", "5", 1), described("K", false, 1), level("A", "hamburg", "10", 1));
        // when
        hub.give(kit("K", 2, "A", 1), described("K", false, 3), level("A", "hamburg", "2", 4));
        // then
        assertThat(told("K"))
                .extracting(kit -> kit.available(locations("hamburg")).intValueExact())
                .containsExactly(5, 10, 5);
        assertThat(told("K"))
                .extracting(AvailabilityChanged::version)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void a_kit_of_kits_is_not_made() {
        // given
        hub.give(level("A", "hamburg", "10", 1), level("B", "hamburg", "10", 1));
        hub.give(kit("K", 2, "A", 1), kit("L", 2, "K", 1, "B", 1));
        // then
        assertThat(kits("K", "hamburg")).isEqualTo(10);
        assertThat(kits("L", "hamburg")).isZero();
        // when its part is no kit any more
        hub.give(described("K", false, 3), level("K", "hamburg", "3", 3));
        // then
        assertThat(kits("L", "hamburg")).isEqualTo(3);
    }

    @Test
    void an_item_that_is_its_own_part_is_not_made() {
        // given
        hub.give(level("K", "hamburg", "10", 1), level("A", "hamburg", "10", 1));
        // when
        hub.give(kit("K", 2, "K", 1, "A", 1), level("A", "hamburg", "11", 3));
        // then
        assertThat(kits("K", "hamburg")).isZero();
    }

    @Test
    void a_discontinued_kit_says_so_and_a_discontinued_part_is_used_up() {
        // given
        hub.give(kit("K", 1, "A", 1), level("A", "hamburg", "10", 1));
        // when
        hub.give(described("A", true, 2));
        // then
        assertThat(hub.availability("A").discontinued()).isTrue();
        assertThat(kits("K", "hamburg")).isEqualTo(10);
        assertThat(hub.availability("K").discontinued()).isFalse();
    }

    @Test
    void a_shop_that_sold_a_kit_is_told_it_anew() {
        // given
        hub.give(kit("K", 1, "A", 1, "B", 1), level("A", "hamburg", "10", 1), level("B", "hamburg", "4", 1));
        // when
        hub.give(placed("1", 1, HAMBURG, line("1", "K", 1, "hamburg")));
        // then
        AvailabilityChanged told = hub.availability("K");
        assertThat(told.touchedBy(new ChannelId("shopify-us"))).isEqualTo(told.version());
    }

    @Test
    void parts_promised_from_one_of_several_locations_leave_no_more_kits_than_can_be_packed() {
        // given
        hub.give(kit("K", 1, "A", 1, "B", 1));
        hub.give(level("A", "hamburg", "5", 1), level("A", "lyon", "5", 1));
        hub.give(level("B", "hamburg", "5", 1), level("B", "lyon", "5", 1));
        // when all A may be taken at one location and all B at the other
        hub.give(placed("1", 1, BOTH, line("1", "A", 5, null)), placed("2", 1, BOTH, line("1", "B", 5, null)));
        // then
        assertThat(kits("K", "hamburg", "lyon")).isZero();
    }

    @Test
    void repeated_events_of_kits_have_no_effect() {
        // given
        CanonicalEvent[] events = {
            kit("K", 1, "A", 1, "B", 2),
            level("A", "hamburg", "10", 1),
            level("B", "hamburg", "20", 1),
            placed("1", 1, BOTH, line("1", "K", 3, null)),
            booked("1", 3, piece("K", "hamburg", 3)),
            sold("m1", "K", "hamburg", 1, "sale-1")
        };
        hub.give(events);
        int told = hub.out().size();
        // when
        hub.give(events);
        // then
        assertThat(hub.out()).hasSize(told);
    }

    private Stream<AvailabilityChanged> told(String sku) {
        return hub.out().stream()
                .map(event -> (AvailabilityChanged) event.data())
                .filter(data -> data.sku().value().equals(sku));
    }

    private int kits(String sku, String... pool) {
        return pieces(sku, pool);
    }

    private int pieces(String sku, String... pool) {
        return hub.availability(sku).available(locations(pool)).intValueExact();
    }
}
