package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.adjusted;
import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.revised;
import static io.crossdock.hub.availability.Events.sold;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Pieces that tills sell and people adjust between two levels. */
class MoveStoriesTest extends TopologyStories {

    @Test
    void a_till_sale_counts_until_the_level_of_its_booking() {
        // when
        hub.give(level("A", "hamburg", "10", 1), sold("m1", "A", "hamburg", 2, "sale-1"));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 8, 0));
        // when
        hub.give(level("A", "hamburg", "9", 4), booked("sale-1", 5, piece("A", "hamburg", 2)));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 7, 0));
        // when
        hub.give(level("A", "hamburg", "7", 5));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 7, 0));
    }

    @Test
    void a_till_sale_booked_nowhere_waits_for_the_level_of_its_own_location() {
        // given
        hub.give(level("A", "hamburg", "10", 1), sold("m1", "A", "hamburg", 2, "sale-1"));
        // when
        hub.give(booked("sale-1", 5, piece("A", null, 2)), level("A", "lyon", "1", 6));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 8, 0), stock("lyon", 1, 0));
    }

    @Test
    void a_repeated_move_counts_once_also_after_its_end() {
        // given
        CanonicalEvent sale = sold("m1", "A", "hamburg", 2, "sale-1");
        // when
        hub.give(level("A", "hamburg", "10", 1), sale, sale);
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 8, 0));
        // when
        hub.give(booked("sale-1", 5, piece("A", "hamburg", 2)), level("A", "hamburg", "8", 5), sale);
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 8, 0));
    }

    @Test
    void a_till_sale_that_arrives_after_its_booked_level_does_not_count() {
        // when
        hub.give(booked("sale-1", 5, piece("A", "hamburg", 2)), level("A", "hamburg", "8", 5));
        hub.give(sold("m1", "A", "hamburg", 2, "sale-1"));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 8, 0));
    }

    @Test
    void an_adjustment_counts_until_a_level_committed_after_it() {
        // when
        hub.give(level("A", "hamburg", "10", 5), adjusted("m1", "A", "hamburg", 4, 7));
        hub.give(level("A", "hamburg", "11", 6));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 15, 0));
        // when
        hub.give(level("A", "hamburg", "14", 8), adjusted("m1", "A", "hamburg", 4, 7));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 14, 0));
        // when
        hub.advance(Duration.ofDays(46));
        // then
        assertThat(hub.entries(AvailabilityProcessor.CLAIMS)).isEmpty();
    }

    @Test
    void a_mended_sale_replaces_the_earlier_one_while_it_is_open_and_has_no_effect_afterwards() {
        // given
        CanonicalEvent wrong = sold("m1", "A", "hamburg", 12, "sale-1");
        CanonicalEvent mended =
                revised(wrong, 2, sold("m1", "A", "hamburg", 1, "sale-1").data());
        CanonicalEvent mendedAgain =
                revised(wrong, 3, sold("m1", "A", "hamburg", 2, "sale-1").data());
        hub.give(level("A", "hamburg", "20", 1), wrong);
        // when
        hub.give(mended, wrong);
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 19, 0));
        // when
        hub.give(booked("sale-1", 5, piece("A", "hamburg", 2)), level("A", "hamburg", "18", 5), mendedAgain);
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 18, 0));
    }

    @Test
    void an_adjustment_of_a_lower_revision_does_not_count_though_the_mended_one_has_ended() {
        // given
        CanonicalEvent mended = revised(
                adjusted("m1", "A", "hamburg", 4, 7),
                2,
                adjusted("m1", "A", "hamburg", 4, 7).data());
        hub.give(level("A", "hamburg", "10", 5), mended, level("A", "hamburg", "14", 8));
        // when
        hub.give(adjusted("m1", "A", "lyon", 4, 7));
        // then
        assertThat(hub.availability("A").locations()).containsExactly(stock("hamburg", 14, 0));
    }
}
