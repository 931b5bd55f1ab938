package io.crossdock.erp.capture;

import static io.crossdock.erp.capture.Capturing.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.OrderBooked;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.mapping.RowChange;
import io.crossdock.sandbox.legacyerp.LegacyErp;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a capture does on every kind of database. */
abstract class CaptureStories<E extends SampleErp> {

    private static final Map<String, String> LOCATIONS = Map.of("H1", "hamburg", "L1", "lyon");

    @TempDir
    Path folder;

    E sample;
    ErpConfig config;
    OffsetStorage offsets;

    abstract E makeErp() throws SQLException;

    abstract String kafkaServers();

    @BeforeEach
    void anErpWithSomeArticles() throws SQLException {
        sample = makeErp();
        config = sample.config();
        offsets = OffsetStorage.file(folder.resolve("offsets"));
    }

    @AfterEach
    void theServerIsGivenBack() {
        sample.close();
    }

    @Test
    void a_snapshot_comes_first_and_then_the_changes_in_the_order_of_their_commits() throws Exception {
        try (Capturing capturing = new Capturing(config, offsets)) {
            // given
            eventually(() -> assertThat(capturing.of(PriceChanged.class)).hasSize(20));
            assertThat(capturing.levels()).isEqualTo(truth());
            assertThat(capturing.of(ItemDescribed.class)).hasSize(20);
            capturing.awaitUp();
            int before = capturing.events.size();

            // when
            for (int i = 0; i < 50; i++) {
                sample.users().setLevel("A-00001", "H1", BigDecimal.valueOf(1000 + i));
            }
            sample.users().changePrice("A-00002", "01", new BigDecimal("259.95"), "EUR");
            sample.users().removeLevel("A-00003", "L1");

            // then
            eventually(() -> assertThat(capturing.levels())
                    .containsEntry("A-00001 hamburg", BigDecimal.valueOf(1049))
                    .containsEntry("A-00003 lyon", BigDecimal.ZERO));
            eventually(() -> assertThat(capturing.of(PriceChanged.class)).hasSize(21));
            List<CanonicalEvent> changes = capturing.events.subList(before, capturing.events.size());
            assertThat(changes.stream()
                            .filter(event -> event.subject().equals("A-00001"))
                            .map(CanonicalEvent::sequence)
                            .toList())
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(changes)
                    .allSatisfy(event -> assertThat(event.committedAt()).isNotNull());
        }
    }

    @Test
    void a_booking_and_its_levels_share_the_position_of_their_commit() throws Exception {
        try (Capturing capturing = new Capturing(config, offsets).awaitUp()) {
            // when
            sample.users().book("shopify-us:8209829", List.of(line("A-00001", "H1", 2), line("A-00002", "L1", 1)));

            // then
            eventually(() -> assertThat(capturing.of(OrderBooked.class)).hasSize(1));
            CanonicalEvent booked = capturing.of(OrderBooked.class).get(0);
            assertThat(((OrderBooked) booked.data()).lines()).hasSize(2);
            assertThat(capturing.of(StockCounted.class).stream().filter(event -> event.sequence()
                            .commit()
                            .equals(booked.sequence().commit())))
                    .extracting(CanonicalEvent::subject)
                    .containsExactlyInAnyOrder("A-00001", "A-00002");
            assertThat(capturing.levels()).isEqualTo(truth());
        }
    }

    @Test
    void what_its_handler_refused_comes_again_before_anything_else() throws Exception {
        try (Capturing capturing = new Capturing(config, offsets).awaitUp()) {
            // given
            capturing.offered.clear();
            capturing.refusals.set(3);

            // when
            sample.users().setLevel("A-00001", "H1", BigDecimal.valueOf(77));

            // then
            eventually(() -> assertThat(capturing.capture.state().reason()).isEqualTo("Kafka is away"));
            sample.users().setLevel("A-00002", "H1", BigDecimal.valueOf(78));
            eventually(() -> assertThat(capturing.levels()).isEqualTo(truth()));
            assertThat(capturing.offered.subList(0, 4)).containsOnly(capturing.offered.get(0));
            capturing.awaitUp();
        }
    }

    /** A burst: each batch takes a second to be stored, and the engine has read the next one long before. */
    @Test
    void in_a_burst_the_next_batch_is_sent_before_one_is_stored_and_again_when_that_one_is_lost() throws Exception {
        // given
        List<List<RowChange>> offered = new CopyOnWriteArrayList<>();
        AtomicInteger lost = new AtomicInteger(-1);
        ErpCapture capture = new ErpCapture(
                config,
                offsets,
                changes -> {
                    if (changes.get(0).commit().isSnapshot()) {
                        return ChangeHandler.Storing.DONE;
                    }
                    offered.add(changes);
                    int place = offered.size() - 1;
                    return () -> {
                        if (lost.get() < 0 && isOffered(offered, place + 1, Duration.ofSeconds(1))) {
                            lost.set(place);
                        }
                        if (lost.get() == place) {
                            throw new IllegalStateException("Kafka is away");
                        }
                    };
                },
                Clock.systemUTC());
        capture.start();
        eventually(() -> assertThat(capture.state().phase()).isEqualTo(CaptureState.Phase.UP));

        // when
        for (int transaction = 0; transaction < 20; transaction++) {
            String rows = IntStream.range(transaction * 1000, (transaction + 1) * 1000)
                    .mapToObj("('B-%05d', 'H1', 7)"::formatted)
                    .collect(Collectors.joining(", "));
            sample.sql("insert into lagbst values " + rows);
        }

        // then
        eventually(() -> assertThat(articles(offered)).hasSize(20_000));
        capture.stop();
        int first = lost.get();
        assertThat(first).isNotNegative();
        assertThat(offered.get(first + 2)).isSameAs(offered.get(first));
        assertThat(offered.get(first + 3)).isSameAs(offered.get(first + 1));
    }

