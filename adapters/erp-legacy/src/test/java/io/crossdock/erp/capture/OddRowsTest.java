package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.BareErp;
import io.crossdock.erp.mapping.FailedRow;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows as an old ERP in latin 1 has them: padded, empty, in doubles, without keys, too large for the log. */
@OnBackbone(Part.POSTGRES)
class OddRowsTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String MAPPING = """
            stock: {row: {table: public.lager, sku: artnr, location: {column: ort, codes: {H1: hamburg}}, onHand: menge}}
            items: {row: {table: public.artikel, sku: nr, title: bez, category: {column: wgr, trim: true}}}
            prices:
              query:
                keys: {public.preise: artnr}
                sql: select artnr as sku, 'retail'::text as list, preis as amount from preise where artnr = any(?)
                fields: {currency: {value: EUR}}
            """;
    /** Random, since what compresses well stays in its row. */
    private static final String LARGE_TEXT =
            "(select string_agg(md5(i::text), '') as t from generate_series(1, 500) i) large";

    private final Backbone backbone;
    private final String name = "erp_odd_" + DATABASES.incrementAndGet();

    @TempDir
    Path folder;

    private BareErp erp;

    OddRowsTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void anErpInLatin1() throws Exception {
        erp = new BareErp(backbone.postgres(), name, folder, "LATIN1")
                .run(
                        "create table lager (artnr char(18), ort char(4), menge double precision default 7, primary key (artnr, ort))",
                        "create table artikel (id serial primary key, nr char(18), bez text, wgr char(4) default 'W0', lang text)",
                        "create table preise (artnr char(18), preis double precision)",
                        // Its owners agreed to that, since it has no key.
                        "alter table preise replica identity full")
                .admit("lager, artikel, preise");
    }

    @AfterEach
    void theSlotIsGivenBack() {
        eventually(() -> erp.run(
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots" + " where slot_name = 'ROLE'"));
    }

    @Test
    void padded_codes_latin_letters_and_doubles_are_what_people_see() throws Exception {
        // given
        erp.run("insert into artikel (nr, bez, wgr) values ('A-1', 'Größe ½ Süßholz  ', 'W1')");
        try (Capturing capturing = capture()) {
            // when
            erp.run(
                    "insert into lager values ('A-1', 'H1', -2.5), ('A-2', 'H1', 0.125)",
                    "insert into artikel (nr, bez, wgr) values ('É-2', 'crème brûlée', '')",
                    "insert into preise values ('A-1', 259.95), ('É-2', 0.1)");
            // then
            eventually(() -> assertThat(capturing.of(PriceChanged.class)).hasSize(2));
            assertThat(items(capturing))
                    .extracting(item -> item.sku() + "|" + item.title() + "|" + item.category())
                    .containsExactly("A-1|Größe ½ Süßholz|W1", "É-2|crème brûlée|null");
            assertThat(capturing.levels())
                    .containsEntry("A-1 hamburg", new BigDecimal("-2.5"))
                    .containsEntry("A-2 hamburg", new BigDecimal("0.125"));
            assertThat(amounts(capturing)).containsExactlyInAnyOrder("259.95", "0.1");
        }
    }

    @Test
    void nulls_everywhere_fail_alone_and_hold_up_nothing() throws Exception {
        try (Capturing capturing = capture()) {
            // when
            erp.run(
                    "insert into lager values ('A-1', 'H1', null)",
                    "insert into artikel (nr, bez, wgr) values (null, null, null), ('A-3', null, null)",
                    "insert into preise values (null, null), ('A-2', null), ('A-3', 5)");
            // then
            eventually(() -> assertThat(amounts(capturing)).containsExactly("5"));
            assertThat(items(capturing))
                    .extracting(item -> item.sku() + "|" + item.title() + "|" + item.category())
                    .containsExactly("A-3|null|null");
            assertThat(capturing.of(StockCounted.class)).isEmpty();
            assertThat(capturing.failures)
                    .extracting(FailedRow::failure)
                    .extracting(Throwable::getMessage)
                    .anyMatch(message -> message.contains("column 'menge' is empty"))
                    .anyMatch(message -> message.contains("column 'nr' is empty"))
                    .anyMatch(message -> message.contains("column 'artnr' of public.preise is empty"))
                    .anyMatch(message -> message.contains("column 'amount' is empty"))
                    .hasSize(4);
        }
    }

    @Test
    void a_table_without_a_key_is_followed_by_query_with_its_owners_consent_and_its_own_writes_go_on()
            throws Exception {
        // given
        erp.run("insert into preise values ('A-1', 1), ('A-1', 1), ('A-2', 2)");
        try (Capturing capturing = capture()) {
            eventually(() -> assertThat(capturing.of(PriceChanged.class)).hasSize(2));
            // when
            erp.run("update preise set preis = 3 where artnr = 'A-2'");
            eventually(() -> assertThat(amounts(capturing)).endsWith("3"));
            erp.run("delete from preise where artnr = 'A-2'");
            // then
            eventually(() -> assertThat(prices(capturing)).last().satisfies(price -> {
                assertThat(price.sku().value()).isEqualTo("A-2");
                assertThat(price.prices()).isEmpty();
            }));
        }
    }

    @Test
    void a_large_text_that_an_update_left_alone_is_kept_where_the_table_tells_it_and_never_lost() throws Exception {
        // given
        erp.run(
                "alter table artikel set (toast_tuple_target = 128)",
                "insert into artikel (nr, bez, wgr, lang) select 'A-1', left(t, 480), 'W1', t from " + LARGE_TEXT);
        try (Capturing capturing = capture()) {
            eventually(() -> assertThat(items(capturing)).hasSize(1));
            String text = items(capturing).get(0).title();
            assertThat(text).hasSize(480);
            // when
            erp.run("update artikel set wgr = 'W2'");
            // then
            eventually(() -> assertThat(capturing.failures)
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.failure()).hasMessageContaining("'bez' did not come")));
            // when
            erp.run("alter table artikel replica identity full", "update artikel set wgr = 'W3'");
            // then
            eventually(() -> assertThat(items(capturing)).hasSize(2));
            assertThat(items(capturing).get(1).category()).isEqualTo("W3");
            assertThat(items(capturing).get(1).title()).isEqualTo(text);
        }
    }

    @Test
    void a_renamed_item_is_gone_under_its_former_name_where_the_table_tells_it() throws Exception {
        // given
        erp.run(
                "alter table artikel replica identity full",
                "insert into artikel (nr, bez) values ('A-1', 'lamp')",
                "insert into lager values ('A-1', 'H1', 7)");
        try (Capturing capturing = capture()) {
            // when
            erp.run("update artikel set nr = 'B-1'", "update lager set artnr = 'B-1'");
            // then
            eventually(() -> assertThat(capturing.levels())
                    .containsEntry("A-1 hamburg", BigDecimal.ZERO)
                    .containsEntry("B-1 hamburg", new BigDecimal("7")));
            assertThat(items(capturing))
                    .extracting(item -> item.sku() + "|" + item.discontinued())
                    .containsExactly("A-1|false", "A-1|true", "B-1|false");
        }
    }

    private Capturing capture() throws Exception {
        return new Capturing(erp.config(MAPPING), OffsetStorage.file(folder.resolve("offsets"))).awaitUp();
    }

    private static List<ItemDescribed> items(Capturing capturing) {
        return data(capturing, ItemDescribed.class).toList();
    }

    private static List<PriceChanged> prices(Capturing capturing) {
        return data(capturing, PriceChanged.class).toList();
    }

    private static List<String> amounts(Capturing capturing) {
        return data(capturing, PriceChanged.class)
                .flatMap(price -> price.prices().stream())
                .map(price -> price.price().amount().toPlainString())
                .toList();
    }

    private static <T> Stream<T> data(Capturing capturing, Class<T> type) {
        return capturing.of(type).stream().map(event -> type.cast(event.data()));
    }
}
