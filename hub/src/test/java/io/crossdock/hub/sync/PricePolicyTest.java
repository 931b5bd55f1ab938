package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricePolicyTest {

    private static final PriceChanged PRICES = new PriceChanged(
            new Sku("A-1"),
            List.of(
                    new ListPrice("retail-us", money("11.50", "USD")),
                    new ListPrice("retail-eu", money("8.00", "GBP")),
                    new ListPrice("retail-eu", money("9.90", "EUR"))));

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    @Test
    void the_price_is_that_of_the_list_in_the_channels_currency() {
        assertThat(new PricePolicy("retail-eu", "EUR").price(PRICES)).contains(money("9.9", "EUR"));
    }

    @Test
    void a_price_in_another_currency_is_none() {
        assertThat(new PricePolicy("retail-us", "EUR").price(PRICES)).isEmpty();
        assertThat(new PricePolicy("outlet", "EUR").price(PRICES)).isEmpty();
    }

    @Test
    void a_channel_without_a_list_gets_no_price() {
        assertThat(new PricePolicy(null, "EUR").price(PRICES)).isEmpty();
    }
}
