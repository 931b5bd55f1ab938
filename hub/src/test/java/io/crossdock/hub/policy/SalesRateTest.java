package io.crossdock.hub.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SalesRateTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final SalesRate rate = new SalesRate(Duration.ofSeconds(20));

    @Test
    void an_item_that_never_sold_has_no_rate() {
        assertThat(rate.perSecond(NOON)).isZero();
    }

    @Test
    void steady_sales_come_to_their_own_rate() {
        // when
        for (int i = 0; i < 1_200; i++) {
            rate.sold(1, NOON.plusMillis(i * 100L));
        }

        // then
        assertThat(rate.perSecond(NOON.plusSeconds(120))).isCloseTo(10, within(0.2));
    }

    @Test
    void what_was_sold_long_ago_does_not_count() {
        // given
        rate.sold(1_000, NOON);

        // then
        assertThat(rate.perSecond(NOON)).isCloseTo(50, within(0.001));
        assertThat(rate.perSecond(NOON.plusSeconds(20))).isCloseTo(50 / Math.E, within(0.001));
        assertThat(rate.perSecond(NOON.plusSeconds(600))).isLessThan(1e-9);
    }

    @Test
    void the_order_in_which_sales_are_told_makes_no_difference() {
        // given
        SalesRate other = new SalesRate(Duration.ofSeconds(20));

        // when
        rate.sold(3, NOON);
        rate.sold(5, NOON.plusSeconds(7));
        other.sold(5, NOON.plusSeconds(7));
        other.sold(3, NOON);

        // then
        assertThat(other.perSecond(NOON.plusSeconds(9))).isCloseTo(rate.perSecond(NOON.plusSeconds(9)), within(1e-9));
    }

    @Test
    void a_source_whose_clock_is_ahead_counts_as_of_now() {
        // given
        rate.sold(20, NOON.plusSeconds(60));

        // then
        assertThat(rate.perSecond(NOON)).isCloseTo(1, within(0.001));
    }

    @Test
    void a_rate_needs_a_memory() {
        assertThatThrownBy(() -> new SalesRate(Duration.ZERO)).hasMessage("memory must be above zero, not PT0S");
    }
}
