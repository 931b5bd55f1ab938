package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.Section;
import io.crossdock.erp.Source;
import io.crossdock.erp.mapping.RowChange;
import io.crossdock.erp.sql.DatabaseQueries;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@OnBackbone({Part.MARIADB, Part.KAFKA})
class MariaDbCaptureTest extends CaptureStories<MariaDbErp> {

    private final Backbone backbone;

    MariaDbCaptureTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @Override
    MariaDbErp makeErp() throws SQLException {
        return MariaDbErp.on(backbone.mariaDb());
    }

    @Override
    String kafkaServers() {
        return backbone.kafka().bootstrapServers();
    }

    /** The binlog's end is behind the commit already when the tables are read, and they do not show it yet. */
    @Test
    void what_is_committed_but_not_visible_when_the_tables_are_first_read_is_not_lost() throws Exception {
        // given
        String end = sample.column("show binary logs").toString() + sample.column("select @@gtid_binlog_pos");
        CompletableFuture<Void> commit = sample.commitsThatShowAfter(
                2500, () -> sample.sql("update lagbst set bestd = 4242 where artnr = 'A-00001' and lager = 'H1'"));
        eventually(() -> assertThat(
                        sample.column("show binary logs").toString() + sample.column("select @@gtid_binlog_pos"))
                .isNotEqualTo(end));

        // when
        try (Capturing capturing = new Capturing(config, offsets)) {
            // then
            commit.join();
            eventually(() -> assertThat(capturing.levels()).isEqualTo(truth()));
            assertThat(capturing.levels()).containsEntry("A-00001 hamburg", BigDecimal.valueOf(4242));
        }
    }

    @Test
    void a_quiet_server_is_not_late() throws Exception {
        try (Capturing capturing = new Capturing(config, offsets).awaitUp()) {
            // when
            sample.sql("update lagbst set bestd = 71 where artnr = 'A-00001' and lager = 'H1'");
            eventually(() -> assertThat(capturing.levels()).containsEntry("A-00001 hamburg", BigDecimal.valueOf(71)));
            Instant committed = capturing.capture.lastCommit().orElseThrow();

            // then
            eventually(() ->
                    assertThat(capturing.capture.handledUpTo().orElseThrow()).isAfter(committed.plusSeconds(3)));
        }
    }

    @Test
    void columns_may_come_and_go_while_it_runs_and_while_it_is_away() throws Exception {
        // given
        try (Capturing first = new Capturing(config, offsets).awaitUp()) {
            // when
            sample.sql(
                    "alter table lagbst add column platz char(8) not null default 'links' first",
                    "update lagbst set bestd = 71 where artnr = 'A-00001' and lager = 'H1'");

            // then
            eventually(() -> assertThat(first.levels()).isEqualTo(truth()));
        }

        // given
        sample.sql(
                "update lagbst set bestd = 72 where artnr = 'A-00002' and lager = 'H1'",
                "alter table lagbst drop column platz",
                "update lagbst set bestd = 73 where artnr = 'A-00003' and lager = 'H1'");

        // when
        try (Capturing second = new Capturing(config, offsets)) {
            // then
            eventually(() -> assertThat(second.levels())
                    .containsEntry("A-00002 hamburg", BigDecimal.valueOf(72))
                    .containsEntry("A-00003 hamburg", BigDecimal.valueOf(73)));
        }
    }

    @Test
    void a_table_that_is_mapped_later_is_followed_once_all_tables_were_read_anew() throws Exception {
        // given
        Map<Section, Source> levels = Map.of(Section.STOCK, config.sources().get(Section.STOCK));
        new Capturing(new ErpConfig(config.name(), config.epoch(), config.database(), levels), offsets)
                .awaitUp()
                .close();
        try (Capturing more = new Capturing(config, offsets).awaitUp()) {
            sample.sql("update artst set bez1 = 'LAMP' where artnr = 'A-00001'");
            eventually(() -> assertThat(more.capture.state().reason())
                    .contains("legacy.artst whose schema isn't known to this connector"));

            // when
            more.capture.readAnew("mapped later");

            // then
            eventually(
                    () -> assertThat(more.capture.hasReadAnew("mapped later")).isTrue());
            assertThat(more.of(ItemDescribed.class)).hasSize(20);
            sample.sql("update artst set bez1 = 'LAMPS' where artnr = 'A-00001'");
            eventually(() -> assertThat(more.of(ItemDescribed.class)).hasSize(21));
        }
    }

