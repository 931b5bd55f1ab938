package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.changed;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An ERP that knows an order long before its levels exclude it. */
class BookingStoriesTest extends TopologyStories {

    private static final List<String> POOL = List.of("hamburg");
    private static final List<BookedLine> NOTHING = List.of();

    @BeforeEach
    void begin() {
        hub.give(level("A", "hamburg", "10", 1), placed("1", 1, POOL, line("1", "A", 5, "hamburg")));
    }

    @Test
    void open_pieces_stay_reserved_whatever_levels_arrive() {
        // when the ERP knows the order, and sells two pieces of somebody else's
        hub.give(booked("1", 2, NOTHING, pieces(5), NOTHING), level("A", "hamburg", "8", 3));
        // then
        assertThat(stock()).containsExactly(stock(8, 5));
    }

    @Test
    void pieces_leave_the_reservation_as_they_are_picked_and_only_with_their_level() {
        // given
        hub.give(booked("1", 2, NOTHING, pieces(5), NOTHING));
        // when
        hub.give(booked("1", 5, pieces(2), pieces(3), NOTHING), level("A", "hamburg", "9", 4));
        // then
        assertThat(stock()).containsExactly(stock(9, 5));
        // when
        hub.give(level("A", "hamburg", "7", 5));
        // then
        assertThat(stock()).containsExactly(stock(7, 3));
        // when the rest is shipped
        hub.give(level("A", "hamburg", "4", 9), booked("1", 9, pieces(5), NOTHING, NOTHING));
        // then
        assertThat(stock()).containsExactly(stock(4, 0));
    }

    @Test
    void cancelled_pieces_are_free_at_once_and_the_others_are_not() {
        // when
        hub.give(booked("1", 5, NOTHING, pieces(3), pieces(2)));
        // then
        assertThat(stock()).containsExactly(stock(10, 3));
        // when
        hub.give(booked("1", 6, NOTHING, NOTHING, pieces(5)));
        // then
        assertThat(stock()).containsExactly(stock(10, 0));
    }

    @Test
    void picked_pieces_that_are_cancelled_are_free_only_once() {
        // given
        hub.give(booked("1", 2, pieces(3), pieces(2), NOTHING), level("A", "hamburg", "7", 2));
        assertThat(stock()).containsExactly(stock(7, 2));
        // when one of the picked is put back
        hub.give(booked("1", 5, pieces(2), pieces(2), pieces(1)));
        // then the level is to rise still, and what it will be is known
        assertThat(stock()).containsExactly(stock(7, 1));
        // when
        hub.give(level("A", "hamburg", "8", 5));
        // then
        assertThat(stock()).containsExactly(stock(8, 2));
    }

    /** The shop cancels a piece, and the ERP follows: it is one piece. */
    @Test
    void what_the_shop_and_the_erp_cancel_is_released_once() {
        // when
        hub.give(changed("1", 2, POOL, line("1", "A", 4, "hamburg")), booked("1", 5, NOTHING, pieces(4), pieces(1)));
        // then
        assertThat(stock()).containsExactly(stock(10, 4));
    }

    @Test
    void pieces_that_the_erp_does_not_know_yet_are_not_taken_for_cancelled() {
        // when two of five came over so far, of which one was cancelled
        hub.give(booked("1", 5, NOTHING, pieces(1), pieces(1)));
        // then
        assertThat(stock()).containsExactly(stock(10, 4));
    }

    @Test
    void a_cancellation_that_the_erp_takes_back_reserves_again_in_whatever_order_its_bookings_come() {
        for (boolean isReordered : List.of(false, true)) {
            // when
            hub.give(booked("1", isReordered ? 8 : 6, NOTHING, pieces(5), NOTHING));
            hub.give(booked("1", isReordered ? 7 : 5, NOTHING, NOTHING, pieces(5)));
            // then
            assertThat(stock()).containsExactly(stock(10, 5));
        }
    }

    @Test
    void an_order_of_which_the_erp_deleted_every_line_stays_reserved() {
        // given
        hub.give(booked("1", 2, pieces(5), NOTHING, NOTHING), level("A", "hamburg", "5", 2));
        // when
        hub.give(booked("1", 5, NOTHING, NOTHING, NOTHING), level("A", "hamburg", "10", 5));
        // then
        assertThat(stock()).containsExactly(stock(10, 5));
    }

    private List<LocationStock> stock() {
        assertThat(hub.availability("A").floating()).isEmpty();
        return hub.availability("A").locations();
    }

    private static List<BookedLine> pieces(int quantity) {
        return List.of(piece("A", "hamburg", quantity));
    }

    private static LocationStock stock(int onHand, int reserved) {
        return new LocationStock(new LocationId("hamburg"), BigDecimal.valueOf(onHand), BigDecimal.valueOf(reserved));
    }
}
