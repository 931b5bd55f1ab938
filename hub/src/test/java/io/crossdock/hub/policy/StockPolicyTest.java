package io.crossdock.hub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
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
    private static final CatalogItem ITEM = item("A-1", "");

    private static CatalogItem item(String sku, String category) {
        return new CatalogItem(new Sku(sku), category);
    }

    private static long quantity(String stock, String available, CatalogItem item) {
        Pooled pooled = new Pooled(new BigDecimal(available), false);
        return ChannelText.stock(stock).quantity(pooled, item, Steps.UNHEARD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // available; rules; shown
                "10;    {};                                      10",
                "10.9;  {};                                      10",
                "-2;    {};                                      0",
                "10;    {safety: 2};                             8",
                "1;     {safety: 2};                             0",
                "10;    {safety: 15%};                           8",
                "-10;   {safety: 15%};                           0",
                "10;    {cap: 6};                                6",
                "10;    {share: 75%};                            7",
                "10;    {safety: 2, share: 80%};                 6",
                "10;    {safety: 50%, share: 80%};               4",
                "1000;  {safety: 2, cap: 500, share: 80%};       500",
                "10;    {minimum: 11};                           0",
                "10;    {minimum: 10};                           10",
                "5;     {cap: 0};                                0",
                "17;    {pack: 6};                               12",
                "5;     {pack: 6};                               0",
                "100;   {pack: 6, cap: 20};                      18",
                "17;    {pack: 6, minimum: 13};                  0",
                "-7;    {pack: 6};                               0",
                "13.5;  {pack: 6, safety: 1};                    12"
            })
    void the_rules_apply_in_order(String available, String stock, long shown) {
        assertThat(quantity(stock, available, ITEM)).isEqualTo(shown);
    }

    @Test
    void the_first_rule_that_fits_an_item_says_what_it_says_and_the_section_the_rest() {
        // given
        String stock = """
                {safety: 2, cap: 50, rules: [
                  {sku: "LAMP-*", safety: 5},
                  {category: outlet, cap: 10},
                  {sku: "LAMP-1?", cap: 1}]}
                """;
        // when, then
        assertThat(quantity(stock, "100", item("A-1", ""))).isEqualTo(50);
        assertThat(quantity(stock, "20", item("A-1", ""))).isEqualTo(18);
        assertThat(quantity(stock, "20", item("LAMP-1", ""))).isEqualTo(15);
        assertThat(quantity(stock, "100", item("A-1", "outlet"))).isEqualTo(10);
        // The third never has its turn where the first fits.
        assertThat(quantity(stock, "20", item("LAMP-12", "outlet"))).isEqualTo(15);
    }

    @Test
    void a_rule_with_sku_and_category_is_for_items_that_fit_both() {
        // given
        String stock = "{rules: [{sku: 'L*', category: 'out*', cap: 1}]}";
        // when, then
        assertThat(quantity(stock, "9", item("L-1", "outlet"))).isEqualTo(1);
        assertThat(quantity(stock, "9", item("A-1", "outlet"))).isEqualTo(9);
        assertThat(quantity(stock, "9", item("L-1", "new"))).isEqualTo(9);
        // An item without a category fits no pattern of one.
        assertThat(quantity("{rules: [{category: '*', cap: 1}]}", "9", item("L-1", "")))
                .isEqualTo(9);
    }

    @Test
    void signs_that_mean_something_elsewhere_stand_for_themselves() {
        // given
        String stock = "{rules: [{sku: 'A.1+(b)', cap: 1}]}";
        // when, then
        assertThat(quantity(stock, "9", item("A.1+(b)", ""))).isEqualTo(1);
        assertThat(quantity(stock, "9", item("Ax1+(b)", ""))).isEqualTo(9);
    }

    @Test
    void of_a_blocked_item_the_channel_is_told_0() {
        // given
        String stock = "{block: [{sku: 'GIFT-*'}, {category: spirits}]}";
        // when, then
        assertThat(quantity(stock, "9", item("GIFT-1", ""))).isZero();
        assertThat(quantity(stock, "9", item("A-1", "spirits"))).isZero();
        assertThat(quantity(stock, "9", item("A-1", "lamps"))).isEqualTo(9);
    }

    @Test
    void a_discontinued_item_shows_nothing() {
        assertThat(StockPolicy.ALL.quantity(new Pooled(BigDecimal.TEN, true), ITEM, Steps.UNHEARD))
                .isZero();
    }

    @Test
    void a_reservation_that_may_hit_the_pool_counts() {
        // given
        AvailabilityChanged availability = new AvailabilityChanged(
                new Sku("A-1"),
                1,
                List.of(
                        new LocationStock(HAMBURG, BigDecimal.TEN, BigDecimal.ONE),
                        new LocationStock(LYON, new BigDecimal("1000"), BigDecimal.ZERO)),
                List.of(new FloatingReservation(List.of(HAMBURG, LYON), new BigDecimal("4"))),
                false,
                List.of());
        // when, then
        assertThat(Pooled.of(availability, List.of(HAMBURG)).available()).isEqualByComparingTo("5");
    }

    @Test
    void every_step_tells_the_number_before_and_after_and_where_its_rule_stands() {
        // given
        StockPolicy policy = ChannelText.stock("""

                  share: 80%
                  safety: 2
                  cap: 10
                  minimum: 3
                  rules:
                    - sku: "LAMP-*"
                      pack: 6
                      safety: 3
                """);
        HeardSteps heard = new HeardSteps();
        // when
        long shown = policy.quantity(new Pooled(new BigDecimal("16"), false), item("LAMP-1", ""), heard);
        // then
        assertThat(shown).isEqualTo(6);
        assertThat(heard.lines)
                .containsExactly(
                        "share 80% at acme-eu.channel.yaml:2: 16 -> 12.8",
                        "safety 3 at acme-eu.channel.yaml:9: 12.8 -> 9.8",
                        "cap 10 at acme-eu.channel.yaml:4: 9.8 -> 9.8",
                        "whole pieces: 9.8 -> 9",
                        "pack 6 at acme-eu.channel.yaml:8: 9 -> 6",
                        "minimum 3 at acme-eu.channel.yaml:5: 6 -> 6");
    }

    @Test
    void what_is_shown_is_never_negative_and_never_more_than_there_is() {
        // given
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
        for (int i = 0; i < 2_000; i++) {
            long available = random.nextLong(-50, 500);
            String stock = "{safety: " + random.nextInt(50) + (random.nextBoolean() ? "%" : "")
                    + (random.nextBoolean() ? "" : ", cap: " + random.nextInt(300))
                    + (random.nextBoolean() ? "" : ", pack: " + random.nextInt(1, 12))
                    + ", share: " + random.nextInt(1, 101) + "%, minimum: " + random.nextInt(5) + "}";
            // when
            long shown = quantity(stock, Long.toString(available), ITEM);
            // then
            assertThat(shown).isBetween(0L, Math.max(0, available));
        }
    }
}
