package io.crossdock.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void equal_amounts_are_equal_money_whatever_their_scale() {
        assertThat(money("10", "EUR")).isEqualTo(money("10.00", "EUR")).hasSameHashCodeAs(money("10.00", "EUR"));
        assertThat(money("0", "EUR")).isEqualTo(money("0.000", "EUR")).hasSameHashCodeAs(money("0.000", "EUR"));
    }

    @Test
    void another_amount_or_currency_is_other_money() {
        assertThat(money("10", "EUR"))
                .isNotEqualTo(money("10", "USD"))
                .isNotEqualTo(money("10.01", "EUR"))
                .isNotEqualTo(money(null, "EUR"))
                .isNotEqualTo(null);
    }

    @Test
    void money_with_missing_parts_can_be_compared() {
        assertThat(money(null, null)).isEqualTo(money(null, null)).hasSameHashCodeAs(money(null, null));
    }

    private static Money money(String amount, String currency) {
        return new Money(amount == null ? null : new BigDecimal(amount), currency);
    }
}
