package io.crossdock.hub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.ExpectedStock;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StockPolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final LocationId LYON = new LocationId("lyon");
    private static final List<ExpectedStock> ARRIVALS = List.of(
            arrival("9", Duration.ofHours(-24)), arrival("20", Duration.ofHours(6)), arrival("30", Duration.ofDays(5)));
    private static final CatalogItem ITEM = item("A-1", "");

    private static ExpectedStock arrival(String pieces, Duration fromNow) {
        return new ExpectedStock(HAMBURG, new BigDecimal(pieces), NOW.plus(fromNow));
    }

    private static CatalogItem item(String sku, String category) {
        return new CatalogItem(new Sku(sku), category);
    }

    @Test
    void what_is_expected_or_held_back_is_put_into_words_only_for_whoever_hears_of_it() {
        // given
        List<String> asked = new ArrayList<>();
        Steps deaf = new Steps() {
            @Override
            public void step(String rule, Setting<?> setting, BigDecimal before, BigDecimal after) {}

            @Override
            public void stepInWords(String rule, Supplier<Setting<?>> setting, BigDecimal before, BigDecimal after) {
                asked.add(rule + ": " + before.toPlainString() + " -> " + after.toPlainString());
            }
        };
        StockPolicy policy = ChannelText.stock("{expected: {within: 2d, share: 50%}, lagAware: true}");
        HeldBack held = new HeldBack(5, 1, Duration.ofSeconds(5));
        Pooled stock = new Pooled(BigDecimal.TEN, false, ARRIVALS);
        // when
        long quantity = policy.quantity(stock, ITEM, held, NOW, deaf);
        // then the words were there to be asked for, and nobody did
        assertThat(quantity).isEqualTo(policy.quantity(stock, ITEM, held, NOW, Steps.UNHEARD));
        assertThat(asked).containsExactly("expected: 10 -> 20", "lag: 20 -> 15");
        Steps.UNHEARD.stepInWords(
                "expected",
                () -> {
                    throw new IllegalStateException("nobody hears it");
                },
                BigDecimal.ONE,
                BigDecimal.TEN);
    }

    private static long quantity(String stock, String available, CatalogItem item) {
        Pooled pooled = new Pooled(new BigDecimal(available), false);
        return ChannelText.stock(stock).quantity(pooled, item, HeldBack.NONE, NOW, Steps.UNHEARD);
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
        assertThat(StockPolicy.ALL.quantity(new Pooled(BigDecimal.TEN, true), ITEM, HeldBack.NONE, NOW, Steps.UNHEARD))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // what the channel sells of 20 pieces in 6 hours, 30 in 5 days and 9 that are overdue; shown, with 4
                // there
                "{};                                                         4",
                "{expected: off};                                            4",
                "{expected: {within: 6h}};                                   24",
                "{expected: {within: 5h}};                                   4",
                "{expected: {within: 4d}};                                   24",
                "{expected: {within: 5d}};                                   54",
                "{expected: {within: 14d, share: 50%}};                      29",
                "{expected: {within: 14d, share: 50%}, share: 80%};          23",
                "{expected: {within: 14d, share: 1%}, safety: 4};            0",
                "{expected: {within: 14d}, cap: 7};                          7",
                "{expected: {within: 14d}, rules: [{sku: A-1, expected: off}]};          4",
                "{expected: {within: 14d}, rules: [{sku: A-1, cap: 30}]};                30",
                "{rules: [{sku: A-1, expected: {within: 14d}}]};                         54",
                "{rules: [{sku: B-1, expected: {within: 14d}}]};                         4",
                "{expected: {within: 14d}, block: [{sku: A-1}]};                         0"
            })
    void what_is_to_arrive_is_sold_only_as_far_as_the_channel_says(String stock, long shown) {
        // given
        Pooled pooled = new Pooled(BigDecimal.valueOf(4), false, ARRIVALS);
        // when, then
        assertThat(ChannelText.stock(stock).quantity(pooled, ITEM, HeldBack.NONE, NOW, Steps.UNHEARD))
                .isEqualTo(shown);
    }

    @Test
    void orders_that_wait_take_what_arrives_first() {
        // given
        Pooled pooled = new Pooled(BigDecimal.valueOf(-12), false, ARRIVALS);
        StockPolicy policy = ChannelText.stock("{expected: {within: 1d}}");
        HeardSteps heard = new HeardSteps();
        // when
        long shown = policy.quantity(pooled, ITEM, HeldBack.NONE, NOW, heard);
        // then
        assertThat(shown).isEqualTo(8);
        assertThat(heard.lines).containsExactly("expected 100% of 20 within 1d at acme-eu.channel.yaml:1: -12 -> 8");
    }

    @Test
    void the_moments_are_known_at_which_time_alone_changes_what_is_shown() {
        // given
        Pooled pooled = new Pooled(BigDecimal.ZERO, false, ARRIVALS);
        StockPolicy policy = ChannelText.stock("{expected: {within: 4d}}");
        List<String> told = new ArrayList<>();
        // when
        Optional<Instant> next = Optional.of(NOW);
        while (next.isPresent()) {
            Instant now = next.get();
            told.add(Duration.between(NOW, now) + " "
                    + policy.quantity(pooled, ITEM, HeldBack.NONE, now, Steps.UNHEARD));
            next = policy.nextChange(pooled, ITEM, now);
        }
        // then five days from now less four, six hours and a day from now, and five days and one
        assertThat(told).containsExactly("PT0S 20", "PT24H 50", "PT30H 30", "PT144H 0");
        assertThat(StockPolicy.ALL.nextChange(pooled, ITEM, NOW)).isEmpty();
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
        long shown =
                policy.quantity(new Pooled(new BigDecimal("16"), false), item("LAMP-1", ""), HeldBack.NONE, NOW, heard);
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
