package io.crossdock.hub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagSafetyTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** After 2 s, 100 pieces at most, calm after 30 s. */
    private final LagSafety safety = new LagSafety(LagRule.DEFAULT);

    private boolean observe(double lagSeconds, int atSecond) {
        return safety.observe(Duration.ofMillis((long) (lagSeconds * 1000)), NOON.plusSeconds(atSecond));
    }

    private long pieces(double perSecond) {
        return safety.of(HeldBack.NONE, perSecond).pieces();
    }

    @Test
    void a_fast_channel_holds_nothing_back() {
        assertThat(observe(1.9, 0)).isFalse();
        assertThat(pieces(1_000)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // lag in seconds, pieces a second, held back
        "2,    1,     4",
        "3.9,  1,     4",
        "4,    1,     8",
        "2,    0.02,  0",
        "2,    0.03,  1",
        "2,    2.3,   10",
        "60,   1,     64",
        "60,   5,     100"
    })
    void a_slow_channel_holds_back_what_is_sold_before_it_hears_of_it(double lag, double perSecond, long held) {
        // when
        assertThat(observe(lag, 0)).isTrue();

        // then
        assertThat(pieces(perSecond)).isEqualTo(held);
    }

    @Test
    void more_is_held_back_at_once_and_less_only_after_a_calm() {
        // given
        assertThat(observe(20, 0)).isTrue();
        assertThat(safety.lag()).hasSeconds(32);

        // then
        assertThat(observe(70, 1)).isTrue();
        assertThat(safety.lag()).hasSeconds(128);
        assertThat(observe(3, 10)).isFalse();
        assertThat(observe(0.1, 39)).isFalse();
        assertThat(observe(0.1, 40)).isTrue();
        // What was the highest meanwhile
        assertThat(safety.lag()).hasSeconds(4);
        assertThat(observe(0.1, 41)).isFalse();
        assertThat(observe(0.1, 71)).isTrue();
        assertThat(safety.lag()).isZero();
    }

    @Test
    void a_lag_that_grows_again_begins_the_calm_anew() {
        // given
        observe(20, 0);
        observe(1, 1);

        // when
        observe(20, 29);

        // then
        assertThat(observe(1, 32)).isFalse();
        assertThat(observe(1, 61)).isFalse();
        assertThat(observe(1, 62)).isTrue();
    }

    @Test
    void a_lag_that_wavers_moves_the_step_once() {
        // given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(7);
        int moves = 0;

        // when
        for (int second = 0; second < 3_600; second++) {
            moves += observe(4.5 + random.nextDouble(-2, 2), second) ? 1 : 0;
        }

        // then
        assertThat(moves).isBetween(1, 2);
    }

    @Test
    void an_outage_of_an_hour_moves_the_step_a_dozen_times() {
        // given
        int moves = 0;

        // when
        for (int second = 0; second <= 3_600; second++) {
            moves += observe(second, second) ? 1 : 0;
        }

        // then
        assertThat(moves).isEqualTo(11);
        assertThat(safety.lag()).hasSeconds(4_096);
    }

    @Test
    void less_by_less_than_half_is_not_worth_an_offer() {
        // given
        observe(2, 0);
        HeldBack ten = safety.of(HeldBack.NONE, 2.5);
        assertThat(ten.pieces()).isEqualTo(10);

        // then
        assertThat(safety.of(ten, 1.5)).isSameAs(ten);
        assertThat(safety.of(ten, 1.25).pieces()).isEqualTo(5);
        assertThat(safety.of(ten, 2.75).pieces()).isEqualTo(11);
        assertThat(safety.of(ten, 0)).isEqualTo(HeldBack.NONE);
    }

    @Test
    void it_takes_its_place_behind_the_safety_stock_and_before_the_cap() {
        // given
        StockPolicy policy = ChannelText.stock("{safety: 2, cap: 5}");
        HeldSteps told = new HeldSteps(policy);

        // then
        assertThat(told.of("14", new HeldBack(4, 0.9, Duration.ofSeconds(4)))).isEqualTo(5);
        assertThat(told.heard.lines)
                .containsExactly(
                        "safety 2 at acme-eu.channel.yaml:1: 14 -> 12",
                        "lag 4 (0.900/s x 4.00 s) at : 12 -> 8",
                        "cap 5 at acme-eu.channel.yaml:1: 8 -> 5");
    }

    @ParameterizedTest
    @CsvSource({
        // available, held back, shown
        "3,    4,  0",
        "16,   4,  12",
        "17,   4,  17",
        "500,  4,  500",
        "-3,   4,  0"
    })
    void only_what_could_be_sold_out_meanwhile_is_lessened(String available, long held, long shown) {
        // given
        HeldSteps told = new HeldSteps(StockPolicy.ALL);

        // then
        assertThat(told.of(available, new HeldBack(held, 1, Duration.ofSeconds(4))))
                .isEqualTo(shown);
    }

    private record HeldSteps(StockPolicy policy, HeardSteps heard) {

        HeldSteps(StockPolicy policy) {
            this(policy, new HeardSteps());
        }

        long of(String available, HeldBack held) {
            Pooled pooled = new Pooled(new BigDecimal(available), false);
            return policy.quantity(pooled, new CatalogItem(new Sku("A-1"), ""), held, Instant.EPOCH, heard);
        }
    }
}