    @Test
    void a_server_that_was_killed_is_told_and_then_followed_on() throws Exception {
        try (Capturing capturing = new Capturing(config, offsets).awaitUp()) {
            // when
            sample.server().kill();
            eventually(() -> assertThat(capturing.capture.restarts()).isPositive());
            assertThat(capturing.capture.state().phase()).isEqualTo(CaptureState.Phase.DOWN);
            sample.server().start();
            // The users' own connection broke as well, which the first try tells them.
            eventually(() -> assertThatCode(() -> sample.users().setLevel("A-00001", "H1", BigDecimal.valueOf(41)))
                    .doesNotThrowAnyException());

            // then
            eventually(() -> assertThat(capturing.levels()).isEqualTo(truth()));
            capturing.awaitUp();
        }
    }

    @Test
    void a_large_transaction_comes_whole_again_when_it_was_not_handled_before_the_end() throws Exception {
        // given
        sample.sql("create table zahlen (z integer primary key)");
        sample.sql("insert into zahlen select seq from seq_1_to_5000");
        try (Capturing first = new Capturing(config, offsets).awaitUp()) {
            first.refusals.set(Integer.MAX_VALUE);
            sample.sql("insert into lagbst select concat('B-', z), 'H1', z from zahlen");
            eventually(() ->
                    assertThat(first.offered.get(first.offered.size() - 1)).hasSize(5000));
        }

        // when
        try (Capturing second = new Capturing(config, offsets)) {
            // then
            eventually(() -> assertThat(second.levels()).hasSize(5000));
            assertThat(second.levels()).containsEntry("B-5000 hamburg", BigDecimal.valueOf(5000));
            assertThat(second.offered.get(0)).hasSize(5000);
        }
    }

    /** The server tells who reads its former binlog, every two seconds, that it is there, but no more changes. */
    @Test
    void a_binlog_that_is_reset_while_it_is_read_is_a_gap() throws Exception {
        try (Capturing capturing = new Capturing(config, offsets).awaitUp()) {
            // given
            sample.sql(
                    "flush binary logs",
                    "flush binary logs",
                    "update lagbst set bestd = 71 where artnr = 'A-00001' and lager = 'H1'");
            eventually(() -> assertThat(capturing.levels()).containsEntry("A-00001 hamburg", BigDecimal.valueOf(71)));
            capturing.capture.look();
            assertThat(capturing.capture.state().phase()).isEqualTo(CaptureState.Phase.UP);

            // when
            sample.sql("reset master", "update lagbst set bestd = 72 where artnr = 'A-00001' and lager = 'H1'");

            // then
            eventually(() -> {
                capturing.capture.look();
                assertThat(capturing.capture.state().reason())
                        .startsWith("the log ends before the last change handled")
                        .endsWith("'./crossdock erp resync --erp FILE --all' reads all of its tables anew");
            });

            // when
            eventually(() -> {
                capturing.capture.readAnew("after the reset");
                assertThat(capturing.capture.hasReadAnew("after the reset")).isTrue();
            });

            // then
            assertThat(capturing.levels()).isEqualTo(truth());
            sample.sql("update lagbst set bestd = 73 where artnr = 'A-00001' and lager = 'H1'");
            eventually(() -> assertThat(capturing.levels()).containsEntry("A-00001 hamburg", BigDecimal.valueOf(73)));
            assertThat(capturing
                            .events
                            .get(capturing.events.size() - 1)
                            .sequence()
                            .value())
                    .startsWith("000002-");
        }
    }

