package io.crossdock.erp.mapping;

import static io.crossdock.erp.mapping.LegacyRows.AT;
import static io.crossdock.erp.mapping.LegacyRows.commit;
import static io.crossdock.erp.mapping.LegacyRows.header;
import static io.crossdock.erp.mapping.LegacyRows.level;
import static io.crossdock.erp.mapping.LegacyRows.price;
import static io.crossdock.erp.mapping.LegacyRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalEvent;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is asked of the ERP's database, and what its answers become. */
class QueryMappingTest {

    private final ErpConfig config = SampleMapping.read("db", 5432, "erp", "crossdock", "slot", "secret");
    private final ErpMapping mapping = new ErpMapping(config);

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
    void a_query_that_fails_fails_the_batch() {
        // given
        Queries away = (sql, keys, transactions) -> {
            throw Failure.unavailable("legacy", "query", "connection refused", null);
        };

        // then
        assertThatThrownBy(() -> mapping.events(List.of(price(commit(500), "A-1")), away))
                .isInstanceOf(Failure.class);
    }
}
