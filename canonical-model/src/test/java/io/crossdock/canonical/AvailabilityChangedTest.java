package io.crossdock.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailabilityChangedTest {

    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final LocationId LYON = new LocationId("lyon");
    private static final LocationId PORTO = new LocationId("porto");

    private static final AvailabilityChanged ITEM = new AvailabilityChanged(
            new Sku("A-1"),
            1,
            List.of(stock(HAMBURG, "10", "3"), stock(LYON, "5.5", "0"), stock(PORTO, "-2", "1")),
            List.of(
                    new FloatingReservation(List.of(HAMBURG, LYON), BigDecimal.valueOf(4)),
                    new FloatingReservation(List.of(PORTO), BigDecimal.ONE)),
            false,
            List.of());

    @Test
    void a_pool_is_on_hand_less_reserved_less_what_floats_over_it() {
        assertThat(ITEM.available(List.of(HAMBURG))).isEqualByComparingTo("3");
        assertThat(ITEM.available(List.of(LYON))).isEqualByComparingTo("1.5");
    }

    @Test
    void what_floats_over_several_locations_of_a_pool_counts_once() {
        assertThat(ITEM.available(List.of(HAMBURG, LYON))).isEqualByComparingTo("8.5");
    }

    @Test
    void more_promised_than_there_is_is_below_zero() {
        assertThat(ITEM.available(List.of(PORTO))).isEqualByComparingTo("-4");
    }

    @Test
    void a_pool_without_the_item_has_none() {
        assertThat(ITEM.available(List.of())).isZero();
        assertThat(ITEM.available(List.of(new LocationId("oslo")))).isZero();
    }

    private static LocationStock stock(LocationId location, String onHand, String reserved) {
        return new LocationStock(location, new BigDecimal(onHand), new BigDecimal(reserved));
    }
}