    /** As right after somebody has turned it on. */
    @Test
    void a_binlog_without_a_transaction_is_waited_for() throws Exception {
        // given
        sample.sql("reset master");
        try (Capturing capturing = new Capturing(config, offsets)) {
            eventually(() -> assertThat(capturing.capture.state().reason())
                    .endsWith("the server's binlog holds no transaction yet: the capture begins after the first one,"
                            + " whatever it changes"));

            // when
            sample.sql("create table anderes (z int primary key)");

            // then
            eventually(() -> assertThat(capturing.levels()).isEqualTo(truth()));
            sample.sql("update lagbst set bestd = 74 where artnr = 'A-00001' and lager = 'H1'");
            eventually(() -> assertThat(capturing.levels()).containsEntry("A-00001 hamburg", BigDecimal.valueOf(74)));
        }
    }

    /** Its place tells nothing then: only the numbers of its transactions do. */
    @Test
    void a_binlog_that_is_reset_while_it_is_read_and_outgrows_what_was_read_is_a_gap() throws Exception {
        // given
        sample.sql("reset master");
        for (int level = 1; level <= 9; level++) {
            sample.sql("update lagbst set bestd = " + level + " where artnr = 'A-00001' and lager = 'H1'");
        }
        try (Capturing capturing = new Capturing(config, offsets).awaitUp()) {
            capturing.capture.look();

            // when
            sample.sql(
                    "reset master",
                    "create table gewachsen (z int primary key)",
                    "insert into gewachsen select seq from seq_1_to_5000");

            // then
            eventually(() -> {
                capturing.capture.look();
                assertThat(capturing.capture.state().reason())
                        .startsWith("the binlog began anew, and has not come to the transactions '0-")
                        .endsWith("'./crossdock erp resync --erp FILE --all' reads all of its tables anew");
            });
        }
    }

    /** Its file has the name of the former one, and is longer than what was read of that. */
    @Test
    void a_binlog_that_was_reset_and_has_grown_since_is_a_gap() throws Exception {
        // given
        sample.sql("reset master", "update lagbst set bestd = 0 where artnr = 'A-00001' and lager = 'H1'");
        try (Capturing first = new Capturing(config, offsets).awaitUp()) {
            for (int level = 1; level <= 9; level++) {
                sample.sql("update lagbst set bestd = " + level + " where artnr = 'A-00001' and lager = 'H1'");
            }
            eventually(() -> assertThat(first.levels()).containsEntry("A-00001 hamburg", BigDecimal.valueOf(9)));
        }

        // when
        sample.sql(
                "reset master",
                "create table gewachsen (z int primary key)",
                "insert into gewachsen select seq from seq_1_to_5000",
                "update lagbst set bestd = 10 where artnr = 'A-00001' and lager = 'H1'");

        // then
        try (Capturing second = new Capturing(config, offsets)) {
            eventually(() -> assertThat(second.capture.state().reason())
                    .startsWith("the binlog began anew, and has not come to the transactions '0-")
                    .endsWith("'./crossdock erp resync --erp FILE --all' reads all of its tables anew"));
        }
    }

