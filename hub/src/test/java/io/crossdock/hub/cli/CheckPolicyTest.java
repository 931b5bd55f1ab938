package io.crossdock.hub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a channel's policy is told with the key, down to the rule. */
class CheckPolicyTest {

    private static final String FILE = "acme-eu.channel.yaml: ";

    @TempDir
    Path folder;

    private Invocation crossdock;

    @BeforeEach
    void allIsRight() {
        crossdock = new Invocation(folder);
    }

    @Test
    void a_policy_with_everything_is_right() {
        // given
        crossdock.channelWith("currency: EUR", """
                currency: EUR
                stock:
                  safety: 10%
                  cap: 500
                  share: 80%
                  pack: 6
                  minimum: 3
                  rules:
                    - {sku: "LAMP-*", safety: 5, pack: 1}
                    - {sku: "LAMP-*", category: outlet, cap: 10}
                  block:
                    - {sku: "GIFT-*"}
                    - {category: spirits}
                prices:
                  list: retail-eu
                  margin: 15%
                  ending: 0.99
                  min: 1
                  max: 9999.99
                  guard: 30%
                  rules:
                    - {category: outlet, factor: 0.8, round: 0.05}
                """);
        // when, then
        assertThat(crossdock.check()).isZero();
        assertThat(crossdock.mistakes()).isEmpty();
    }

    @Test
    void a_rule_says_for_which_items_it_is_and_what() {
        told(
                """
                stock: {rules: [{safety: 2}, {sku: "A-*"}, {sku: "B-*", savety: 2}, plenty], block: [{}]}
                prices: {list: retail-eu, rules: [{category: outlet, guard: 5%}]}
                """,
                "stock.rules[3]: is not a mapping; allowed: keys with values",
                "stock.rules[0]: is for no item; allowed: sku, category or both, with * and ? as wildcards",
                "stock.rules[1]: says nothing; allowed: expected, share, safety, cap, pack or minimum",
                "stock.rules[2]: says nothing; allowed: expected, share, safety, cap, pack or minimum",
                "stock.rules[2].savety: unknown key; allowed: cap, category, expected, minimum, pack, safety, share,"
                        + " sku",
                "stock.rules[3]: is for no item; allowed: sku, category or both, with * and ? as wildcards",
                "stock.rules[3]: says nothing; allowed: expected, share, safety, cap, pack or minimum",
                "stock.block[0]: is for no item; allowed: sku, category or both, with * and ? as wildcards",
                "prices.rules[0]: says nothing; allowed: factor, margin, round, ending, min or max",
                "prices.rules[0].guard: unknown key; allowed: category, ending, factor, margin, max, min, round, sku");
    }

    @Test
    void a_rule_that_never_has_its_turn_is_told() {
        told("""
                stock: {rules: [{sku: "A-*", cap: 1}, {sku: "B-*", cap: 1}, {sku: "A-*", safety: 3}]}
                """, "stock.rules[2]: is never reached: stock.rules[0] is for the same items; allowed: one rule for them");
    }

    @Test
    void numbers_have_their_forms_in_rules_too() {
        told(
                """
                stock: {pack: 0, rules: [{sku: "A-*", safety: many, share: 0%}]}
                prices: {list: "retail eu", factor: 0, ending: 0.999, guard: 0%, rules: [{sku: "*", margin: 100%, min: 9, max: 8}]}
                """,
                "stock.pack: '0' is no number in range; allowed: 1 to 1000000000",
                "stock.rules[0].share: '0%' does not fit; allowed: 1% to 100%",
                "stock.rules[0].safety: 'many' does not fit; allowed: pieces such as 2, or a share such as 10%",
                "prices.list: 'retail eu' does not fit; allowed: letters, digits, dots, dashes and underscores, 64 at"
                        + " most",
                "prices.factor: '0' does not fit; allowed: such as 1.08, above 0",
                "prices.ending: '0.999' does not fit; allowed: such as 0.99 or 9.95, with the decimals of EUR",
                "prices.rules[0].margin: '100%' does not fit; allowed: such as 15%, below 100%",
                "prices.rules[0].min: is above max; allowed: at most 8",
                "prices.guard: '0%' does not fit; allowed: 1% to 999%");
    }

    @Test
    void two_keys_that_say_the_same_thing_are_one_too_many() {
        told(
                """
                prices: {factor: 1.1, margin: 10%, round: 0.05, ending: 0.99}
                """,
                "prices.list: is missing; allowed: a price list such as retail-eu",
                "prices.margin: is beside factor; allowed: one of the two",
                "prices.ending: is beside round; allowed: one of the two");
    }

    @Test
    void a_table_of_listings_has_each_key_once_and_is_told_by_line() {
        // given
        crossdock.file("listings.csv", """
                sku,title,listing
                LAMP-1,A lamp,B00LAMP1
                LAMP-2,"Two
                lamps",B00LAMP2

                LAMP-1,Again,B00LAMP9
                LAMP-3,Other,B00LAMP2
                LAMP-4,,
                LAMP-5
                """);
        // when, then
        told(
                "listings: listings.csv",
                "listings: listings.csv:6: sku 'LAMP-1' is there already, in line 2",
                "listings: listings.csv:7: listing 'B00LAMP2' is there already, in line 3",
                "listings: listings.csv:8: has a key that is empty, longer than 64 characters, or holds what does not"
                        + " show",
                "listings: listings.csv:9: has another number of columns than the header");
    }

    @Test
    void a_table_that_is_not_there_or_has_other_columns_is_told() {
        told(
                "listings: nowhere.csv",
                "listings: 'nowhere.csv' cannot be read as a table; allowed: the columns sku and listing, in UTF-8 with"
                        + " commas between");
        crossdock = new Invocation(folder).file("listings.csv", "sku;listing\nA;B\n");
        told(
                "listings: listings.csv",
                "listings: 'listings.csv' has other columns; allowed: the columns sku and listing, in UTF-8 with commas"
                        + " between");
    }

    private void told(String sections, String... lines) {
        crossdock.channelWith("currency: EUR", "currency: EUR\n" + sections);
        assertThat(crossdock.check()).isEqualTo(2);
        assertThat(crossdock.mistakes())
                .containsExactly(Arrays.stream(lines).map(line -> FILE + line).toArray(String[]::new));
    }
}
