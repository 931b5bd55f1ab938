package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.adjusted;
import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.cancelled;
import static io.crossdock.hub.availability.Events.changed;
import static io.crossdock.hub.availability.Events.described;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.locations;
import static io.crossdock.hub.availability.Events.order;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.placed;
import static io.crossdock.hub.availability.Events.revised;
import static io.crossdock.hub.availability.Events.sold;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailabilityStoriesTest extends TopologyStories {

    private static final List<String> BOTH = List.of("hamburg", "lyon");

    @Test
    void a_level_becomes_availability() {
        // when
        hub.give(level("A", "hamburg", "10", 1));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 0));
        assertThat(hub.availability("A").version()).isEqualTo(first());
    }

    @Test
    void an_order_reserves_at_the_location_of_its_line() {
        // when
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 3));
        assertThat(hub.availability("A").floating()).isEmpty();
        assertThat(hub.availability("A").version()).isEqualTo(first() + 1);
    }

    @Test
    void a_line_without_location_floats_over_the_pool_of_its_order() {
        // when
        hub.give(
                level("A", "hamburg", "10", 1),
                placed("1", 1, List.of("lyon", "hamburg"), line("1", "A", 3, null)),
                placed("2", 1, BOTH, line("1", "A", 2, null)));
        // then
        assertThat(hub.availability("A").floating())
                .containsExactly(new FloatingReservation(locations("hamburg", "lyon"), BigDecimal.valueOf(5)));
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 0));
    }

    @Test
    void a_pool_of_one_location_is_reserved_there() {
        // when
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, List.of("lyon"), line("1", "A", 3, null)));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 0), stock("lyon", 0, 3));
    }

    @Test
    void an_order_that_comes_before_the_first_level_does_not_make_channels_stop_selling() {
        // when
        hub.give(placed("1", 1, List.of("lyon"), line("1", "A", 3, null)));
        // then
        assertThat(hub.availability("A")).isNull();
        // when
        hub.give(level("A", "lyon", "10", 1));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("lyon", 10, 3));
    }

    @Test
    void a_shop_that_sells_changes_what_it_shows_itself_even_where_nothing_else_changes() {
        // given an order that the ERP booked before the shop's own message came
        hub.give(
                level("A", "hamburg", "10", 1),
                booked("1", 2, piece("A", "hamburg", 3)),
                level("A", "hamburg", "7", 2));
        long before = hub.availability("A").version();
        // when
        hub.give(placed("1", 1, List.of("hamburg"), line("1", "A", 3, null)));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 7, 0));
        assertThat(hub.availability("A").touchedBy(new ChannelId("shopify-us"))).isEqualTo(before + 1);
        // when
        hub.give(placed("1", 1, List.of("hamburg"), line("1", "A", 3, null)));
        // then a repeated message is no news
        assertThat(hub.availability("A").version()).isEqualTo(before + 1);
    }

    /** Told only that something happened to an order, a slow hub fetched it when it was cancelled already. */
    @Test
    void an_order_that_is_first_heard_of_when_it_is_cancelled_has_changed_what_its_shop_shows() {
        // given
        hub.give(level("A", "hamburg", "10", 1));
        long before = hub.availability("A").version();
        // when
        hub.give(cancelled("1", 2, line("1", "A", 0, "hamburg")));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 0));
        assertThat(hub.availability("A").touchedBy(new ChannelId("shopify-us"))).isEqualTo(before + 1);
        // when it is told again, and what came before it is told late
        hub.give(cancelled("1", 3, line("1", "A", 0, "hamburg")), placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // then
        assertThat(hub.availability("A").version()).isEqualTo(before + 1);
    }

    @Test
    void an_order_that_names_no_location_at_all_counts_against_every_location() {
        // given
        hub.give(placed("1", 1, List.of(), line("1", "A", 3, null)));
        assertThat(hub.availability("A")).isNull();
        // when
        hub.give(level("A", "hamburg", "10", 1));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 3));
        // when
        hub.give(level("A", "lyon", "4", 1));
        // then
        assertThat(hub.availability("A").floating())
                .containsExactly(new FloatingReservation(locations("hamburg", "lyon"), BigDecimal.valueOf(3)));
    }

    @Test
    void a_newer_version_replaces_and_touches_the_items_of_both() {
        // given
        hub.give(level("A", "hamburg", "10", 1), level("B", "hamburg", "10", 1));
        hub.give(placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // when
        hub.give(changed("1", 2, BOTH, line("1", "A", 0, "hamburg"), line("2", "B", 1, "hamburg")));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 0));
        assertThat(hub.availability("B").locations()).containsExactly(stock("hamburg", 10, 1));
    }

    @Test
    void a_cancelled_order_releases() {
        // given
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // when
        hub.give(cancelled("1", 2, line("1", "A", 0, "hamburg")));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 0));
    }

    @Test
    void an_old_version_arriving_late_changes_nothing() {
        // given
        hub.give(level("A", "hamburg", "10", 1), cancelled("1", 2, line("1", "A", 0, "hamburg")));
        int told = hub.out().size();
        // when
        hub.give(placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // then
        assertThat(hub.out()).hasSize(told);
    }

    @Test
    void a_cancellation_wins_over_a_change_of_the_same_version_in_either_order() {
        // given
        hub.give(level("A", "hamburg", "10", 1));
        // when
        for (String order : List.of("1", "2", "3", "4", "5", "6", "7", "8")) {
            CanonicalEvent change = changed(order, 2, BOTH, line("1", "A", 3, "hamburg"));
            CanonicalEvent cancellation = cancelled(order, 2, line("1", "A", 0, "hamburg"));
            hub.give(change, cancellation, change);
        }
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 0));
    }

    @Test
    void a_mended_mapping_replaces_the_same_version() {
        // given
        CanonicalEvent first = placed("1", 1, BOTH, line("1", "A", 3, "hamburg"));
        hub.give(level("A", "hamburg", "10", 1), first);
        // when
        var mended = new OrderPlaced(order("1", 1, BOTH, line("1", "A", 4, "hamburg")));
        hub.give(revised(first, 2, mended), first);
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 4));
    }

    @Test
    void repeated_events_have_no_effect() {
        // given
        CanonicalEvent[] events = {
            level("A", "hamburg", "10", 1),
            placed("1", 1, BOTH, line("1", "A", 3, "hamburg")),
            booked("1", 3, piece("A", "hamburg", 3)),
            sold("m1", "A", "hamburg", 1, "sale-1"),
            adjusted("m2", "A", "hamburg", 2, 4),
            described("A", false, 2)
        };
        hub.give(events);
        int told = hub.out().size();
        // when
        hub.give(events);
        // then
        assertThat(hub.out()).hasSize(told);
    }

    @Test
    void an_older_level_changes_nothing_and_a_mended_one_does() {
        // given
        CanonicalEvent level = level("A", "hamburg", "10", 5);
        hub.give(level, level("A", "hamburg", "3", 4));
        assertThat(hub.out()).hasSize(1);
        // when
        var mended = new StockCounted(new Sku("A"), new LocationId("hamburg"), BigDecimal.valueOf(11));
        hub.give(revised(level, 2, mended), level);
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 11, 0));
    }

    @Test
    void a_discontinued_item_says_so_and_may_come_back() {
        // given
        hub.give(level("A", "hamburg", "10", 1), described("A", true, 2));
        assertThat(hub.availability("A").discontinued()).isTrue();
        // when
        hub.give(described("A", false, 4), described("A", true, 3));
        // then
        assertThat(hub.availability("A").discontinued()).isFalse();
        assertThat(hub.availability("A").version()).isEqualTo(first() + 2);
    }

    @Test
    void equal_quantities_written_differently_are_no_news() {
        // when
        hub.give(level("A", "hamburg", "10", 1), level("A", "hamburg", "10.000", 2), level("A", "hamburg", "1E+1", 3));
        // then
        assertThat(hub.out()).hasSize(1);
    }

    @Test
    void a_changed_address_is_no_news_for_any_item() {
        // given
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // when
        var later = changed("1", 2, BOTH, line("1", "A", 3, "hamburg"));
        hub.give(later, revised(later, 2, (OrderChanged) later.data()));
        // then
        assertThat(hub.out()).hasSize(2);
    }

    @Test
    void ended_claims_are_forgotten_after_their_time_and_open_ones_never() {
        // given
        hub.give(level("A", "hamburg", "10", 1), sold("m1", "A", "hamburg", 2, "sale-1"));
        hub.give(booked("sale-1", 5, piece("A", "hamburg", 2)), level("A", "hamburg", "8", 5));
        hub.give(placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // when
        hub.advance(Duration.ofDays(44));
        // then
        assertThat(claims()).containsExactlyInAnyOrder("c\0A\0order shopify-us:1", "c\0A\0order shopify-us:sale-1");
        // when
        hub.advance(Duration.ofDays(2));
        hub.advance(Duration.ofDays(200));
        // then
        assertThat(claims()).containsExactly("c\0A\0order shopify-us:1");
        assertThat(hub.entries(OrderProcessor.STORE)).isEmpty();
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 8, 3));
    }

    private List<String> claims() {
        return hub.entries(AvailabilityProcessor.CLAIMS).stream()
                .map(entry -> entry.key)
                .toList();
    }

    /** The version of what is told first, while the clock stands at noon. */
    private static long first() {
        return Events.NOON.toEpochMilli() * 1000;
    }
}
