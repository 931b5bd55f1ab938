package io.crossdock.hub.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.erp.capture.CaptureState;
import io.crossdock.hub.cli.Crossdock;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.spi.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code ./crossdock erp resync} makes of Kafka: afterwards the newest event of every key is what the ERP has. */
abstract class ResyncStories {

    final CapturedErp captured;
    private final String schema;
    private final ExecutorService others = Executors.newCachedThreadPool();

    ResyncStories(Backbone backbone, CapturedDatabase database) {
        captured = new CapturedErp(backbone, database);
        schema = database.schema();
    }

    @BeforeEach
    void an_erp_is_captured() throws Exception {
        captured.start(30);
        eventually(captured::assertKafkaHasWhatTheErpHas);
    }

    @AfterEach
    void everything_ends() throws Exception {
        others.shutdownNow();
        captured.close();
    }

    @Test
    void items_are_told_again_whatever_was_told_of_them() {
        // given
        forge("A-00001", "hamburg", 4242);
        forge("A-00002", "lyon", 4242);

        // when
        Ran ran = resync("A-00001", "A-00002", "B-unknown");

        // then
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("is done").contains("neither the ERP nor Kafka knows B-unknown");
        eventually(captured::assertKafkaHasWhatTheErpHas);
    }

    @Test
    void a_table_is_told_again_and_what_it_has_no_more_is_gone() {
        // given
        forge("A-00003", "hamburg", 4242);
        forge("Z-gone", "lyon", 7);

        // when
        Ran ran = resync(schema + ".lagbst", "--json");

        // then
        assertThat(ran.out()).contains("\"state\":\"DONE\"").contains("\"rows\":60");
        eventually(captured::assertKafkaHasWhatTheErpHas);
        assertThat(captured.newestLevels()).containsEntry("Z-gone lyon", BigDecimal.ZERO);
    }

    @Test
    void changes_that_come_meanwhile_win() throws Exception {
        // given
        AtomicBoolean isEnough = new AtomicBoolean();
        Future<Integer> writer = others.submit(() -> {
            int written = 0;
            for (; !isEnough.get(); written++) {
                captured.erp().setLevel("A-0000" + (1 + written % 9), "H1", BigDecimal.valueOf(written));
            }
            return written;
        });

        // when
        for (int i = 0; i < 3; i++) {
            resync(schema + ".lagbst");
            resync("A-00001", "A-00002", "A-00003");
        }
        isEnough.set(true);

        // then
        assertThat(writer.get()).isGreaterThan(100);
        eventually(captured::assertKafkaHasWhatTheErpHas);
    }

    @Test
    void after_a_gap_everything_is_read_anew_and_what_was_deleted_meanwhile_is_gone() throws Exception {
        // given
        captured.stopCapture();
        captured.database().loseLog();
        captured.erp().setLevel("A-00001", "H1", BigDecimal.valueOf(99));
        captured.erp().removeLevel("A-00002", "L1");
        captured.erp().removePrice("A-00004", "01");
        captured.erp().removePrice("A-00004", "02");
        captured.sql("delete from artst where artnr = 'A-00005'");
        captured.startCapture();
        eventually(() -> assertThat(captured.state().reason())
                .endsWith("'./crossdock erp resync --erp FILE --all' reads all of its tables anew"));
        assertThat(captured.state().phase()).isEqualTo(CaptureState.Phase.DOWN);

        // when
        Ran ran = resync("--all");

        // then
        assertThat(ran.status()).isZero();
        eventually(captured::assertKafkaHasWhatTheErpHas);
        assertThat(captured.newestLevels()).containsEntry("A-00002 lyon", BigDecimal.ZERO);
        assertThat(captured.state().phase()).isEqualTo(CaptureState.Phase.UP);
    }

    @Test
    void a_request_that_a_killed_hub_left_is_done_by_the_next() throws Exception {
        // given
        forge("Z-gone", "hamburg", 7);
        captured.stopCapture();

        // when
        assertThat(resync("--all", "--no-wait").out()).contains("is asked for");
        captured.startCapture();

        // then
        eventually(() -> assertThat(captured.newestLevels()).containsEntry("Z-gone hamburg", BigDecimal.ZERO));
        eventually(captured::assertKafkaHasWhatTheErpHas);
    }

    /** @return its id */
    String asked(String what) {
        byte[] printed = resync(what, "--no-wait", "--json").out().getBytes(StandardCharsets.UTF_8);
        return Json.read(printed, "test", "resync", Resync.class).id();
    }

    List<Resync.State> states(String id) {
        return told(id).stream().map(Resync::state).toList();
    }

    @Test
    void one_that_has_ended_is_not_begun_again_however_long_its_history_is() throws Exception {
        // given
        captured.stopCapture();
        Resync asked = Resync.asked(
                "ended", "legacy", false, List.of(schema + ".lagbst"), List.of(), "somebody", "", Instant.now());
        List<Resync> history = new ArrayList<>(Collections.nCopies(1500, asked));
        history.add(asked.in(Resync.State.DONE, "", Instant.now()));
        String name = captured.topics().erpResyncs();
        PipelinedSend.all(
                captured.producer(),
                history.stream()
                        .map(each -> new ProducerRecord<>(
                                name, each.id().getBytes(StandardCharsets.UTF_8), Json.write(each)))
                        .toList());

        // when
        captured.startCapture();
        assertThat(resync("A-00001").status()).isZero();

        // then
        assertThat(told("ended")).hasSameSizeAs(history);
    }

    private List<Resync> told(String id) {
        List<Resync> told = new ArrayList<>();
        ResyncTopic topic = new ResyncTopic(captured.kafka(), captured.topics());
        try (Consumer<byte[], byte[]> reading = topic.consumer()) {
            topic.readToEnd(reading, told::add);
        }
        return told.stream().filter(each -> each.id().equals(id)).toList();
    }

    @Test
    void mistakes_are_told_in_one_line_each() {
        assertThat(resync().err()).contains("TABLE|SKU, --all: are missing");
        assertThat(resync("--all", "A-00001").err()).contains("TABLE|SKU, --all: are both there");
        assertThat(resync("lagbst").err())
                .contains("'lagbst' is a table without its schema")
                .contains(schema + ".lagbst");
    }

    /** As a mapping that was wrong, or a hub that went mad, would have left it. */
    private void forge(String sku, String location, int onHand) {
        StockCounted level = new StockCounted(new Sku(sku), new LocationId(location), BigDecimal.valueOf(onHand));
        Sequence sequence = Sequence.of(1, captured.newestPosition(), 999_999);
        CanonicalEvent event =
                new CanonicalEvent("forged-" + sku, "/erp/legacy", Instant.now(), sequence, null, null, 1, level);
        PipelinedSend.all(
                captured.producer(),
                List.of(CloudEventHeaders.record(captured.topics().stock(), event)));
    }

    record Ran(int status, String out, String err) {}

    Ran resync(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Crossdock.commandLine(captured.environment())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err));
        String[] all = new String[arguments.length + 4];
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        all[0] = "erp";
        all[1] = "resync";
        all[2] = "--erp";
        all[3] = captured.mappingFile().toString();
        return new Ran(command.execute(all), out.toString(), err.toString());
    }

    static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).pollInSameThread().untilAsserted(assertion);
    }
}
