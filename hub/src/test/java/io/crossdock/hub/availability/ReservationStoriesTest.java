package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.NOON;
import static io.crossdock.hub.availability.Events.booked;
import static io.crossdock.hub.availability.Events.changed;
import static io.crossdock.hub.availability.Events.level;
import static io.crossdock.hub.availability.Events.line;
import static io.crossdock.hub.availability.Events.piece;
import static io.crossdock.hub.availability.Events.placed;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.hub.config.ReservationTimes;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that the ERP never hears of, or says nothing more of. */
class ReservationStoriesTest {

    private static final ReservationTimes EXPIRING =
            new ReservationTimes(Duration.ofDays(7), Optional.of(Duration.ofDays(14)));

    @TempDir
    private Path state;

    private TopologyUnderTest hub;

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void an_order_that_the_erp_never_books_is_overdue_after_a_week_and_still_holds_its_stock() {
        // given
        start(ReservationTimes.DEFAULT);
        // when
        hub.advance(Duration.ofDays(6));
        // then
        assertThat(hub.overdue.reservations().overdue()).isZero();
        // when
        hub.advance(Duration.ofDays(2));
        // then
        assertThat(hub.overdue.reservations().overdue()).isEqualTo(1);
        // when
        hub.advance(Duration.ofDays(1000));
        // then
        assertThat(reserved()).isEqualTo(3);
        assertThat(hub.overdue.reservations().overdue()).isEqualTo(1);
        assertThat(hub.overdue.reservations().givenUp()).isZero();
    }

    @Test
    void where_it_is_set_such_an_order_expires_and_no_channel_is_said_to_have_done_it() {
        // given
        start(EXPIRING);
        long touched = hub.availability("A").touchedBy(new ChannelId("shopify-us"));
        // when
        hub.advance(Duration.ofDays(13));
        // then
        assertThat(reserved()).isEqualTo(3);
        // when
        hub.advance(Duration.ofDays(2));
        // then
        assertThat(reserved()).isZero();
        assertThat(hub.overdue.reservations().overdue()).isZero();
        assertThat(hub.overdue.reservations().givenUp()).isEqualTo(1);
        assertThat(hub.availability("A").touchedBy(new ChannelId("shopify-us"))).isEqualTo(touched);
        CanonicalEvent told = hub.out().get(hub.out().size() - 1);
        assertThat(told.source()).isEqualTo("/hub/availability");
    }

    @Test
    void an_expired_order_that_is_repeated_holds_nothing_and_a_later_edition_of_it_does() {
        // given
        start(EXPIRING);
        hub.advance(Duration.ofDays(15));
        // when
        hub.give(order());
        // then
        assertThat(reserved()).isZero();
        // when its shop tells of a change, five days ago
        int second = (int) Duration.ofDays(10).toSeconds();
        hub.give(changed("1", second, List.of(), line("1", "A", 2, "hamburg")));
        hub.advance(Duration.ofHours(1));
        // then
        assertThat(reserved()).isEqualTo(2);
        // when
        hub.advance(Duration.ofDays(10));
        // then
        assertThat(reserved()).isZero();
        assertThat(hub.overdue.reservations().givenUp()).isEqualTo(2);
    }

    @Test
    void an_expired_order_that_the_erp_books_after_all_counts_until_its_level_has_come() {
        // given
        start(EXPIRING);
        hub.advance(Duration.ofDays(15));
        int commit = (int) Duration.ofDays(15).toSeconds();
        // when
        hub.give(booked("1", commit, piece("A", "hamburg", 3)));
        // then
        assertThat(reserved()).isEqualTo(3);
        // when
        hub.give(level("A", "hamburg", "7", commit));
        // then
        assertThat(reserved()).isZero();
    }

    @Test
    void an_order_that_the_erp_keeps_open_is_waited_for_in_peace() {
        // given
        start(EXPIRING);
        hub.give(booked("1", 5, List.of(), List.of(piece("A", "hamburg", 3)), List.of()));
        // when
        hub.advance(Duration.ofDays(100));
        // then
        assertThat(reserved()).isEqualTo(3);
        assertThat(hub.overdue.reservations().overdue()).isZero();
    }

    @Test
    void an_order_that_the_erp_booked_never_expires_though_no_level_says_so() {
        // given
        start(EXPIRING);
        hub.give(booked("1", 5, piece("A", "hamburg", 3)));
        // when
        hub.advance(Duration.ofDays(100));
        // then
        assertThat(reserved()).isEqualTo(3);
        assertThat(hub.overdue.reservations().overdue()).isEqualTo(1);
        // when
        hub.give(level("A", "hamburg", "7", 6));
        hub.advance(Duration.ofHours(1));
        // then
        assertThat(reserved()).isZero();
        assertThat(hub.overdue.reservations().overdue()).isZero();
    }

    @Test
    void what_has_expired_is_so_after_a_restart() {
        // given
        start(EXPIRING);
        hub.advance(Duration.ofDays(15));
        try (var after = new TopologyUnderTest(state.resolve("after"), NOON.plusSeconds(1_500_000), EXPIRING)) {
            // when
            after.restoreFrom(hub);
            after.give(order(), level("A", "hamburg", "9", 50));
            // then
            assertThat(after.availability("A").locations().get(0).reserved()).isZero();
        }
    }

    private void start(ReservationTimes times) {
        hub = new TopologyUnderTest(state.resolve("hub"), NOON, times);
        hub.give(level("A", "hamburg", "10", 1), order());
        assertThat(reserved()).isEqualTo(3);
    }

    private static CanonicalEvent order() {
        return placed("1", 1, List.of(), line("1", "A", 3, "hamburg"));
    }

    private int reserved() {
        return hub.availability("A").locations().stream()
                .map(LocationStock::reserved)
                .mapToInt(BigDecimal::intValueExact)
                .sum();
    }
}
