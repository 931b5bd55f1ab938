package io.crossdock.erp.check.postgres;

import static io.crossdock.erp.check.postgres.Checking.check;
import static io.crossdock.erp.check.postgres.Checking.troubles;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.erp.BareErp;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mapping that does not fit the database's tables is told with table, column and what is lost. */
@OnBackbone(Part.POSTGRES)
class MappingFitTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final Backbone backbone;

    @TempDir
    Path folder;

    private BareErp erp;

    MappingFitTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void aDatabase() throws Exception {
        erp = new BareErp(backbone.postgres(), "erp_fit_" + DATABASES.incrementAndGet(), folder);
    }

    @Test
    void tables_and_columns_that_are_not_there_are_told_with_those_that_are() throws Exception {
        // given
        erp.run("create table l (a text primary key, b int)", "create view v as select * from l")
                .admit("l")
                .run("grant select on v to ROLE");
        // then
        assertThat(troubles(check(erp, """
                        stock: {row: {table: public.v, sku: a, location: {value: x}, onHand: b}}
                        items: {row: {table: public.l, sku: a, title: bez}}
                        prices: {query: {keys: {public.p: a}, sql: "select a as sku, 'x' as list, b as amount from l where a = any(?)"}}
                        """)))
                .contains(
                        "FAIL stock: public.v: is a view or a foreign table, whose changes are in no log",
                        "FAIL items: public.l: title: has no column 'bez'",
                        "FAIL prices: public.p: is not there",
                        "FAIL prices: query: currency: gives no column 'currency'");
    }

    @Test
    void types_that_a_field_cannot_be_read_from_are_told() throws Exception {
        // given
        erp.run("create domain pieces as numeric(9,2)")
                .run("create table l (a text primary key, b pieces, c date, d bytea, e text, f int, g jsonb, h real)")
                .admit("l");
        // then
        assertThat(troubles(check(erp, """
                        stock: {row: {table: public.l, sku: a, location: {value: x}, onHand: b}}
                        items: {row: {table: public.l, sku: a, title: c, category: d, discontinued: f}}
                        prices: {query: {keys: {public.l: a}, fields: {currency: {value: EUR}}, sql: "select a as sku, 'x'::text as list, e as amount from l where a = any(?)"}}
                        """)))
                .containsExactly(
                        "FAIL items: public.l: title: column 'c' is of type date, which the log tells as a number of days"
                                + " or seconds",
                        "FAIL items: public.l: category: column 'd' is of type bytea, which no field is read from",
                        "FAIL items: public.l: discontinued: column 'f' is of type int4, neither true nor false",
                        "WARN prices: query: amount: column 'amount' is of type text: a value that is no number becomes a"
                                + " dead letter");
    }

    @Test
    void codes_that_are_there_and_not_in_the_mapping_are_told() throws Exception {
        // given
        erp.run(
                        "create table l (a char(8), w varchar(4), b int, primary key (a, w))",
                        "insert into l values ('A-1', 'H1  ', 1), ('A-1', 'L1', 1), ('A-2', 'X9', 1)")
                .admit("l");
        // then
        assertThat(troubles(check(
                        erp,
                        "stock: {row: {table: public.l, sku: a, location: {column: w, codes: {H1:"
                                + " hamburg, L1: lyon}}, onHand: b}}")))
                .containsExactly("WARN stock: codes of location: column 'w' also holds 'X9': such rows become dead"
                        + " letters");
        assertThat(troubles(check(erp, """
                        stock:
                          query:
                            keys: {public.l: a}
                            sql: select a as sku, w as location, b as onhand from l where a = any(?)
                            fields: {location: {codes: {H1: hamburg}}}
                        """)))
                .containsExactly(
                        "WARN stock: codes of location: column 'location' also holds 'L1', 'X9': such rows become"
                                + " dead letters");
    }

    @Test
    void a_query_that_the_server_does_not_understand_is_told_with_its_words() throws Exception {
        // given
        erp.run("create table l (a text primary key, b int)").admit("l");
        // then
        assertThat(troubles(check(erp, """
                        items: {query: {keys: {public.l: a}, sql: "select nr as sku from l where nr = any(?)"}}
                        """))).containsExactly("FAIL items: query: column \"nr\" does not exist");
    }

    @Test
    void a_component_without_pieces_is_told_and_names_are_in_upper_or_lower_case() throws Exception {
        // given
        erp.run("create table l (a text primary key, teil text, menge int)").admit("l");
        String items = "items: {query: {keys: {public.l: a}, sql: 'select a as sku, teil as component, menge as MENGE"
                + " from l where a = any(?)'}}\n";
        // then
        assertThat(troubles(check(erp, items)))
                .containsExactly(
                        "FAIL items: query: componentQuantity: gives no column 'componentquantity', but one for"
                                + " component");
        assertThat(troubles(check(erp, items.replace("MENGE", "componentQuantity"))))
                .isEmpty();
    }

    @Test
    void keys_that_are_compared_with_another_type_are_told() throws Exception {
        // given
        erp.run("create table l (a text primary key, t int)", "create table m (id int primary key, nr text)")
                .admit("l, m");
        // then
        assertThat(troubles(check(erp, """
                        items:
                          query:
                            keys:
                              public.l: a
                              public.m: {column: nr, lookup: "select l.t as changed, l.a as sku from l where l.t = any(?)"}
                            sql: select id::text as sku from m where id = any(?)
                        """)))
                .contains(
                        "FAIL items: query: public.l.a is of type text and compared as int4: a value that is none fails the"
                                + " whole batch",
                        "FAIL items: lookup of public.m: public.m.nr is of type text and compared as int4: a value that is"
                                + " none fails the whole batch");
    }

    @Test
    void a_query_that_reads_a_large_table_whole_for_one_key_is_told() throws Exception {
        // given
        erp.run(
                        "create table l (id int primary key, a text)",
                        "insert into l select i, 'A-' || i from generate_series(1, 30000) i",
                        "alter table l replica identity full",
                        "analyze l")
                .admit("l");
        String sections = "items: {query: {keys: {public.l: a}, sql: 'select a as sku from l where a = any(?)'}}";
        // then
        assertThat(troubles(check(erp, sections)))
                .containsExactly("WARN items: query: reads all of public.l (about 30000 rows) for one key");
        // when
        erp.run("create index on l (a)");
        // then
        assertThat(troubles(check(erp, sections))).isEmpty();
    }
}
