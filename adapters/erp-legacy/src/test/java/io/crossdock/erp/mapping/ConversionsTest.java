package io.crossdock.erp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.Component;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Field;
import io.crossdock.erp.KeyColumn;
import io.crossdock.erp.QuerySource;
import io.crossdock.erp.RowSource;
import io.crossdock.erp.SampleMapping;
import io.crossdock.erp.Section;
import io.crossdock.erp.Source;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConversionsTest {

    private static final String LOOKUP = "lookup";

    private final List<String> asked = new ArrayList<>();
    private final List<List<String>> keys = new ArrayList<>();
    private final Map<String, List<Map<String, Object>>> answers = new HashMap<>();
    private final Queries queries = (sql, wanted, transactions) -> {
        asked.add(sql);
        keys.add(List.copyOf(wanted));
        return answers.getOrDefault(sql, List.of());
    };

    @Test
    void a_constant_a_factor_and_a_scale_make_a_level() {
        // given
        Source stock = stockRow(Field.constant("hamburg"), number("0.01", 1));

        // when
        Mapped mapped = map(Section.STOCK, stock, insert(5, row("a", "A-1 ", "b", -1234d)));

        // then
        assertThat(only(mapped))
                .isEqualTo(new StockCounted(new Sku("A-1"), new LocationId("hamburg"), new BigDecimal("-12.3")));
    }

    @Test
    void a_renamed_item_leaves_zero_behind_where_the_location_is_a_constant() {
        // given
        Source stock = stockRow(Field.constant("hamburg"), number(null, null));
        RowChange renamed = new RowChange(
                commit(5), "public.t", row("a", "33", "b", null), row("a", "34", "b", BigDecimal.valueOf(7)));

        // when
        Mapped mapped = map(Section.STOCK, stock, renamed);

        // then
        assertThat(mapped.events())
                .extracting(CanonicalEvent::data)
                .containsExactly(
                        new StockCounted(new Sku("33"), new LocationId("hamburg"), BigDecimal.ZERO),
                        new StockCounted(new Sku("34"), new LocationId("hamburg"), BigDecimal.valueOf(7)));
    }

    @Test
    void an_unknown_code_is_a_failure_unless_a_default_is_written() {
        // given
        RowChange change = insert(5, row("a", "A-1", "g", "77", "t", null));

        // when
        Mapped without = map(Section.ITEMS, itemRow(null), change);
        Mapped with = map(Section.ITEMS, itemRow("other"), change);

        // then
        assertThat(without.failures().get(0).failure()).hasMessageContaining("unknown code '77'");
        assertThat(only(with)).isEqualTo(new ItemDescribed(new Sku("A-1"), null, "other", List.of(), false));
    }

    @Test
    void a_large_text_that_did_not_change_is_kept_and_never_told_as_empty() {
        // given
        Map<String, Object> after = row("a", "A-1", "g", "1");
        RowChange whole = new RowChange(commit(5), "public.t", row("a", "A-1", "g", null, "t", "long text"), after);
        RowChange keyOnly = new RowChange(commit(6), "public.t", row("a", "A-0", "g", null, "t", null), after);

        // then
        assertThat(only(map(Section.ITEMS, itemRow(null), whole)))
                .isEqualTo(new ItemDescribed(new Sku("A-1"), "long text", "lamps", List.of(), false));
        assertThat(map(Section.ITEMS, itemRow(null), keyOnly).failures().get(0).failure())
                .hasMessageContaining("column 't' did not come with the row");
    }

    @Test
    void a_kit_is_told_with_what_it_is_made_of() {
        // given
        answers.put(
                "select",
                List.of(
                        row("sku", "SET", "title", "Set", "component", "A-1 ", "componentquantity", 2d),
                        row("sku", "SET", "title", "Set", "component", "A-2", "componentquantity", BigDecimal.ONE),
                        row("sku", "SET", "title", "Set", "component", "A-1", "componentquantity", BigDecimal.ONE),
                        row("sku", "A-1", "title", "Lamp", "component", null, "componentquantity", null)));

        // when
        Mapped mapped = map(
                Section.ITEMS,
                items(new KeyColumn("a", Map.of())),
                insert(5, row("a", "SET")),
                insert(5, row("a", "A-1")));

        // then
        assertThat(mapped.events())
                .extracting(CanonicalEvent::data)
                .containsExactly(
                        new ItemDescribed(
                                new Sku("SET"),
                                "Set",
                                null,
                                List.of(
                                        new Component(new Sku("A-1"), BigDecimal.valueOf(3)),
                                        new Component(new Sku("A-2"), BigDecimal.ONE)),
                                false),
                        new ItemDescribed(new Sku("A-1"), "Lamp", null, List.of(), false));
    }

    @Test
    void changed_rows_lead_to_their_items_by_one_lookup_and_each_item_is_queried_once() {
        // given
        answers.put(
                LOOKUP,
                List.of(
                        row("changed", 1, "sku", "RED"),
                        row("changed", 1, "sku", "BLUE"),
                        row("changed", 2, "sku", "RED")));

        // when
        Mapped mapped = map(
                Section.ITEMS,
                items(lookup(false)),
                insert(5, row("id", 1)),
                insert(6, row("id", 2)),
                insert(6, row("id", 1)));

        // then
        assertThat(asked).containsExactly(LOOKUP, "select");
        assertThat(keys.get(0)).containsExactlyInAnyOrder("1", "2");
        assertThat(keys.get(1)).containsExactlyInAnyOrder("RED", "BLUE");
        assertThat(mapped.events())
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.sequence().commit()).endsWith("6"));
    }

    @Test
    void only_rows_with_one_of_the_named_values_matter_where_the_mapping_names_some() {
        // when
        map(
                Section.ITEMS,
                items(new KeyColumn("a", Map.of("stat", List.of("1", "2")))),
                insert(5, row("a", "NEW", "stat", (short) 0)),
                insert(5, row("a", "ACTIVE", "stat", (short) 1)));

        // then
        assertThat(keys).containsExactly(List.of("ACTIVE"));
    }

    @Test
    void a_row_that_moved_from_one_item_to_another_concerns_both() {
        // given
        answers.put(LOOKUP, List.of(row("changed", 1, "sku", "OLD"), row("changed", 2, "sku", "NEW")));

        // when
        map(Section.ITEMS, items(lookup(false)), new RowChange(commit(5), "public.t", row("id", 1), row("id", 2)));

        // then
        assertThat(keys.get(1)).containsExactlyInAnyOrder("OLD", "NEW");
    }

    @Test
    void a_row_whose_item_is_not_found_is_a_failure_with_the_row_unless_the_mapping_ignores_it() {
        // given
        answers.put(LOOKUP, List.of(row("changed", 1, "sku", null)));
        RowChange[] changes = {insert(5, row("id", 1)), insert(5, row("id", null))};

        // when
        Mapped refusing = map(Section.ITEMS, items(lookup(false)), changes);
        Mapped ignoring = map(Section.ITEMS, items(lookup(true)), changes);

        // then
        assertThat(refusing.failures())
                .extracting(FailedRow::rows)
                .containsExactlyInAnyOrder(List.of(row("id", 1)), List.of(row("id", null)));
        assertThat(ignoring).isEqualTo(new Mapped(List.of(), List.of()));
    }

    @Test
    void only_a_batch_of_very_many_keys_is_split() {
        // given
        RowChange[] changes = IntStream.rangeClosed(0, TouchedKeys.MAX_KEYS)
                .mapToObj(number -> insert(5, row("a", "A-" + number)))
                .toArray(RowChange[]::new);

        // when
        map(Section.ITEMS, items(new KeyColumn("a", Map.of())), changes);

        // then
        assertThat(keys).extracting(List::size).containsExactly(TouchedKeys.MAX_KEYS, 1);
    }

    private Mapped map(Section section, Source source, RowChange... changes) {
        ErpConfig sample = SampleMapping.read("db", 5432, "erp", "crossdock", "slot", "secret");
        ErpConfig config = new ErpConfig("other", 1, sample.database(), Map.of(section, source));
        return new ErpMapping(config).events(Arrays.asList(changes), queries);
    }

    private static Object only(Mapped mapped) {
        assertThat(mapped.failures()).isEmpty();
        assertThat(mapped.events()).hasSize(1);
        return mapped.events().get(0).data();
    }

    private static Source stockRow(Field location, Field onHand) {
        return new RowSource(
                "public.t", Map.of("sku", new Field("a", Map.of(), null), "location", location, "onHand", onHand));
    }

    private static Field number(String factor, Integer scale) {
        return new Field("b", null, true, Map.of(), null, factor == null ? null : new BigDecimal(factor), scale);
    }

    private static Source itemRow(String otherwise) {
        Field category = new Field("g", null, true, Map.of("1", "lamps"), otherwise, null, null);
        return new RowSource(
                "public.t",
                Map.of(
                        "sku",
                        new Field("a", Map.of(), null),
                        "title",
                        new Field("t", Map.of(), null),
                        "category",
                        category));
    }

    private static Source items(KeyColumn key) {
        Map<String, Field> fields = new HashMap<>();
        Section.ITEMS
                .fields()
                .forEach(name -> fields.put(name, new Field(name.toLowerCase(Locale.ROOT), Map.of(), null)));
        return new QuerySource(Map.of("public.t", key), "select", fields);
    }

    private static KeyColumn lookup(boolean ignoresMissing) {
        return new KeyColumn("id", Map.of(), LOOKUP, ignoresMissing);
    }

    private static RowChange insert(long position, Map<String, Object> row) {
        return new RowChange(commit(position), "public.t", null, row);
    }

    private static Commit commit(long position) {
        return new Commit(1, position, Instant.EPOCH, 7L, 0);
    }

    private static Map<String, Object> row(Object... columnsAndValues) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
        }
        return row;
    }
}
