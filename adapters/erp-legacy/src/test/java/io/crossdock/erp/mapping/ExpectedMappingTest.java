package io.crossdock.erp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.erp.ErpConfigReader;
import io.crossdock.erp.Section;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What purchase orders' rows say of an item. */
class ExpectedMappingTest {

    @TempDir
    private Path folder;

    private final List<Map<String, Object>> purchases = new ArrayList<>();
    private ErpMapping mapping;

    @BeforeEach
    void begin() throws IOException {
        Path file = Files.writeString(folder.resolve("old.erp.yaml"), """
                erp: old
                timeZone: Europe/Berlin
                database: {type: postgresql, host: db, port: 5432, name: erp, user: u, password: p, slot: s, publication: p}
                stock:
                  query:
                    keys: {public.stock: sku}
                    sql: "select levels where a = any(?)"
                    fields: {location: {codes: {H1: hamburg}}}
                expected:
                  query:
                    keys: {public.purchases: sku}
                    sql: "select purchases where a = any(?)"
                    fields: {location: {codes: {H1: hamburg, L1: lyon}}}
                """);
        mapping = new ErpMapping(ErpConfigReader.read(file, text -> text));
    }

    @Test
    void an_items_open_lines_are_told_as_a_whole_each_until_the_end_of_its_day() {
        // given
        purchases.add(purchase("H1", 10, "20260314", 4711));
        purchases.add(purchase("L1", 2.5, "2026-07-01", 4712));
        // then
        assertThat(told())
                .isEqualTo(new StockExpected(
                        new Sku("A-1"),
                        null,
                        List.of(
                                line("hamburg", "10", "2026-03-14T23:00:00Z", "4711"),
                                line("lyon", "2.5", "2026-07-01T22:00:00Z", "4712"))));
    }

    @Test
    void a_line_of_which_all_or_more_has_come_is_none_and_one_without_a_date_is_told_without() {
        // given
        purchases.add(purchase("H1", 0, "20260314", 4711));
        purchases.add(purchase("H1", -2, "20260314", 4712));
        purchases.add(purchase("H1", 7, "00000000", 4713));
        // then
        assertThat(told())
                .isEqualTo(new StockExpected(new Sku("A-1"), null, List.of(line("hamburg", "7", null, "4713"))));
    }

    @Test
    void no_row_says_that_nothing_is_to_arrive_any_more() {
        assertThat(told()).isEqualTo(new StockExpected(new Sku("A-1"), null, List.of()));
    }

    @Test
    void the_reference_may_be_left_out_of_the_query() {
        // given
        Map<String, Object> purchase = purchase("H1", 1, "20260314", 4711);
        purchase.remove("reference");
        purchases.add(purchase);
        // then
        assertThat(told())
                .isEqualTo(new StockExpected(
                        new Sku("A-1"), null, List.of(line("hamburg", "1", "2026-03-14T23:00:00Z", null))));
    }

    @Test
    void an_arrival_at_the_end_of_time_is_a_dead_letter_of_the_item() {
        // given
        purchases.add(purchase("H1", 1, "infinity", 4711));
        // when
        Mapped mapped = map(change("public.purchases"));
        // then
        assertThat(mapped.events()).isEmpty();
        assertThat(mapped.failures()).singleElement().satisfies(failed -> assertThat(failed.failure())
                .hasMessageEndingWith("column 'expectedby' is infinite, and expectedBy must be a moment"));
    }

    @Test
    void a_warehouse_that_nobody_mapped_is_a_dead_letter_of_the_item() {
        // given
        purchases.add(purchase("X9", 1, "20260314", 4711));
        // when
        Mapped mapped = map(change("public.purchases"));
        // then
        assertThat(mapped.events()).isEmpty();
        assertThat(mapped.failures()).singleElement().satisfies(failed -> {
            assertThat(failed.section()).isEqualTo(Section.EXPECTED);
            assertThat(failed.key()).isEqualTo("A-1");
            assertThat(failed.failure()).hasMessageContaining("unknown code 'X9'");
        });
    }

    /**
     * An ERP that books goods in whenever it is looked at: told first, the level would hold pieces that are expected still;
     * asked first, the purchases would expect what the level holds already.
     */
    @Test
    void what_a_level_includes_is_never_expected_as_well_whatever_is_booked_in_meanwhile() {
        // given
        int[] bookedIn = {0};
        Queries busy = (sql, keys, transactions) -> {
            bookedIn[0]++;
            return sql.contains("purchases")
                    ? List.of(purchase("H1", 10 - bookedIn[0], "20260314", 4711))
                    : List.of(row("sku", "A-1", "location", "H1", "onhand", bookedIn[0]));
        };
        // when
        List<CanonicalData> told =
                mapping.events(List.of(change("public.stock"), change("public.purchases")), busy).events().stream()
                        .map(CanonicalEvent::data)
                        .toList();
        // then
        assertThat(told).hasSize(2);
        StockExpected expected = (StockExpected) told.get(0);
        StockCounted level = (StockCounted) told.get(1);
        assertThat(level.onHand().add(expected.lines().get(0).quantity())).isLessThanOrEqualTo(BigDecimal.TEN);
    }

    @Test
    void an_item_that_is_asked_for_again_is_told_only_if_there_is_something_or_was() {
        // when
        List<CanonicalEvent> told = mapping.now(
                        Map.of(
                                Section.EXPECTED,
                                List.of(new AskedKey("A-1", true, Set.of()), new AskedKey("A-2", false, Set.of()))),
                        new Commit(1, 500, Instant.EPOCH, 7L, 0),
                        (sql, keys, transactions) -> List.of(),
                        null,
                        Set.of())
                .events();
        // then
        assertThat(told)
                .extracting(CanonicalEvent::data)
                .containsExactly(new StockExpected(new Sku("A-1"), null, List.of()));
    }

    private StockExpected told() {
        Mapped mapped = map(change("public.purchases"));
        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.events()).singleElement().satisfies(event -> assertThat(event.sequence())
                .isNotNull());
        return (StockExpected) mapped.events().get(0).data();
    }

    private Mapped map(RowChange... changes) {
        return mapping.events(List.of(changes), (sql, keys, transactions) -> purchases);
    }

    private static ExpectedLine line(String location, String quantity, String by, String reference) {
        return new ExpectedLine(
                new LocationId(location), new BigDecimal(quantity), by == null ? null : Instant.parse(by), reference);
    }

    private static RowChange change(String table) {
        return new RowChange(new Commit(1, 500, Instant.EPOCH, 7L, 0), table, null, row("sku", "A-1"));
    }

    private static Map<String, Object> purchase(String location, Object quantity, String date, int number) {
        return row("sku", "A-1", "location", location, "quantity", quantity, "expectedby", date, "reference", number);
    }

    private static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }
}
