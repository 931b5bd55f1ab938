package io.crossdock.erp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.KeyColumn;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.SampleMapping;
import io.crossdock.erp.Section;
import io.crossdock.spi.Failure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ErpMappingTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final Queries NOTHING = (sql, keys, transactions) -> List.of();

    private final ErpConfig config = SampleMapping.read("db", 5432, "erp", "crossdock", "slot", "secret");
    private final ErpMapping mapping = new ErpMapping(config);

    @Test
    void a_changed_level_is_told_without_padding_and_with_our_location() {
        // when
        Mapped mapped = mapping.events(List.of(level(commit(500), "A-1               ", "H1  ", "7.000")), NOTHING);

        // then
        CanonicalEvent event = only(mapped);
        assertThat(event.data())
                .isEqualTo(new StockCounted(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.valueOf(7)));
        assertThat(event.source()).isEqualTo("/erp/legacy");
        assertThat(event.sequence().value()).isEqualTo("000001-00000000000000000500-000000");
        assertThat(event.committedAt()).isEqualTo(AT);
        assertThat(event.time()).isEqualTo(AT);
    }

    @Test
    void only_the_last_value_of_a_key_goes_out() {
        // given
        List<RowChange> changes = List.of(
                level(commit(500), "A-1", "H1", "33"),
                level(commit(500), "A-2", "H1", "5"),
                level(commit(500), "A-1", "H1", "38"),
                level(commit(600), "A-1", "H1", "34"));

        // when
        List<CanonicalEvent> events = mapping.events(changes, NOTHING).events();

        // then
        assertThat(events)
                .extracting(CanonicalEvent::data)
                .containsExactly(
                        new StockCounted(new Sku("A-2"), new LocationId("hamburg"), BigDecimal.valueOf(5)),
                        new StockCounted(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.valueOf(34)));
        assertThat(events.get(1).sequence().commit()).endsWith("600");
    }

    @Test
    void two_locations_of_one_commit_have_sequences_of_their_own() {
        // when
        List<CanonicalEvent> events = mapping.events(
                        List.of(level(commit(500), "A-1", "H1", "1"), level(commit(500), "A-1", "L1", "2")), NOTHING)
                .events();

        // then
        assertThat(events).extracting(event -> event.sequence().value()).doesNotHaveDuplicates();
        assertThat(events).extracting(event -> event.sequence().commit()).containsOnly("000001-00000000000000000500");
        assertThat(events).extracting(CanonicalEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void the_same_changes_give_the_same_ids_again() {
        // given
        List<RowChange> changes = List.of(level(commit(500), "A-1", "H1", "1"));

        // then
        assertThat(mapping.events(changes, NOTHING)).isEqualTo(mapping.events(changes, NOTHING));
    }

    @Test
    void a_deleted_level_is_zero_and_a_renamed_item_leaves_zero_behind() {
        // given
        RowChange deleted = new RowChange(commit(500), "public.lagbst", row("artnr", "A-1", "lager", "H1"), null);
        RowChange renamed = new RowChange(
                commit(501),
                "public.lagbst",
                row("artnr", "OLD", "lager", "L1"),
                row("artnr", "NEW", "lager", "L1", "bestd", new BigDecimal("4")));

        // when
        Mapped mapped = mapping.events(List.of(deleted, renamed), NOTHING);

        // then
        assertThat(mapped.events())
                .extracting(CanonicalEvent::data)
                .containsExactly(
                        new StockCounted(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.ZERO),
                        new StockCounted(new Sku("OLD"), new LocationId("lyon"), BigDecimal.ZERO),
                        new StockCounted(new Sku("NEW"), new LocationId("lyon"), BigDecimal.valueOf(4)));
    }

    @Test
    void an_unknown_location_fails_alone() {
        // when
        Mapped mapped = mapping.events(
                List.of(level(commit(500), "A-1", "X9", "1"), level(commit(500), "A-2", "H1", "2")), NOTHING);

        // then
        assertThat(mapped.events()).hasSize(1);
        FailedRow failed = mapped.failures().get(0);
        assertThat(failed.failure().kind()).isEqualTo(Failure.Kind.UNMAPPABLE);
        assertThat(failed.failure()).hasMessage("legacy stock A-1 X9: column 'lager' has the unknown code 'X9'");
        assertThat(failed.rows().get(0)).containsEntry("bestd", new BigDecimal("1"));
    }

    @Test
    void an_empty_or_missing_column_fails_and_an_event_that_breaks_a_rule_too() {
        // when
        Mapped mapped = mapping.events(
                List.of(
                        new RowChange(
                                commit(1), "public.lagbst", null, row("artnr", "A-1", "lager", "H1", "bestd", null)),
                        new RowChange(commit(2), "public.lagbst", null, row("artnr", "A-2", "lager", "H1")),
                        level(commit(3), "A-3", "H1", "0.12345678")),
                NOTHING);

        // then
        assertThat(mapped.events()).isEmpty();
        assertThat(mapped.failures())
                .extracting(failed -> failed.failure().getMessage())
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("column 'bestd' is empty"),
                        second -> assertThat(second).endsWith("column 'bestd' did not come with the row"),
                        third -> assertThat(third).contains("data.onHand"));
    }

    @Test
    void an_item_is_described_whole_and_gone_when_its_row_is() {
        // given
        RowChange changed = new RowChange(
                commit(500),
                "public.artst",
                null,
                row("artnr", "A-1", "bez1", "LAMPE ROT      ", "wgr", "W001", "stat", (short) 9));
        RowChange deleted = new RowChange(commit(501), "public.artst", row("artnr", "A-2"), null);

        // when
        Mapped mapped = mapping.events(List.of(changed, deleted), NOTHING);

        // then
        assertThat(mapped.events())
                .extracting(CanonicalEvent::data)
                .containsExactly(
                        new ItemDescribed(new Sku("A-1"), "LAMPE ROT", "W001", List.of(), true),
                        new ItemDescribed(new Sku("A-2"), null, null, List.of(), true));
    }

    @Test
    void a_changed_price_brings_all_prices_of_the_item_by_one_query() {
        // given
        Answers answers = new Answers(List.of(
                row("sku", "A-1               ", "list", "01", "amount", 259.95d, "currency", "EUR"),
                row("sku", "A-1", "list", "02", "amount", new BigDecimal("279.5000"), "currency", "USD")));
        RowChange gone = new RowChange(commit(501), "public.prslst", row("artnr", "A-2", "prlst", "01"), null);

        // when
        Mapped mapped = mapping.events(List.of(price(commit(500), "A-1"), price(commit(500), "A-1"), gone), answers);

        // then
        assertThat(answers.asked).containsExactly(List.of("A-1", "A-2"));
        assertThat(answers.seen).containsExactly(Set.of(7L));
        assertThat(mapped.events())
                .extracting(CanonicalEvent::data)
                .containsExactly(
                        new PriceChanged(
                                new Sku("A-1"),
                                List.of(
                                        new ListPrice("retail-eu", new Money(new BigDecimal("259.95"), "EUR")),
                                        new ListPrice("retail-us", new Money(new BigDecimal("279.5"), "USD")))),
                        new PriceChanged(new Sku("A-2"), List.of()));
    }

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

    @Test
    void a_price_list_that_nobody_mapped_fails_the_item_rather_than_losing_a_price() {
        // given
        Answers answers =
                new Answers(List.of(row("sku", "A-1", "list", "77", "amount", BigDecimal.ONE, "currency", "EUR")));

        // when
        Mapped mapped = mapping.events(List.of(price(commit(500), "A-1")), answers);

        // then
        assertThat(mapped.events()).isEmpty();
        assertThat(mapped.failures().get(0).failure()).hasMessageContaining("unknown code '77'");
    }

    @Test
    void a_booked_order_has_the_commit_of_its_levels_and_what_the_query_leaves_out_is_none_of_ours() {
        // given
        Answers answers = new Answers(List.of(
                row(
                        "order",
                        "shopify-us:8209829",
                        "number",
                        4711,
                        "sku",
                        "A-1",
                        "location",
                        "H1  ",
                        "quantity",
                        new BigDecimal("2.000"),
                        "state",
                        20),
                row(
                        "order",
                        "shopify-us:8209829",
                        "number",
                        4711,
                        "sku",
                        "A-2",
                        "location",
                        "L1",
                        "quantity",
                        new BigDecimal("1.000"),
                        "state",
                        20)));

        // when
        Mapped mapped = mapping.events(
                List.of(
                        header(commit(400), 4712, 10),
                        header(commit(500), 4711, 20),
                        level(commit(500), "A-1", "H1", "5")),
                answers);

        // then
        assertThat(answers.asked).containsExactly(List.of("4712", "4711"));
        CanonicalEvent booked = mapped.events().get(0);
        CanonicalEvent level = mapped.events().get(1);
        assertThat(booked.data())
                .isEqualTo(new OrderBooked(
                        new OrderId("shopify-us:8209829"),
                        "4711",
                        List.of(
                                new BookedLine(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.valueOf(2)),
                                new BookedLine(new Sku("A-2"), new LocationId("lyon"), BigDecimal.valueOf(1)))));
        assertThat(booked.sequence().commit()).isEqualTo(level.sequence().commit());
    }

    @Test
    void levels_by_query_are_sums_and_a_location_without_rows_is_zero() {
        // given
        QuerySource stock = new QuerySource(
                Map.of("public.moves", new KeyColumn("item", Map.of())),
                "select",
                Map.of(
                        "sku", new Field("sku", Map.of(), null),
                        "location", new Field("location", Map.of("H1", "hamburg", "H2", "hamburg", "L1", "lyon"), null),
                        "onHand", new Field("onhand", Map.of(), 0)));
        ErpMapping byQuery = new ErpMapping(new ErpConfig("other", 1, config.database(), Map.of(Section.STOCK, stock)));
        Answers answers = new Answers(List.of(
                row("sku", "A-1", "location", "H1", "onhand", 3.0000001d),
                row("sku", "A-1", "location", "H2", "onhand", 4d)));

        // when
        Mapped mapped = byQuery.events(
                List.of(new RowChange(new Commit(2, 500, AT, 500L, 0), "public.moves", null, row("item", "A-1"))),
                answers);

        // then
        assertThat(mapped.events())
                .extracting(CanonicalEvent::data)
                .containsExactly(
                        new StockCounted(new Sku("A-1"), new LocationId("hamburg"), BigDecimal.valueOf(7)),
                        new StockCounted(new Sku("A-1"), new LocationId("lyon"), BigDecimal.ZERO));
        assertThat(mapped.events().get(0).sequence().value()).startsWith("000002-");
    }

    @Test
    void a_snapshot_tells_no_commit_time_and_a_later_round_of_it_is_newer() {
        // given
        RowChange first = price(new Commit(1, 300, AT, null, 0), "A-1");
        RowChange later = price(new Commit(1, 300, AT, null, 1), "A-1");

        // when
        CanonicalEvent one = only(mapping.events(List.of(first), NOTHING));
        CanonicalEvent two = only(mapping.events(List.of(later), NOTHING));

        // then
        assertThat(one.committedAt()).isNull();
        assertThat(two.sequence()).isGreaterThan(one.sequence());
        assertThat(two.id()).isNotEqualTo(one.id());
    }

    @Test
    void all_events_of_a_commit_share_a_trace_and_another_commit_has_another() {
        // given
        List<RowChange> changes =
                List.of(price(commit(500), "A-1"), price(commit(500), "A-2"), price(commit(501), "A-3"));

        // when
        List<String> traces = traces(changes);

        // then
        assertThat(traces).hasSize(3).allMatch(trace -> trace.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01"));
        assertThat(traces.get(0)).isEqualTo(traces.get(1)).isNotEqualTo(traces.get(2));
        assertThat(traces(changes)).isEqualTo(traces);
    }

    private List<String> traces(List<RowChange> changes) {
        return mapping.events(changes, NOTHING).events().stream()
                .map(CanonicalEvent::traceparent)
                .toList();
    }

    @Test
    void a_query_that_fails_fails_the_batch() {
        // given
        Queries away = (sql, keys, transactions) -> {
            throw Failure.unavailable("legacy", "query", "connection refused", null);
        };

        // then
        assertThatThrownBy(() -> mapping.events(List.of(price(commit(500), "A-1")), away))
                .isInstanceOf(Failure.class);
    }

    private static CanonicalEvent only(Mapped mapped) {
        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.events()).hasSize(1);
        return mapped.events().get(0);
    }

    private static Commit commit(long position) {
        return new Commit(1, position, AT, 7L, 0);
    }

    private static RowChange level(Commit commit, String sku, String location, String onHand) {
        return new RowChange(
                commit, "public.lagbst", null, row("artnr", sku, "lager", location, "bestd", new BigDecimal(onHand)));
    }

    private static RowChange price(Commit commit, String sku) {
        return new RowChange(commit, "public.prslst", null, row("artnr", sku, "prlst", "01"));
    }

    private static RowChange header(Commit commit, int number, int status) {
        return new RowChange(commit, "public.aufkpf", null, row("aufnr", number, "stat", (short) status));
    }

    private static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new HashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }

    /** Gives the same rows to everybody and notes what was asked. */
    private static final class Answers implements Queries {
        private final List<Map<String, Object>> rows;
        private final List<List<String>> asked = new ArrayList<>();
        private final List<Set<Long>> seen = new ArrayList<>();

        Answers(List<Map<String, Object>> rows) {
            this.rows = rows;
        }

        @Override
        public List<Map<String, Object>> rows(String sql, Collection<String> keys, Set<Long> transactions) {
            asked.add(List.copyOf(keys));
            seen.add(Set.copyOf(transactions));
            return rows;
        }
    }
}
