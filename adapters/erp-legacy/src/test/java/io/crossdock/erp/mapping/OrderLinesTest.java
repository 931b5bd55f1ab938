package io.crossdock.erp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.KeyColumn;
import io.crossdock.erp.LineState;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.SampleMapping;
import io.crossdock.erp.Section;
import io.crossdock.erp.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an order's rows say of the levels. */
class OrderLinesTest {

    private static final Map<String, String> STATES =
            Map.of("D", "open", "R", "booked", "K", "picked", "L", "shipped", "X", "cancelled");

    private final List<Map<String, Object>> lines = new ArrayList<>();

    @Test
    void lines_at_or_past_the_state_that_the_level_excludes_are_told_apart_from_those_before_it() {
        // given
        lines.add(line("A-1", 1, "D"));
        lines.add(line("A-2", 2, "R"));
        lines.add(line("A-3", 3, "K"));
        lines.add(line("A-4", 4, "L"));
        lines.add(line("A-5", 5, "X"));

        // when
        OrderBooked picked = booked(LineState.PICKED);
        OrderBooked shipped = booked(LineState.SHIPPED);

        // then
        assertThat(picked.lines()).containsExactly(piece("A-3", 3), piece("A-4", 4));
        assertThat(picked.open()).containsExactly(piece("A-1", 1), piece("A-2", 2));
        assertThat(picked.cancelled()).containsExactly(piece("A-5", 5));
        assertThat(shipped.lines()).containsExactly(piece("A-4", 4));
        assertThat(booked(LineState.BOOKED).open()).containsExactly(piece("A-1", 1));
    }

    @Test
    void one_line_may_be_in_several_states_at_once() {
        // given
        lines.add(line("A-1", 2, "L"));
        lines.add(line("A-1", 3, "D"));
        lines.add(line("A-1", 1, "X"));

        // when
        OrderBooked booked = booked(LineState.PICKED);

        // then
        assertThat(booked.lines()).containsExactly(piece("A-1", 2));
        assertThat(booked.open()).containsExactly(piece("A-1", 3));
        assertThat(booked.cancelled()).containsExactly(piece("A-1", 1));
    }

    /** It made the whole order a dead letter, and its reservations stayed for ever. */
    @Test
    void a_line_of_0_pieces_is_nothing_of_it_and_holds_up_no_other() {
        // given
        lines.add(line("A-1", 0, "L"));
        lines.add(line("A-2", 2, "L"));

        // then
        assertThat(booked(LineState.PICKED).lines()).containsExactly(piece("A-2", 2));
        assertThat(booked(null).lines()).containsExactly(piece("A-2", 2));
    }

    @Test
    void an_order_without_lines_is_told_when_an_outer_join_gives_its_own_row() {
        // given
        lines.add(line(null, null, null));

        // then
        assertThat(booked(LineState.PICKED))
                .isEqualTo(new OrderBooked(new OrderId("acme-eu:1"), "4711", List.of(), List.of(), List.of()));
    }

    @Test
    void pieces_of_no_item_and_a_state_that_nobody_mapped_are_failures() {
        // given
        lines.add(line(null, 2, "L"));
        // then
        assertThat(map(LineState.PICKED).failures().get(0).failure()).hasMessageContaining("column 'sku' is empty");

        // given
        lines.set(0, line("A-1", 2, "Q"));
        // then
        assertThat(map(LineState.PICKED).failures().get(0).failure()).hasMessageContaining("unknown code 'Q'");
    }

    /** Asked after the levels, an order would tell of a pick that the level of the same batch does not exclude yet. */
    @Test
    void a_batch_reads_its_orders_before_its_levels() {
        // given an ERP that picks whenever it is looked at
        int[] picked = {0};
        Queries busy = (sql, keys, transactions) -> {
            picked[0]++;
            return sql.equals("orders")
                    ? List.of(line("A-1", picked[0], "K"), line("A-1", 9 - picked[0], "D"))
                    : List.of(row("sku", "A-1", "location", "H1", "onhand", 9 - picked[0]));
        };

        // when
        List<CanonicalEvent> events = mapping(LineState.PICKED)
                .events(
                        List.of(change("public.stock", row("sku", "A-1")), change("public.lines", row("nr", 4711))),
                        busy)
                .events();

        // then the level excludes all that the booking says it does, and more
        BigDecimal excluded = events.stream()
                .filter(event -> event.data() instanceof OrderBooked)
                .map(event -> ((OrderBooked) event.data()).lines().get(0).quantity())
                .findFirst()
                .orElseThrow();
        BigDecimal onHand = events.stream()
                .filter(event -> event.data() instanceof StockCounted)
                .map(event -> ((StockCounted) event.data()).onHand())
                .findFirst()
                .orElseThrow();
        assertThat(BigDecimal.valueOf(9).subtract(onHand)).isGreaterThanOrEqualTo(excluded);
        assertThat(events).extracting(event -> event.sequence().commit()).hasSize(2);
    }

    private OrderBooked booked(LineState levelExcludes) {
        Mapped mapped = map(levelExcludes);
        assertThat(mapped.failures()).isEmpty();
        return (OrderBooked) mapped.events().get(0).data();
    }

    private Mapped map(LineState levelExcludes) {
        return mapping(levelExcludes)
                .events(List.of(change("public.lines", row("nr", 4711))), (sql, keys, transactions) -> lines);
    }

    private static ErpMapping mapping(LineState levelExcludes) {
        Map<Section, Source> sources = new EnumMap<>(Section.class);
        Map<String, Field> fields = new HashMap<>();
        Section.ORDERS.fields().forEach(name -> fields.put(name, field(name)));
        fields.put("state", new Field("state", STATES, null));
        sources.put(
                Section.ORDERS,
                new QuerySource(
                        Map.of("public.lines", new KeyColumn("nr", Map.of())),
                        "orders",
                        fields,
                        Optional.ofNullable(levelExcludes)));
        Map<String, Field> stock = new HashMap<>();
        Section.STOCK.fields().forEach(name -> stock.put(name, field(name)));
        stock.put("location", new Field("location", Map.of("H1", "hamburg"), null));
        sources.put(
                Section.STOCK,
                new QuerySource(Map.of("public.stock", new KeyColumn("sku", Map.of())), "levels", stock));
        return new ErpMapping(new ErpConfig(
                "other",
                1,
                SampleMapping.read("db", 5432, "erp", "crossdock", "slot", "secret")
                        .database(),
                sources));
    }

    private static Field field(String name) {
        return new Field(name.toLowerCase(Locale.ROOT), Map.of(), null);
    }

    private static RowChange change(String table, Map<String, Object> row) {
        return new RowChange(new Commit(1, 500, Instant.EPOCH, 7L, 0), table, null, row);
    }

    private static BookedLine piece(String sku, int quantity) {
        return new BookedLine(new Sku(sku), new LocationId("hamburg"), BigDecimal.valueOf(quantity));
    }

    private static Map<String, Object> line(String sku, Integer quantity, String state) {
        return row(
                "order",
                "acme-eu:1",
                "number",
                4711,
                "sku",
                sku,
                "location",
                "hamburg",
                "quantity",
                quantity,
                "state",
                state);
    }

    private static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }
}
