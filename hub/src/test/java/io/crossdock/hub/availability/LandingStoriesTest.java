package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.locations;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.placed;
import static io.crossdock.hub.availability.Events.sold;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the ERP books of orders, and the levels that end what they reserve. */
class LandingStoriesTest extends TopologyStories {

    private static final List<String> BOTH = List.of("hamburg", "lyon");

    @Test
    void a_reservation_ends_with_the_level_of_its_bookings_commit() {
        // given
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, BOTH, line("1", "A", 3, null)));
        // when
        hub.give(booked("1", 5, piece("A", "hamburg", 3)), level("A", "hamburg", "9", 4));
        // then
        assertThat(hub.availability("A").available(locations("hamburg"))).isEqualByComparingTo("6");
        // when
        hub.give(level("A", "hamburg", "6", 5));
        // then
        assertThat(hub.availability("A").available(locations("hamburg"))).isEqualByComparingTo("6");
        assertThat(hub.availability("A").floating()).isEmpty();
    }

    @Test
    void a_booking_after_its_level_ends_the_reservation_at_once() {
        // given
        hub.give(placed("1", 1, BOTH, line("1", "A", 3, "hamburg")), level("A", "hamburg", "7", 6));
        assertThat(hub.availability("A").available(locations("hamburg"))).isEqualByComparingTo("4");
        // when
        hub.give(booked("1", 5, piece("A", "hamburg", 3)));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 7, 0));
    }

    @Test
    void a_booking_before_its_order_is_kept() {
        // given
        hub.give(booked("1", 5, piece("A", "hamburg", 3)), level("A", "hamburg", "7", 5));
        // when
        hub.give(placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 7, 0));
    }

    @Test
    void a_level_elsewhere_does_not_end_what_is_booked_here() {
        // given
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // when
        hub.give(booked("1", 5, piece("A", "hamburg", 3)), level("A", "lyon", "2", 9));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 3), stock("lyon", 2, 0));
    }

    @Test
    void any_level_of_the_item_ends_what_is_booked_nowhere() {
        // given
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // when
        hub.give(booked("1", 5, piece("A", null, 3)), level("A", "lyon", "2", 5));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 10, 0), stock("lyon", 2, 0));
    }

    @Test
    void an_order_that_the_erp_moves_to_another_warehouse_stays_reserved_in_between() {
        // given
        hub.give(level("A", "hamburg", "10", 1), level("A", "lyon", "10", 1));
        hub.give(placed("1", 1, BOTH, line("1", "A", 3, null)));
        hub.give(booked("1", 2, piece("A", "hamburg", 3)), level("A", "hamburg", "7", 2));
        assertThat(availableAnywhere()).isEqualByComparingTo("17");
        // when
        hub.give(booked("1", 5, piece("A", "lyon", 3)), level("A", "hamburg", "10", 5));
        // then
        assertThat(availableAnywhere()).isEqualByComparingTo("17");
        // when
        hub.give(level("A", "lyon", "7", 5));
        // then
        assertThat(availableAnywhere()).isEqualByComparingTo("17");
        assertThat(hub.availability("A").floating()).isEmpty();
    }

    @Test
    void a_booking_that_the_erp_repeats_later_does_not_reserve_again() {
        // given
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        hub.give(booked("1", 2, piece("A", "hamburg", 3)), level("A", "hamburg", "7", 2));
        // when
        for (int commit = 3; commit < 3 + 2 * Booking.MAX_KEPT; commit++) {
            hub.give(booked("1", commit, piece("A", "hamburg", 3)));
        }
        // then
        OrderBook book = (OrderBook) hub.entries(OrderProcessor.STORE).get(0).value;
        assertThat(book.bookings().get("A")).hasSize(Booking.MAX_KEPT);
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 7, 0));
    }

    /** Its level rose again while the reservation stayed ended: what the buyer still waits for was sold once more. */
    @Test
    void a_line_that_the_erp_deletes_from_its_booking_is_reserved_again_in_whatever_order_its_bookings_come() {
        for (boolean isReordered : List.of(false, true)) {
            // given
            String sku = isReordered ? "R" : "A";
            String number = isReordered ? "2" : "1";
            hub.give(
                    level(sku, "hamburg", "10", 1),
                    placed(number, 1, BOTH, line("1", sku, 3, "hamburg"), line("2", "B", 1, "hamburg")));
            CanonicalEvent whole = booked(number, 2, piece(sku, "hamburg", 3), piece("B", "hamburg", 1));
            CanonicalEvent withoutIt = booked(number, 5, piece("B", "hamburg", 1));
            // when
            hub.give(
                    isReordered ? withoutIt : whole,
                    level(sku, "hamburg", "7", 2),
                    isReordered ? whole : withoutIt,
                    level(sku, "hamburg", "10", 5));
            // then
            assertThat(hub.availability(sku).locations()).containsExactly(stock("hamburg", 10, 3));
        }
    }

    @Test
    void a_till_sale_is_not_ended_by_a_booking_that_does_not_name_its_item() {
        // given
        hub.give(level("A", "hamburg", "10", 6), sold("m1", "A", "hamburg", 2, "sale-1"));
        // when
        hub.give(
                booked("sale-1", 5, piece("B", "hamburg", 1)),
                booked("sale-1", 7, piece("A", "hamburg", 2), piece("B", "hamburg", 1)));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 8, 0));
        // when
        hub.give(level("A", "hamburg", "8", 7));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 8, 0));
    }

    @Test
    void what_the_erp_could_not_book_stays_reserved() {
        // given
        hub.give(level("A", "hamburg", "2", 1), placed("1", 1, BOTH, line("1", "A", 3, "hamburg")));
        // when
        hub.give(booked("1", 2, piece("A", "hamburg", 2)), level("A", "hamburg", "0", 2));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 0, 1));
    }

    private BigDecimal availableAnywhere() {
        return hub.availability("A").available(Events.locations("hamburg", "lyon"));
    }
}
