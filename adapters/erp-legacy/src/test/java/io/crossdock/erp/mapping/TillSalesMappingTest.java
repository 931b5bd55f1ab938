package io.crossdock.erp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.ErpConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TillSalesMappingTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");
    private static final String HEAD = """
            erp: old
            timeZone: Europe/Berlin
            database: {type: postgresql, host: db, port: 5432, name: erp, user: u, password: p, slot: s, publication: p}
            """;
    private static final String ROW =
            "stock: {row: {table: public.l, sku: a, location: {column: l, codes: {H1: hamburg}}, onHand: b}}\n";
    private static final String QUERY = "stock: {query: {keys: {public.l: a}, sql: 'select 1 where a = any(?)',"
            + " fields: {location: {codes: {H1: hamburg, H2: hamburg, L1: lyon}}}}}\n";

    @TempDir
    private Path folder;

    @Test
    void an_erp_that_books_sales_by_the_tills_own_id_tells_them_as_it_tells_orders() throws IOException {
        // given
        ErpConfig config = read(HEAD + """
                orders: {query: {keys: {public.o: nr}, sql: "select 'orders' where a = any(?)"}}
                tillSales:
                  absorbedBy: reference
                  query:
                    keys: {public.bon: nr}
                    sql: select 'sales' where nr = any(?)
                    fields: {location: {codes: {H1: hamburg}}}
                """);
        Queries queries = (sql, keys, transactions) -> List.of(row(
                "order",
                sql.contains("sales") ? "square-us:b" : "shopify-us:o",
                "number",
                7,
                "sku",
                "A-1",
                "location",
                "H1",
                "quantity",
                2));

        // when a sale has the number of an order of the same commit
        Mapped mapped = new ErpMapping(config)
                .events(List.of(change("public.bon", row("nr", 7)), change("public.o", row("nr", 7))), queries);

        // then
        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.events()).extracting(CanonicalEvent::subject).containsExactly("shopify-us:o", "square-us:b");
        assertThat(mapped.events()).extracting(CanonicalEvent::id).doesNotHaveDuplicates();
        assertThat(((OrderBooked) mapped.events().get(1).data())
                        .lines()
                        .get(0)
                        .location()
                        .value())
                .isEqualTo("hamburg");
    }

    @Test
    void an_erp_that_posts_sales_within_a_time_tells_by_each_level_which_are_in_it() throws IOException {
        // given
        String within = "tillSales: {absorbedBy: level, within: 15m}\n";

        // when
        CanonicalData byRow = only(read(HEAD + ROW + within), change("public.l", row("a", "A-1", "l", "H1", "b", 5)));
        CanonicalData inSnapshot = only(
                read(HEAD + ROW + within),
                new RowChange(new Commit(1, 5, AT, null, 0), "public.l", null, row("a", "A-1", "l", "H1", "b", 5)));
        CanonicalData byQuery = only(read(HEAD + QUERY + within), change("public.l", row("a", "A-1")));

        // then
        assertThat(((StockCounted) byRow).salesUntil()).isEqualTo("2026-03-02T09:45:00Z");
        assertThat(((StockCounted) inSnapshot).salesUntil()).isNull();
        assertThat(((StockCounted) byQuery).salesUntil()).isEqualTo("2026-03-02T09:45:00Z");
    }

    @Test
    void an_erp_that_posts_its_tills_at_closing_tells_until_when_and_of_a_sum_the_earliest_holds() throws IOException {
        // given
        ErpConfig config = read(HEAD + QUERY + "tillSales: {absorbedBy: time}\n");
        Queries queries = (sql, keys, transactions) -> List.of(
                row("sku", "A-1", "location", "H1", "onhand", 5, "salesuntil", "2026-03-01 20:00:00"),
                row("sku", "A-1", "location", "H2", "onhand", 1, "salesuntil", "2026-03-01 19:00:00"),
                row("sku", "A-1", "location", "L1", "onhand", 1, "salesuntil", null));

        // when
        List<CanonicalData> levels = new ErpMapping(config)
                .events(List.of(change("public.l", row("a", "A-1"))), queries).events().stream()
                        .map(CanonicalEvent::data)
                        .toList();

        // then
        assertThat(((StockCounted) levels.get(0)).salesUntil()).isEqualTo("2026-03-01T18:00:00Z");
        assertThat(((StockCounted) levels.get(0)).onHand()).isEqualByComparingTo("6");
        assertThat(((StockCounted) levels.get(1)).salesUntil()).isNull();
    }

    @Test
    void without_the_section_levels_say_nothing_of_sales() throws IOException {
        // when
        CanonicalData level = only(read(HEAD + ROW), change("public.l", row("a", "A-1", "l", "H1", "b", 5)));

        // then
        assertThat(((StockCounted) level).salesUntil()).isNull();
    }

    @Test
    void mistakes_are_told_with_line_and_key() {
        assertThatThrownBy(() -> read(HEAD + ROW + "tillSales: {absorbedBy: magic}"))
                .hasMessage("old.erp.yaml:5: tillSales.absorbedBy: 'magic' is not allowed;"
                        + " allowed: reference, level, time");
        assertThatThrownBy(() -> read(HEAD + ROW + "tillSales: {absorbedBy: level, within: soon}"))
                .hasMessage("old.erp.yaml:5: tillSales.within: 'soon' is no such time;"
                        + " allowed: 90s, 15m, 26h and the like, up to 168h");
        assertThatThrownBy(() -> read(HEAD + ROW + "tillSales: {absorbedBy: reference, within: 15m}"))
                .hasMessageContaining("old.erp.yaml:5: tillSales: has no query, by which sales are found")
                .hasMessageContaining(
                        "old.erp.yaml:5: tillSales.within: says nothing with absorbedBy: reference; allowed: absorbedBy: level");
        assertThatThrownBy(() -> read(HEAD + ROW + "tillSales: {absorbedBy: time}"))
                .hasMessageContaining("tillSales.absorbedBy: needs levels that say so; allowed: stock by query");
        assertThatThrownBy(() -> read(HEAD.replace("Berlin", "Atlantis") + ROW))
                .hasMessageContaining("old.erp.yaml:2: timeZone: 'Europe/Atlantis' is no time zone");
    }

    private static CanonicalData only(ErpConfig config, RowChange change) {
        Mapped mapped = new ErpMapping(config)
                .events(
                        List.of(change),
                        (sql, keys, transactions) -> List.of(row("sku", "A-1", "location", "H1", "onhand", 5)));
        assertThat(mapped.failures()).isEmpty();
        return mapped.events().get(0).data();
    }

    private static RowChange change(String table, Map<String, Object> row) {
        return new RowChange(new Commit(1, 500, AT, 7L, 0), table, null, row);
    }

    private static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }

    private ErpConfig read(String yaml) throws IOException {
        return ErpConfigReader.read(Files.writeString(folder.resolve("old.erp.yaml"), yaml), text -> text);
    }
}
