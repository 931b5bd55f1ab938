package io.crossdock.hub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static PricePolicy.Priced priced(String prices, String listed, String sku, String category) {
        return ChannelText.prices(prices, "EUR")
                .price(money(listed, "EUR"), new CatalogItem(new Sku(sku), category), Steps.UNHEARD);
    }

    @Test
    void the_price_is_that_of_the_list_in_the_channels_currency() {
        assertThat(PricePolicy.of("retail-eu", "EUR").listed(PRICES)).contains(money("9.9", "EUR"));
    }

    @Test
    void a_price_in_another_currency_is_none() {
        assertThat(PricePolicy.of("retail-us", "EUR").listed(PRICES)).isEmpty();
        assertThat(PricePolicy.of("outlet", "EUR").listed(PRICES)).isEmpty();
    }

    @Test
    void a_channel_without_a_list_gets_no_price() {
        assertThat(PricePolicy.of(null, "EUR").listed(PRICES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // on the list; rules; shown
                "9.9000;  retail-eu;                                       9.90",
                "9.995;   retail-eu;                                       10.00",
                "10;      {list: retail-eu};                               10.00",
                "10;      {list: retail-eu, factor: 1.085};                10.85",
                "85;      {list: retail-eu, margin: 15%};                  100.00",
                "10;      {list: retail-eu, margin: 15%};                  11.76",
                "10.12;   {list: retail-eu, round: 0.05};                  10.10",
                "10.125;  {list: retail-eu, round: 0.05};                  10.15",
                "0.01;    {list: retail-eu, round: 0.05};                  0.05",
                "10.48;   {list: retail-eu, ending: .99};                  9.99",
                "10.49;   {list: retail-eu, ending: 0.99};                 10.99",
                "0.20;    {list: retail-eu, ending: 0.99};                 0.99",
                "12;      {list: retail-eu, ending: 9.95};                 9.95",
                "15.20;   {list: retail-eu, ending: 9.95};                 19.95",
                "10;      {list: retail-eu, factor: 1.1, ending: 0.49};    11.49",
                "10.40;   {list: retail-eu, ending: 0};                    10.00"
            })
    void the_rules_apply_in_order(String listed, String prices, String shown) {
        assertThat(priced(prices, listed, "A-1", "").price()).isEqualTo(money(shown, "EUR"));
    }

    @Test
    void the_first_rule_that_fits_an_item_says_what_it_says_and_the_section_the_rest() {
        // given
        String prices = """
                {list: retail-eu, factor: 2, ending: 0.99, rules: [
                  {sku: "LAMP-*", factor: 1},
                  {category: outlet, round: 0.10}]}
                """;
        // when, then
        assertThat(priced(prices, "10.20", "A-1", "").price()).isEqualTo(money("19.99", "EUR"));
        assertThat(priced(prices, "10.20", "LAMP-1", "outlet").price()).isEqualTo(money("9.99", "EUR"));
        assertThat(priced(prices, "10.22", "A-1", "outlet").price()).isEqualTo(money("20.40", "EUR"));
    }

    @Test
    void a_price_beyond_its_limits_is_told_with_the_limit_and_not_bent() {
        // given
        String prices = "{list: retail-eu, min: 5, max: 900, rules: [{sku: 'LAMP-*', min: 20}]}";
        // when
        PricePolicy.Priced low = priced(prices, "19.99", "LAMP-1", "");
        // then
        assertThat(low.price()).isEqualTo(money("19.99", "EUR"));
        assertThat(low.bound().text()).isEqualTo("20");
        assertThat(priced(prices, "4.99", "A-1", "").bound().text()).isEqualTo("5");
        assertThat(priced(prices, "900.01", "LAMP-1", "").bound().text()).isEqualTo("900");
        assertThat(priced(prices, "900", "LAMP-1", "").bound()).isNull();
        assertThat(priced(prices, "5", "A-1", "").bound()).isNull();
    }

    @Test
    void every_step_tells_the_number_before_and_after_and_where_its_rule_stands() {
        // given
        PricePolicy policy = ChannelText.prices("""

                  list: retail-eu
                  margin: 15%
                  rules:
                    - {sku: "A-*", ending: 0.99}
                """, "EUR");
        HeardSteps heard = new HeardSteps();
        // when
        policy.price(money("10", "EUR"), new CatalogItem(new Sku("A-1"), ""), heard);
        policy.price(money("10", "EUR"), new CatalogItem(new Sku("B-1"), ""), heard);
        // then
        assertThat(heard.lines)
                .containsExactly(
                        "margin 15% at acme-eu.channel.yaml:3: 10 -> 11.7647058824",
                        "ending 0.99 at acme-eu.channel.yaml:5: 11.7647058824 -> 11.99",
                        "margin 15% at acme-eu.channel.yaml:3: 10 -> 11.7647058824",
                        "decimals of EUR: 11.7647058824 -> 11.76");
    }

    @Test
    void a_guard_holds_what_moves_further_than_its_limit_and_nothing_else() {
        // given
        PriceGuard guard =
                ChannelText.prices("{list: retail-eu, guard: 30%}", "EUR").guard();
        Money ten = money("10.00", "EUR");
        // when, then
        assertThat(guard.holds(ten, money("13.00", "EUR"))).isFalse();
        assertThat(guard.holds(ten, money("13.01", "EUR"))).isTrue();
        assertThat(guard.holds(ten, money("7.00", "EUR"))).isFalse();
        assertThat(guard.holds(ten, money("6.99", "EUR"))).isTrue();
        assertThat(guard.holds(ten, money("10.00", "USD"))).isTrue();
        assertThat(PriceGuard.NONE.holds(ten, money("0.01", "EUR"))).isFalse();
    }
}
