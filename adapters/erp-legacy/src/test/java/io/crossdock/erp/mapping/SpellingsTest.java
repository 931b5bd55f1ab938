package io.crossdock.erp.mapping;

import static io.crossdock.erp.mapping.LegacyRows.commit;
import static io.crossdock.erp.mapping.LegacyRows.price;
import static io.crossdock.erp.mapping.LegacyRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.erp.SampleMapping;
import io.crossdock.erp.Section;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Queries that answer a key in another spelling than it was asked for. */
class SpellingsTest {

    private final ErpMapping mapping =
            new ErpMapping(SampleMapping.read("db", 5432, "erp", "crossdock", "slot", "secret"));

    /** As a join gives it in a database that ignores case: A-1 in one table is a-1 in the other. */
    @Test
    void an_answer_that_spells_the_key_otherwise_is_a_dead_letter_and_not_an_item_without_prices() {
        // given
        Answers answers = new Answers(List.of(
                row("sku", "É-1", "list", "01", "amount", BigDecimal.ONE, "currency", "EUR"),
                row("sku", "B-2", "list", "01", "amount", BigDecimal.TEN, "currency", "EUR")));

        // when
        Mapped mapped = mapping.events(List.of(price(commit(500), "e-1"), price(commit(501), "B-2")), answers);

        // then
        assertThat(mapped.events()).extracting(CanonicalEvent::subject).containsExactly("B-2");
        assertThat(mapped.failures()).extracting(FailedRow::key).containsExactly("e-1");
        assertThat(mapped.failures().get(0).rows()).hasSize(1);
        assertThat(mapped.failures().get(0).failure())
                .hasMessage("legacy prices e-1: the query answered 'É-1': the database compares text without regard to"
                        + " case or accents, and a SKU does not. Have the query return the key as public.prslst spells"
                        + " it, or lead all spellings to one by a lookup");
    }

    @Test
    void a_new_item_that_is_asked_for_again_fails_in_its_own_spelling() {
        // given
        Answers answers = new Answers(List.of(
                row("sku", "A-1", "list", "01", "amount", BigDecimal.ONE, "currency", "EUR"),
                row("sku", "B-2", "list", "01", "amount", BigDecimal.TEN, "currency", "EUR")));

        // when: nothing was told of either
        Mapped mapped = mapping.now(
                Map.of(
                        Section.PRICES,
                        List.of(new AskedKey("a-1", false, Set.of()), new AskedKey("B-2", false, Set.of()))),
                commit(500),
                answers,
                null,
                Set.of());

        // then
        assertThat(mapped.events()).extracting(CanonicalEvent::subject).containsExactly("B-2");
        assertThat(mapped.failures()).singleElement().satisfies(failed -> {
            assertThat(failed.key()).isEqualTo("a-1");
            assertThat(failed.failure()).hasMessageContaining("the query answered 'A-1'");
        });
    }

    @Test
    void a_new_item_that_is_the_only_one_asked_for_again_is_no_item_without_a_word() {
        // given
        Answers answers =
                new Answers(List.of(row("sku", "A-1", "list", "01", "amount", BigDecimal.ONE, "currency", "EUR")));

        // when
        Mapped mapped = mapping.now(
                Map.of(Section.PRICES, List.of(new AskedKey("a-1", false, Set.of()))),
                commit(500),
                answers,
                null,
                Set.of());

        // then
        assertThat(mapped.failures()).extracting(FailedRow::key).containsExactly("a-1");
    }

    @Test
    void prices_that_come_in_two_spellings_are_not_told_by_half() {
        // given
        Answers answers = new Answers(List.of(
                row("sku", "a-1", "list", "01", "amount", BigDecimal.ONE, "currency", "EUR"),
                row("sku", "A-1", "list", "02", "amount", BigDecimal.TEN, "currency", "EUR")));

        // when
        Mapped mapped = mapping.events(List.of(price(commit(500), "a-1")), answers);

        // then
        assertThat(mapped.events()).isEmpty();
        assertThat(mapped.failures()).extracting(FailedRow::key).containsExactly("a-1");
    }

    @Test
    void an_item_whose_spelling_changed_is_gone_in_the_old_one() {
        // given
        Answers answers =
                new Answers(List.of(row("sku", "A-1", "list", "01", "amount", BigDecimal.ONE, "currency", "EUR")));
        RowChange renamed = new RowChange(
                commit(500), "public.prslst", row("artnr", "a-1", "prlst", "01"), row("artnr", "A-1", "prlst", "01"));

        // when
        Mapped mapped = mapping.events(List.of(renamed), answers);

        // then
        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.events())
                .extracting(CanonicalEvent::data)
                .contains(new PriceChanged(new Sku("a-1"), List.of()))
                .extracting(data -> ((PriceChanged) data).prices().size())
                .containsExactly(0, 1);
    }

    @Test
    void an_answer_that_nobody_asked_for_in_any_spelling_is_a_dead_letter_of_its_own() {
        // given
        Answers answers =
                new Answers(List.of(row("sku", "Z-9", "list", "01", "amount", BigDecimal.ONE, "currency", "EUR")));

        // when
        Mapped mapped = mapping.events(List.of(price(commit(500), "A-1")), answers);

        // then
        assertThat(mapped.events()).extracting(CanonicalEvent::subject).containsExactly("A-1");
        assertThat(mapped.failures().get(0).failure())
                .hasMessage("legacy prices Z-9: the query gave a key that it was not asked for");
    }
}
