package io.crossdock.erp.mapping;

import static io.crossdock.erp.mapping.LegacyRows.AT;
import static io.crossdock.erp.mapping.LegacyRows.NOTHING;
import static io.crossdock.erp.mapping.LegacyRows.commit;
import static io.crossdock.erp.mapping.LegacyRows.level;
import static io.crossdock.erp.mapping.LegacyRows.price;
import static io.crossdock.erp.mapping.LegacyRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.SampleMapping;
import io.crossdock.spi.Failure;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErpMappingTest {

    private final ErpMapping mapping =
            new ErpMapping(SampleMapping.read("db", 5432, "erp", "crossdock", "slot", "secret"));

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

    private static CanonicalEvent only(Mapped mapped) {
        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.events()).hasSize(1);
        return mapped.events().get(0);
    }
}