    /** To the server it is one article, and its query gives the rows of both spellings whichever it is asked for. */
    @Test
    void an_article_in_two_spellings_is_a_dead_letter_and_not_told_by_half() throws Exception {
        // given
        sample.sql("delete from prslst where artnr = 'A-00001' and prlst = '02'");
        try (Capturing capturing = new Capturing(config, offsets).awaitUp()) {
            // when
            sample.sql("insert into prslst values ('a-00001', '02', 4.95, 'EUR')");
            sample.users().changePrice("A-00002", "01", new BigDecimal("259.95"), "EUR");

            // then
            eventually(() -> assertThat(capturing.failures).hasSize(1));
            assertThat(capturing.failures.get(0).failure())
                    .hasMessageStartingWith("legacy prices a-00001: the query answered 'A-00001'")
                    .hasMessageContaining("legacy.prslst");
            eventually(() -> assertThat(capturing.of(PriceChanged.class)).hasSize(21));
            assertThat(capturing.of(PriceChanged.class))
                    .noneMatch(event -> event.subject().equals("a-00001"));

            // when its own people mend it
            sample.sql("update prslst set artnr = 'A-00001' where artnr = 'a-00001'");

            // then
            eventually(() -> assertThat(capturing.of(PriceChanged.class))
                    .filteredOn(event -> event.subject().equals("A-00001"))
                    .last()
                    .extracting(event -> ((PriceChanged) event.data()).prices().size())
                    .isEqualTo(2));
        }
    }

    @Test
    void a_transaction_whose_commit_the_log_does_not_tell_is_refused_rather_than_left_out() throws Exception {
        try (Capturing capturing = new Capturing(config, offsets).awaitUp()) {
            // when
            sample.sql(
                    "xa start 'two'",
                    "update lagbst set bestd = 2 where artnr = 'A-00001' and lager = 'H1'",
                    "xa end 'two'",
                    "xa prepare 'two'",
                    "xa commit 'two'");

            // then
            eventually(() -> assertThat(capturing.capture.state().reason())
                    .startsWith("a transaction that changed legacy.lagbst did not end before the next began"));
        }
    }

    @Test
    void no_answer_of_a_query_is_older_than_the_change_that_asked_for_it() throws Exception {
        // given
        List<String> older = new CopyOnWriteArrayList<>();
        AtomicInteger asked = new AtomicInteger();
        try (DatabaseQueries queries = DatabaseQueries.of("legacy", config.database())) {
            ErpCapture capture = new ErpCapture(
                    config,
                    offsets,
                    changes -> {
                        Map<String, Double> told = prices(changes);
                        List<Map<String, Object>> rows = queries.rows(
                                "select artnr, preis from prslst where artnr in (?) and prlst = '01'",
                                told.keySet(),
                                changes.stream()
                                        .filter(change -> !change.commit().isSnapshot())
                                        .map(change -> change.commit().transaction())
                                        .collect(Collectors.toSet()));
                        rows.forEach(row -> {
                            asked.incrementAndGet();
                            if ((Double) row.get("preis") < told.get(row.get("artnr"))) {
                                older.add(row + " after " + told);
                            }
                        });
                        return ChangeHandler.Storing.DONE;
                    },
                    Clock.systemUTC());
            capture.start();
            eventually(() -> assertThat(capture.state().phase()).isEqualTo(CaptureState.Phase.UP));

            // when
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int writer = 1; writer <= 4; writer++) {
                String article = "A-0000" + writer;
                writers.add(CompletableFuture.runAsync(() -> raisePrice(article, 150)));
            }
            writers.forEach(CompletableFuture::join);

            // then
            eventually(() -> assertThat(capture.changesHandled()).isGreaterThanOrEqualTo(100 + 600));
            capture.stop();
            assertThat(older).isEmpty();
            assertThat(asked.get()).isGreaterThan(50);
        }
    }

    private static Map<String, Double> prices(List<RowChange> changes) {
        Map<String, Double> told = new HashMap<>();
        for (RowChange change : changes) {
            if (change.table().equals("legacy.prslst")
                    && "01".equals(change.row().get("prlst"))) {
                told.merge(
                        (String) change.row().get("artnr"),
                        (Double) change.row().get("preis"),
                        Math::max);
            }
        }
        told.putIfAbsent("A-00001", 0.0);
        return told;
    }

    private void raisePrice(String article, int times) {
        try (Connection connection = sample.connect();
                Statement statement = connection.createStatement()) {
            for (int i = 0; i < times; i++) {
                statement.execute(
                        "update prslst set preis = preis + 1 where artnr = '" + article + "' and prlst = '01'");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
