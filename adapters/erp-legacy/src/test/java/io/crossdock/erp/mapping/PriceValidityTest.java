package io.crossdock.erp.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.erp.ErpConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PriceValidityTest {

    @TempDir
    private Path folder;

    private final List<Map<String, Object>> rows = new ArrayList<>();

    @Test
    void only_what_is_valid_now_is_told_with_the_next_date_of_any_row() throws IOException {
        // given
        row("retail", "10", "0000-00-00", "2026-12-31");
        row("retail", "8", LocalDate.of(2026, 12, 1), "20261224");
        row("outlet", "5", "2027-02-01", null);
        row("outlet", "6", null, "2026-10-31");

        // then
        assertThat(at("2026-11-30T22:59:59Z")).isEqualTo("[retail 10] until 2026-11-30T23:00:00Z");
        assertThat(at("2026-11-30T23:00:00Z")).isEqualTo("[retail 8] until 2026-12-24T23:00:00Z");
        assertThat(at("2026-12-24T23:00:00Z")).isEqualTo("[retail 10] until 2026-12-31T23:00:00Z");
        assertThat(at("2026-12-31T23:00:00Z")).isEqualTo("[] until 2027-01-31T23:00:00Z");
        assertThat(at("2027-01-31T23:00:00Z")).isEqualTo("[outlet 5] until null");
    }

    @Test
    void a_date_that_nobody_will_live_to_see_is_no_date() throws IOException {
        // given
        row("retail", "10", null, "9999-12-31");

        // then
        assertThat(at("2026-11-30T22:59:59Z")).isEqualTo("[retail 10] until null");
    }

    @Test
    void a_price_without_end_has_none_and_one_that_never_comes_is_none() throws IOException {
        // given
        row("retail", "10", "-infinity", "infinity");
        row("outlet", "6", "2026-12-01", "infinity");
        row("outlet", "5", "infinity", null);
        row("retail", "3", null, "-infinity");

        // then
        assertThat(at("2026-11-30T22:59:59Z")).isEqualTo("[retail 10] until 2026-11-30T23:00:00Z");
        assertThat(at("2026-11-30T23:00:00Z")).isEqualTo("[retail 10, outlet 6] until null");
    }

    @Test
    void since_when_a_price_holds_is_told_with_it_where_its_row_says_so() throws IOException {
        // given
        row("retail", "8", "2026-11-01", null);
        row("outlet", "6", null, "2026-12-31");
        row("net", "5", "-infinity", null);

        // when
        var told = (PriceChanged)
                map(mapping("2026-11-30T22:59:59Z")).events().get(0).data();

        // then
        assertThat(told.prices())
                .extracting(ListPrice::list, ListPrice::validFrom)
                .containsExactly(
                        tuple("retail", Instant.parse("2026-10-31T23:00:00Z")),
                        tuple("outlet", null),
                        tuple("net", null));
    }

    @Test
    void rows_that_are_not_valid_do_no_harm_whatever_else_is_in_them() throws IOException {
        // given
        row("retail", "10", null, null);
        row("abandoned list", "n/a", null, "2001-12-31");

        // then
        assertThat(at("2026-11-30T22:59:59Z")).isEqualTo("[retail 10] until null");
    }

    @Test
    void two_prices_of_one_list_since_the_same_moment_are_a_mistake_and_two_currencies_are_not() throws IOException {
        // given
        row("retail", "10", "2026-01-01", null);
        row("retail", "11", "2026-01-01", null);

        // then
        assertThat(map(mapping("2026-11-30T22:59:59Z")).failures().get(0).failure())
                .hasMessageContaining("two prices of list retail in EUR are valid since the same moment");

        // when
        rows.get(1).put("currency", "USD");
        // then
        assertThat(at("2026-11-30T22:59:59Z")).isEqualTo("[retail 10, retail 11] until null");
    }

    @Test
    void when_a_date_comes_prices_follow_what_was_told_and_a_later_change_is_newer_than_they() throws IOException {
        // given
        row("retail", "10", null, "2026-11-30");
        row("retail", "9", "2026-12-01", "2026-12-24");
        CanonicalEvent told = map(mapping("2026-11-01T00:00:00Z")).events().get(0);
        PriceDate date = PriceDate.of(told).orElseThrow();

        // when
        CanonicalEvent come = mapping(date.at().toString())
                .prices(List.of(date), this::ask)
                .events()
                .get(0);
        CanonicalEvent again = mapping("2026-12-24T23:00:00Z")
                .prices(List.of(PriceDate.of(come).orElseThrow()), this::ask)
                .events()
                .get(0);

        // then
        assertThat(text(come)).isEqualTo("[retail 9] until 2026-12-24T23:00:00Z");
        assertThat(come.time()).isEqualTo(date.at());
        assertThat(come.committedAt()).isNull();
        assertThat(come.id()).isNotEqualTo(told.id());
        assertThat(come.sequence()).isGreaterThan(told.sequence());
        assertThat(again.sequence()).isGreaterThan(come.sequence());
        assertThat(again.sequence().commit()).isEqualTo(told.sequence().commit());
    }

    private String at(String now) throws IOException {
        Mapped mapped = map(mapping(now));
        assertThat(mapped.failures()).isEmpty();
        return text(mapped.events().get(0));
    }

    private static String text(CanonicalEvent event) {
        PriceChanged prices = (PriceChanged) event.data();
        List<String> all = prices.prices().stream().map(PriceValidityTest::text).toList();
        return all + " until " + prices.validUntil();
    }

    private static String text(ListPrice price) {
        return price.list() + " " + price.price().amount().toPlainString();
    }

    private Mapped map(ErpMapping mapping) {
        RowChange change =
                new RowChange(new Commit(1, 500, Instant.EPOCH, 7L, 0), "public.p", null, Map.of("a", "A-1"));
        return mapping.events(List.of(change), this::ask);
    }

    private List<Map<String, Object>> ask(
            String sql, java.util.Collection<String> keys, java.util.Set<Long> transactions) {
        assertThat(keys).containsExactly("A-1");
        return rows;
    }

    private ErpMapping mapping(String now) throws IOException {
        Path file = Files.writeString(folder.resolve("old.erp.yaml"), """
                erp: old
                timeZone: Europe/Berlin
                database: {type: postgresql, host: db, port: 5432, name: erp, user: u, password: p, slot: s, publication: p}
                prices: {query: {keys: {public.p: a}, sql: "select 1 where a = any(?)"}}
                """);
        return new ErpMapping(
                ErpConfigReader.read(file, text -> text), Clock.fixed(Instant.parse(now), ZoneOffset.UTC));
    }

    private void row(String list, String amount, Object from, Object until) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sku", "A-1");
        row.put("list", list);
        row.put("amount", amount);
        row.put("currency", "EUR");
        row.put("validfrom", from);
        row.put("validuntil", until);
        rows.add(row);
    }
}
