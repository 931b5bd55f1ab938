package io.crossdock.erp.strangler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.DifferenceKind;
import io.crossdock.canonical.FieldDifference;
import io.crossdock.spi.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final FieldRule UNORDERED = new FieldRule(false, false, false, false, null, null, null, true, null);
    private static final FieldRule IGNORED = new FieldRule(true, false, false, false, null, null, null, false, null);
    private static final FieldRule SHOWN = new FieldRule(false, true, false, false, null, null, null, false, null);
    private static final FieldRule LOOSE_TEXT = new FieldRule(false, false, true, true, null, null, null, false, null);
    private static final FieldRule BY_LINE =
            new FieldRule(false, false, false, false, null, null, null, false, "/line");

    @Test
    void equal_answers_differ_in_nothing_whatever_the_order_of_members_and_the_form_of_numbers() {
        assertThat(differences(Map.of(), "{'a':1,'b':[1,2.50],'c':null,'d':[]}", "{'b':[1.0,2.5],'a':1}"))
                .isEmpty();
        // too large for a binary number to tell apart
        assertThat(differences(Map.of(), "12345678901234567890.01", "12345678901234567890.02"))
                .containsExactly(" VALUE");
    }

    @Test
    void every_difference_is_named_by_its_pointer_and_kind() {
        assertThat(differences(
                        Map.of(),
                        "{'id':'1','lines':[{'sku':'A','n':1},{'sku':'B','n':2}],'old':true,'t':'5'}",
                        "{'id':'1','lines':[{'sku':'A','n':3}],'t':5,'new':false}"))
                .containsExactly(
                        "/lines/0/n VALUE", "/lines/1 ONLY_LEGACY", "/new ONLY_MODERN", "/old ONLY_LEGACY", "/t TYPE");
    }

    @Test
    void numbers_may_be_apart_by_as_much_as_is_declared_and_be_texts() {
        Map<String, FieldRule> cent = Map.of("/p", numbers("0.01", null));
        assertThat(differences(cent, "{'p':259.95}", "{'p':259.94}")).isEmpty();
        assertThat(differences(cent, "{'p':'259.95 '}", "{'p':259.94}")).isEmpty();
        assertThat(differences(cent, "{'p':259.95}", "{'p':259.93}")).containsExactly("/p VALUE");
        assertThat(differences(cent, "{'p':'much'}", "{'p':259.93}")).containsExactly("/p VALUE");
        assertThat(differences(cent, "{'p':1e999999999}", "{'p':1}")).containsExactly("/p VALUE");
        Map<String, FieldRule> part = Map.of("/p", numbers(null, "0.01"));
        assertThat(differences(part, "{'p':1000}", "{'p':990}")).isEmpty();
        assertThat(differences(part, "{'p':-1000}", "{'p':-989}")).containsExactly("/p VALUE");
    }

    @Test
    void times_may_be_apart_by_as_much_as_is_declared_whatever_their_zone() {
        Map<String, FieldRule> rule = Map.of(
                "/at", new FieldRule(false, false, false, false, null, null, Duration.ofSeconds(5), false, null));
        assertThat(differences(rule, "{'at':'2026-01-02T10:00:00Z'}", "{'at':'2026-01-02T11:00:04+01:00'}"))
                .isEmpty();
        assertThat(differences(rule, "{'at':'2026-01-02 10:00:00'}", "{'at':'2026-01-02T10:00:05Z'}"))
                .isEmpty();
        assertThat(differences(rule, "{'at':'2026-01-02'}", "{'at':'2026-01-02T00:00:06-00:00'}"))
                .containsExactly("/at VALUE");
        assertThat(differences(rule, "{'at':'soon'}", "{'at':'soon'}")).containsExactly("/at VALUE");
    }

    @Test
    void texts_may_differ_in_case_and_blanks_where_that_is_declared() {
        assertThat(differences(Map.of("/w", LOOSE_TEXT), "{'w':'HAUPT  LAGER '}", "{'w':'Haupt Lager'}"))
                .isEmpty();
        assertThat(differences(Map.of(), "{'w':'H1  '}", "{'w':'H1'}")).containsExactly("/w VALUE");
    }

    @Test
    void what_is_ignored_may_be_anything_or_missing() {
        assertThat(differences(Map.of("/x", IGNORED, "/l/*/y", IGNORED), "{'x':{'a':1},'l':[{'y':1}]}", "{'l':[{}]}"))
                .isEmpty();
    }

    @Test
    void a_list_in_any_order_is_compared_with_the_tolerances_of_its_elements() {
        Map<String, FieldRule> rules = Map.of("/l", UNORDERED, "/l/*/p", numbers("0.1", null));
        assertThat(differences(rules, "{'l':[{'p':1},{'p':2},{'p':2}]}", "{'l':[{'p':2},{'p':1.1},{'p':2.05}]}"))
                .isEmpty();
        assertThat(differences(rules, "{'l':[{'p':1},{'p':2},{'p':2}]}", "{'l':[{'p':2},{'p':1},{'p':1}]}"))
                .containsExactly("/l/2 ONLY_LEGACY", "/l/2 ONLY_MODERN");
    }

    @Test
    void elements_are_paired_by_their_key_so_that_the_member_is_named_that_differs() {
        assertThat(differences(
                        Map.of("/l", BY_LINE),
                        "{'l':[{'line':'1','q':1},{'line':'2','q':2},{'line':'2','q':3}]}",
                        "{'l':[{'line':'2','q':2},{'line':'2','q':4},{'line':'3','q':1}]}"))
                .containsExactly("/l/0 ONLY_LEGACY", "/l/2/q VALUE", "/l/2 ONLY_MODERN");
    }

    @Test
    void the_rule_with_fewer_stars_counts() {
        Map<String, FieldRule> rules = Map.of("/*/a", IGNORED, "/x/a", FieldRule.STRICT);
        assertThat(differences(rules, "{'x':{'a':1},'y':{'a':1}}", "{'x':{'a':2},'y':{'a':2}}"))
                .containsExactly("/x/a VALUE");
    }

    @Test
    void a_side_that_fails_differs_from_one_that_does_not_and_from_one_that_fails_otherwise() {
        Comparison comparison = new Comparison(FieldRules.STRICT);
        SideAnswer answer = SideAnswer.of(tree("{}"));
        SideAnswer away = SideAnswer.failed("UNAVAILABLE");
        SideAnswer refuses = SideAnswer.failed("REJECTED");
        assertThat(comparison.of(answer, away).named())
                .containsExactly(new FieldDifference("", DifferenceKind.MODERN_FAILED, "UNAVAILABLE", null, null));
        assertThat(comparison.of(away, answer).named())
                .extracting(FieldDifference::kind)
                .containsExactly(DifferenceKind.LEGACY_FAILED);
        assertThat(comparison.of(away, refuses).named())
                .extracting(FieldDifference::failure)
                .containsExactly("UNAVAILABLE/REJECTED");
        assertThat(comparison.of(refuses, refuses).isEmpty()).isTrue();
    }

    @Test
    void no_value_is_told_unless_its_place_is_declared_to_be_harmless_nor_a_name_that_may_be_data() {
        // given
        JsonNode legacy = tree("{'name':'Alma','wh':'H1','alma@example.org':1}");
        JsonNode modern = tree("{'name':'Olga','wh':'L2'}");
        // when
        Differences found =
                new Comparison(new FieldRules(Map.of("/wh", SHOWN))).of(SideAnswer.of(legacy), SideAnswer.of(modern));
        // then
        assertThat(found.named())
                .containsExactly(
                        new FieldDifference("/?", DifferenceKind.ONLY_LEGACY, null, null, null),
                        new FieldDifference("/name", DifferenceKind.VALUE, null, null, null),
                        new FieldDifference("/wh", DifferenceKind.VALUE, null, "H1", "L2"));
    }

    @Test
    void however_much_differs_it_is_counted_and_a_hundred_are_named() {
        // given
        String many = IntStream.range(0, 3_000).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));
        // when
        Differences ordered = found(Map.of(), many, "[-1]");
        Differences inAnyOrder = found(Map.of("", UNORDERED), many, many.replace("1", "7"));
        // then
        assertThat(ordered.count()).isEqualTo(3_000);
        assertThat(ordered.named()).hasSize(100);
        assertThat(inAnyOrder.count()).isGreaterThan(1_000);
    }

    private static FieldRule numbers(String absolute, String relative) {
        return new FieldRule(
                false,
                false,
                false,
                false,
                absolute == null ? null : new BigDecimal(absolute),
                relative == null ? null : new BigDecimal(relative),
                null,
                false,
                null);
    }

    private static List<String> differences(Map<String, FieldRule> rules, String legacy, String modern) {
        return found(rules, legacy, modern).named().stream()
                .map(each -> each.pointer() + " " + each.kind())
                .toList();
    }

    private static Differences found(Map<String, FieldRule> rules, String legacy, String modern) {
        return new Comparison(new FieldRules(rules)).of(SideAnswer.of(tree(legacy)), SideAnswer.of(tree(modern)));
    }

    private static JsonNode tree(String json) {
        return Json.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8), "test", "tree", JsonNode.class);
    }
}
