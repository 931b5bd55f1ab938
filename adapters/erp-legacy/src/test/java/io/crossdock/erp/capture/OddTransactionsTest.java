package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.BareErp;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions as ERPs make them: only what they come to goes out, in the order in which they end. */
@OnBackbone(Part.POSTGRES)
class OddTransactionsTest {

    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final String ARTICLES = "items: {row: {table: public.artikel, sku: nr, title: bez}}\n";
    private static final String ROWS =
            ARTICLES + "stock: {row: {table: public.lager, sku: artnr, location: {value: hamburg}, onHand: menge}}\n";
    private static final String LEDGER = ARTICLES + """
            stock:
              query:
                keys: {public.bewegung: artnr}
                sql: select artnr as sku, sum(menge) as onhand from bewegung where artnr = any(?) group by artnr
                fields: {location: {value: hamburg}}
            """;

    private final Backbone backbone;
    private final String name = "erp_transactions_" + DATABASES.incrementAndGet();

    @TempDir
    Path folder;

    private BareErp erp;

    OddTransactionsTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void anErp() throws Exception {
        erp = new BareErp(backbone.postgres(), name, folder)
                .run(
                        "create table artikel (id serial primary key, nr text, bez text)",
                        "create table lager (artnr text primary key, menge int)",
                        "create table bewegung (id serial primary key, artnr text, menge int)",
                        // A document's lines are deleted and written anew: of a deleted one its item must be told.
                        "alter table bewegung replica identity full",
                        "alter table artikel replica identity full",
                        "insert into lager values ('A-1', 33), ('A-2', 5)",
                        "insert into bewegung (artnr, menge) values ('A-1', 30), ('A-1', 3), ('A-2', 5)")
                .admit("artikel, lager, bewegung");
    }

    @AfterEach
    void theSlotIsGivenBack() {
        eventually(() -> erp.run(
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots" + " where slot_name = 'ROLE'"));
    }

    @Test
    void what_a_row_was_in_between_never_goes_out() throws Exception {
        try (Capturing capturing = capture(ROWS)) {
            int before = capturing.events.size();
            // when
            transaction(
                    "update lager set menge = 38 where artnr = 'A-1'",
                    "update lager set menge = 33 where artnr = 'A-1'",
                    "update lager set menge = 1 where artnr = 'A-2'",
                    "update lager set menge = 2 where artnr = 'A-2'",
                    "update lager set menge = 3 where artnr = 'A-2'");
            // then
            eventually(() -> assertThat(capturing.levels()).containsEntry("A-2 hamburg", new BigDecimal("3")));
            assertThat(levelsSince(before, capturing)).containsExactly("A-1 33", "A-2 3");
        }
    }

    @Test
    void lines_that_are_deleted_and_written_anew_are_one_level() throws Exception {
        try (Capturing capturing = capture(LEDGER)) {
            int before = capturing.events.size();
            // when
            transaction(
                    "delete from bewegung where artnr = 'A-1'",
                    "insert into bewegung (artnr, menge) values ('A-1', 30)",
                    "insert into bewegung (artnr, menge) values ('A-1', 8)");
            // then
            eventually(() -> assertThat(capturing.levels()).containsEntry("A-1 hamburg", new BigDecimal("38")));
            // when
            transaction("delete from bewegung where artnr = 'A-1' and menge = 8");
            // then
            eventually(() -> assertThat(capturing.levels()).containsEntry("A-1 hamburg", new BigDecimal("30")));
            assertThat(levelsSince(before, capturing)).containsExactly("A-1 38", "A-1 30");
            assertThat(capturing.failures).isEmpty();
        }
    }

    @Test
    void a_line_that_moves_to_another_item_concerns_both() throws Exception {
        try (Capturing capturing = capture(LEDGER)) {
            // when
            transaction("update bewegung set artnr = 'A-2' where menge = 30");
            // then
            eventually(() -> assertThat(capturing.levels())
                    .containsEntry("A-1 hamburg", new BigDecimal("3"))
                    .containsEntry("A-2 hamburg", new BigDecimal("35")));
        }
    }

    @Test
    void a_placeholder_that_is_filled_in_before_the_commit_is_never_an_items_title() throws Exception {
        try (Capturing capturing = capture(ROWS)) {
            // when
            transaction(
                    "insert into artikel (nr, bez) values ('A-9', '*** new ***')",
                    "update artikel set bez = 'floor lamp' where nr = 'A-9'");
            // then
            eventually(() -> assertThat(items(capturing)).containsExactly("A-9 floor lamp false"));
            // when
            transaction(
                    "insert into artikel (nr, bez) values ('*** new ***', 'desk lamp')",
                    "update artikel set nr = 'A-10' where nr = '*** new ***'");
            // then
            eventually(() -> assertThat(items(capturing)).endsWith("A-10 desk lamp false"));
            assertThat(items(capturing)).noneMatch(item -> item.startsWith("*** new ***") && item.endsWith("false"));
        }
    }

    @Test
    void transactions_that_end_in_another_order_than_they_began_end_with_the_truth() throws Exception {
        try (Capturing capturing = capture(LEDGER);
                Connection first = backbone.postgres().connect(name);
                Statement early = first.createStatement()) {
            int before = capturing.events.size();
            // given
            first.setAutoCommit(false);
            early.execute("insert into bewegung (artnr, menge) values ('A-1', 100)");
            transaction("insert into bewegung (artnr, menge) values ('A-1', 7), ('A-2', 7)");
            eventually(() -> assertThat(capturing.levels()).containsEntry("A-1 hamburg", new BigDecimal("40")));
            early.execute("insert into bewegung (artnr, menge) values ('A-2', 100)");
            transaction("insert into bewegung (artnr, menge) values ('A-1', 1)");
            // when
            first.commit();
            // then
            eventually(() -> assertThat(capturing.levels())
                    .containsEntry("A-1 hamburg", new BigDecimal("141"))
                    .containsEntry("A-2 hamburg", new BigDecimal("112")));
            assertThat(capturing.events.subList(before, capturing.events.size()).stream()
                            .filter(event -> event.subject().equals("A-1"))
                            .map(CanonicalEvent::sequence))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private Capturing capture(String mapping) throws Exception {
        Capturing capturing = new Capturing(erp.config(mapping), OffsetStorage.file(folder.resolve("offsets")));
        eventually(() -> assertThat(capturing.levels())
                .containsEntry("A-1 hamburg", new BigDecimal("33"))
                .containsEntry("A-2 hamburg", new BigDecimal("5")));
        return capturing.awaitUp();
    }

    private void transaction(String... statements) throws SQLException {
        try (Connection connection = backbone.postgres().connect(name);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
            connection.commit();
        }
    }

    private static List<String> levelsSince(int before, Capturing capturing) {
        return capturing.events.subList(before, capturing.events.size()).stream()
                .filter(event -> event.data() instanceof StockCounted)
                .map(event -> event.subject() + " "
                        + ((StockCounted) event.data()).onHand().toPlainString())
                .toList();
    }

    private static List<String> items(Capturing capturing) {
        return capturing.of(ItemDescribed.class).stream()
                .map(event -> (ItemDescribed) event.data())
                .map(item -> item.sku() + " " + item.title() + " " + item.discontinued())
                .toList();
    }
}
