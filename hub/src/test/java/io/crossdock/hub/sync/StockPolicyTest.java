package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockPolicyTest {

    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final LocationId LYON = new LocationId("lyon");
    private static final List<LocationId> POOL = List.of(HAMBURG);

    private static AvailabilityChanged available(String onHand, String reserved, boolean discontinued) {
        return new AvailabilityChanged(
                new Sku("A-1"),
                1,
                List.of(
                        new LocationStock(HAMBURG, new BigDecimal(onHand), new BigDecimal(reserved)),
                        new LocationStock(LYON, new BigDecimal("1000"), BigDecimal.ZERO)),
                List.of(),
                discontinued,
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        // on hand, reserved, safety, cap, share, minimum, shown
        "10,   0,  ,   ,     ,  , 10",
        "10,   3,  ,   ,     ,  , 7",
        "10.9, 0,  ,   ,     ,  , 10",
        "3,    5,  ,   ,     ,  , 0",
        "10,   0,  2,  ,     ,  , 8",
        "1,    0,  2,  ,     ,  , 0",
        "10,   0,  15%, ,    ,  , 8",
        "10,   0,  ,   6,    ,  , 6",
        "10,   0,  ,   ,  75%,  , 7",
        "10,   0,  2,  ,  80%,  , 6",
        "10,   0,  50%, , 80%,  , 4",
        "1000, 0,  2,  500, 80%, , 500",
        "10,   0,  ,   ,     , 11, 0",
        "10,   0,  ,   ,     , 10, 10",
        "5,    0,  0,  0,    ,  , 0",
        "5,    0,  ,   ,   0%,  , 0"
    })
    void the_rules_apply_in_order(
            String onHand, String reserved, String safety, String cap, String share, String minimum, long shown) {
        // given
        StockPolicy policy = StockPolicy.parse(safety, cap, share, minimum);
        // when
        long quantity = policy.quantity(available(onHand, reserved, false), POOL);
        // then
        assertThat(quantity).isEqualTo(shown);
    }

    @Test
    void a_discontinued_item_shows_nothing() {
        assertThat(StockPolicy.ALL.quantity(available("10", "0", true), POOL)).isZero();
    }

    @Test
    void a_reservation_that_may_hit_the_pool_counts() {
        // given
        AvailabilityChanged availability = new AvailabilityChanged(
                new Sku("A-1"),
                1,
                List.of(new LocationStock(HAMBURG, BigDecimal.TEN, BigDecimal.ZERO)),
                List.of(new FloatingReservation(List.of(HAMBURG, LYON), new BigDecimal("4"))),
                false,
                List.of());
        // when, then
        assertThat(StockPolicy.ALL.quantity(availability, POOL)).isEqualTo(6);
    }

    @Test
    void what_is_shown_is_never_negative_and_never_more_than_there_is() {
        // given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        for (int i = 0; i < 20_000; i++) {
            long onHand = random.nextLong(-50, 500);
            StockPolicy policy = StockPolicy.parse(
                    random.nextInt(50) + (random.nextBoolean() ? "%" : ""),
                    random.nextBoolean() ? null : Integer.toString(random.nextInt(300)),
                    random.nextInt(101) + "%",
                    Integer.toString(random.nextInt(5)));
            // when
            long shown = policy.quantity(available(Long.toString(onHand), "3", false), POOL);
            // then
            assertThat(shown).isBetween(0L, Math.max(0, onHand - 3));
        }
    }

    @ParameterizedTest
    @CsvSource({"two,,,", "-1,,,", "101%,,,", ",x,,", ",,80,", ",,120%,", ",,,1.5"})
    void a_rule_that_cannot_be_read_is_refused(String safety, String cap, String share, String minimum) {
        assertThatThrownBy(() -> StockPolicy.parse(safety, cap, share, minimum))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("stock ");
    }
}