    private static Set<Object> articles(List<List<RowChange>> offered) {
        return offered.stream()
                .flatMap(List::stream)
                .map(change -> change.after().get("artnr"))
                .collect(Collectors.toSet());
    }

    private static boolean isOffered(List<?> offered, int place, Duration within) {
        try {
            await().pollInterval(Duration.ofMillis(5)).atMost(within).until(() -> offered.size() > place);
            return true;
        } catch (ConditionTimeoutException e) {
            return false;
        }
    }

    /**
     * In PostgreSQL the log position after a commit is as a rule that of another transaction's next row; the engine's own way to find
     * where it was takes that row, and all before it, for handled.
     */
    @Test
    void a_transaction_that_was_open_while_another_was_handled_survives_a_restart() throws Exception {
        // given
        try (Connection slow = sample.connect();
                Statement statement = slow.createStatement()) {
            slow.setAutoCommit(false);
            try (Capturing first = new Capturing(config, offsets).awaitUp()) {
                statement.execute("update lagbst set bestd = 501 where artnr = 'A-00001' and lager = 'H1'");
                sample.users().setLevel("A-00009", "H1", BigDecimal.valueOf(900));
                statement.execute("update lagbst set bestd = 502 where artnr = 'A-00002' and lager = 'H1'");
                eventually(() -> assertThat(first.levels()).containsEntry("A-00009 hamburg", BigDecimal.valueOf(900)));
                first.awaitUp();
            }
            slow.commit();
        }

        // when
        try (Capturing second = new Capturing(config, offsets)) {
            // then
            eventually(() -> assertThat(second.levels())
                    .containsEntry("A-00001 hamburg", BigDecimal.valueOf(501))
                    .containsEntry("A-00002 hamburg", BigDecimal.valueOf(502))
                    .hasSize(2));
        }
    }

    @Test
    void what_changed_while_it_was_away_comes_after_a_restart_from_a_kafka_topic() throws Exception {
        // given
        String topics = UUID.randomUUID().toString();
        OffsetStorage kafka = OffsetStorage.kafka(
                "erp-offsets." + topics, "erp-schemas." + topics, Map.of("bootstrap.servers", kafkaServers()), 1);
        try (Capturing first = new Capturing(config, kafka).awaitUp()) {
            assertThat(first.levels()).isEqualTo(truth());
        }
        sample.users().setLevel("A-00001", "H1", BigDecimal.valueOf(2));
        sample.users().book("square-berlin:77", List.of(line("A-00005", "L1", 3)));

        // when
        try (Capturing second = new Capturing(config, kafka)) {
            // then
            eventually(() -> assertThat(second.of(OrderBooked.class)).hasSize(1));
            assertThat(second.levels())
                    .containsEntry("A-00001 hamburg", BigDecimal.valueOf(2))
                    .hasSize(2);
        }
    }

    @Test
    void a_snapshot_that_did_not_end_is_read_anew_with_what_changed_since() throws Exception {
        // given
        try (Capturing first = new Capturing(config, offsets, Integer.MAX_VALUE)) {
            eventually(() -> assertThat(first.offered).isNotEmpty());
        }
        sample.users().setLevel("A-00001", "H1", BigDecimal.valueOf(4242));

        // when
        try (Capturing second = new Capturing(config, offsets)) {
            // then
            eventually(() -> assertThat(second.levels()).isEqualTo(truth()));
            second.awaitUp();
        }
    }

    @Test
    void a_part_of_the_log_that_is_gone_is_told_and_not_left_out_in_silence() throws Exception {
        // given
        try (Capturing first = new Capturing(config, offsets).awaitUp()) {
            sample.users().setLevel("A-00001", "H1", BigDecimal.valueOf(1));
            eventually(() -> assertThat(first.levels()).isEqualTo(truth()));
        }
        sample.loseLog();

        // when
        try (Capturing second = new Capturing(config, offsets)) {
            // then
            eventually(() -> assertThat(second.capture.state().reason())
                    .startsWith(sample.lostLog())
                    .contains("changes since the last one handled are lost"));
            assertThat(second.offered).isEmpty();
        }
    }

    @Test
    void a_broken_connection_is_told_and_mended() throws Exception {
        try (Capturing capturing = new Capturing(config, offsets).awaitUp()) {
            // when
            sample.cutConnections();
            sample.users().setLevel("A-00001", "H1", BigDecimal.valueOf(31));

            // then
            eventually(() -> assertThat(capturing.capture.restarts()).isPositive());
            eventually(() -> assertThat(capturing.levels()).isEqualTo(truth()));
            capturing.awaitUp();
        }
    }

    static LegacyErp.Line line(String sku, String warehouse, int quantity) {
        return new LegacyErp.Line(sku, warehouse, BigDecimal.valueOf(quantity));
    }

    Map<String, BigDecimal> truth() throws SQLException {
        Map<String, BigDecimal> levels = new TreeMap<>();
        sample.users()
                .levels()
                .forEach((sku, byWarehouse) -> byWarehouse.forEach((warehouse, level) -> levels.put(
                        sku + " " + LOCATIONS.get(warehouse),
                        new BigDecimal(level.stripTrailingZeros().toPlainString()))));
        return levels;
    }
}
