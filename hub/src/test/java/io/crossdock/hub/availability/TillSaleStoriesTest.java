package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.adjusted;
import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.levelWithSales;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.sold;
import static io.crossdock.hub.availability.Events.soldAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways in which an ERP takes over what tills sell, and ERPs that do not. */
class TillSaleStoriesTest extends TopologyStories {

    @BeforeEach
    void begin() {
        hub.give(level("A", "hamburg", "10", 1));
    }

    @Test
    void a_sale_that_the_erp_books_by_no_reference_ends_with_the_level_that_says_it_is_in() {
        // given
        hub.give(sold("m1", "A", "hamburg", 2, "sale-1"));
        // when a level comes that was committed after the sale, of an ERP that posts its tills later
        hub.give(levelWithSales("A", "hamburg", "9", 5, -10));
        // then
        assertThat(onHand()).isEqualTo(7);
        // when
        hub.give(levelWithSales("A", "hamburg", "7", 20, 0));
        // then
        assertThat(onHand()).isEqualTo(7);
    }

    @Test
    void a_sale_that_comes_after_the_level_that_says_it_is_in_does_not_count() {
        // when
        hub.give(levelWithSales("A", "hamburg", "7", 20, 0), sold("m1", "A", "hamburg", 2, "sale-1"));
        // then
        assertThat(onHand()).isEqualTo(7);
    }

    @Test
    void another_locations_level_ends_no_sale_here() {
        // given
        hub.give(sold("m1", "A", "hamburg", 2, "sale-1"));
        // when
        hub.give(levelWithSales("A", "lyon", "4", 20, 5));
        // then
        assertThat(onHand()).isEqualTo(8);
    }

    @Test
    void a_sale_without_a_document_waits_for_the_level_that_says_so_and_an_adjustment_does_not() {
        // given
        hub.give(soldAt(3, "m1", "A", "hamburg", 2), adjusted("m2", "A", "hamburg", 5, 3));
        assertThat(onHand()).isEqualTo(13);
        // when
        hub.give(levelWithSales("A", "hamburg", "15", 6, 1));
        // then
        assertThat(onHand()).isEqualTo(13);
        // when
        hub.give(levelWithSales("A", "hamburg", "13", 9, 4));
        // then
        assertThat(onHand()).isEqualTo(13);
    }

    @Test
    void a_sale_that_no_level_includes_is_overdue_after_a_day_and_given_up_in_the_end() {
        // given
        hub.give(sold("m1", "A", "hamburg", 2, "sale-1"), sold("m2", "A", "hamburg", 1, "sale-2"));
        // when
        hub.advance(Duration.ofHours(23));
        // then
        assertThat(hub.overdue.sales().overdue()).isZero();
        // when
        hub.give(booked("sale-2", 8, piece("A", "hamburg", 1)), level("A", "hamburg", "9", 8));
        hub.advance(Duration.ofHours(2));
        // then
        assertThat(hub.overdue.sales().overdue()).isEqualTo(1);
        assertThat(onHand()).isEqualTo(7);
        // when
        hub.advance(Duration.ofDays(30));
        // then
        assertThat(hub.overdue.sales().givenUp()).isEqualTo(1);
        assertThat(onHand()).isEqualTo(9);
        // when it is told again, and what was given up is looked through again
        hub.give(sold("m1", "A", "hamburg", 2, "sale-1"));
        hub.advance(Duration.ofHours(1));
        // then
        assertThat(onHand()).isEqualTo(9);
        assertThat(hub.overdue.sales().overdue()).isZero();
        assertThat(hub.overdue.sales().givenUp()).isEqualTo(1);
    }

    private int onHand() {
        AvailabilityChanged told = hub.availability("A");
        return told.locations().stream()
                .filter(stock -> stock.location().equals(new LocationId("hamburg")))
                .map(LocationStock::onHand)
                .mapToInt(BigDecimal::intValueExact)
                .findFirst()
                .orElseThrow();
    }
}
