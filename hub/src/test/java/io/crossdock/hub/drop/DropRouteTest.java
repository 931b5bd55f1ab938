package io.crossdock.hub.drop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A drop in a Camel of its own, whose journal does what each test wants. */
class DropRouteTest {

    private static final int ROWS = 3_000;

    @TempDir
    Path folder;

    private DefaultCamelContext camel;
    private final FakeJournal journal = new FakeJournal();

    @AfterEach
    void everythingEnds() {
        camel.stop();
    }

    @Test
    void a_file_whose_records_are_refused_in_the_middle_comes_again_with_the_same_ids() throws Exception {
        // given
        journal.refusesFrom = 1_700;
        start();
        byte[] file = drop("rows.csv");
        await().atMost(Duration.ofSeconds(60)).until(() -> journal.refused > 0);
        // when
        assertThat(claimed("rows.csv")).isTrue();
        assertThat(archived()).isEmpty();
        journal.refusesFrom = Integer.MAX_VALUE;
        awaitArchived(1);
        // then
        assertThat(journal.kept).hasSizeGreaterThan(ROWS);
        assertThat(journal.bodies()).hasSize(ROWS);
        assertThat(journal.bodies().values()).containsExactlyElementsOf(expected());
        assertThat(archived().get(0)).hasBinaryContent(file);
    }

    @Test
    void a_journal_that_never_answers_has_not_kept_the_file_and_a_stop_leaves_it_to_the_next() throws Exception {
        // given
        journal.isSilentFrom = 100;
        start();
        drop("rows.csv");
        await().atMost(Duration.ofSeconds(60)).until(() -> journal.kept.size() >= 100);
        // when
        long beganNanos = System.nanoTime();
        camel.stop();
        // then
        assertThat(Duration.ofNanos(System.nanoTime() - beganNanos)).isLessThan(Duration.ofSeconds(10));
        assertThat(claimed("rows.csv")).isTrue();
        Set<String> ids = journal.bodies().keySet();
        // when
        journal.isSilentFrom = Integer.MAX_VALUE;
        start();
        awaitArchived(1);
        // then
        assertThat(journal.bodies().values()).containsExactlyElementsOf(expected());
        assertThat(journal.bodies().keySet()).containsAll(ids);
    }

    @Test
    void a_file_that_is_put_over_one_in_work_is_read_as_well_and_neither_is_lost() throws Exception {
        // given
        byte[] next = "row\nnext\n".getBytes(UTF_8);
        start(new LocalFolder() {
            private boolean isPut;

            @Override
            void move(String name, String into, String as) throws IOException {
                if (into.startsWith("archive") && !isPut) {
                    isPut = true;
                    Files.write(folder.resolve("rows.part"), next);
                    Files.move(folder.resolve("rows.part"), folder.resolve("rows.csv"), REPLACE_EXISTING);
                }
                super.move(name, into, as);
            }
        });
        // when
        byte[] first = drop("rows.csv");
        awaitArchived(2);
        // then
        assertThat(journal.bodies()).hasSize(ROWS + 1).containsValue("{\"row\":\"next\"}");
        assertThat(archived()).anySatisfy(file -> assertThat(file).hasBinaryContent(first));
        assertThat(archived()).anySatisfy(file -> assertThat(file).hasBinaryContent(next));
    }

    @Test
    void only_the_owner_of_the_duty_takes_files() throws Exception {
        // given
        camel = new DefaultCamelContext();
        DropComponent drops = camel.getComponent("drop", DropComponent.class);
        drops.setShared(true);
        begin(new LocalFolder());
        drop("rows.csv");
        await().during(Duration.ofSeconds(2)).until(() -> journal.kept.isEmpty());
        // when
        drops.duties().get(0).take().run();
        awaitArchived(1);
        drops.duties().get(0).leave().run();
        drop("more.csv");
        // then
        await().during(Duration.ofSeconds(2))
                .until(() -> folder.resolve("more.csv").toFile().exists());
        assertThat(journal.kept).hasSize(ROWS);
    }

    @Test
    void a_folder_that_cannot_take_the_archive_keeps_its_files_and_nothing_is_journaled() throws Exception {
        // given
        Files.writeString(folder.resolve("archive"), "in the way");
        start();
        drop("rows.csv");
        // when
        DropComponent drops = camel.getComponent("drop", DropComponent.class);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(drops.trouble("dropped"))
                .hasValueSatisfying(told -> assertThat(told).startsWith("a file cannot be read or moved")));
        // then
        assertThat(journal.kept).isEmpty();
        // when
        Files.delete(folder.resolve("archive"));
        awaitArchived(1);
        // then
        await().until(() -> drops.trouble("dropped").isEmpty());
    }

    private void start() throws Exception {
        start(new LocalFolder());
    }

    private void start(LocalFolder local) throws Exception {
        camel = new DefaultCamelContext();
        begin(local);
    }

    private void begin(LocalFolder local) throws Exception {
        camel.getShutdownStrategy().setTimeout(2);
        local.setFolder(folder.toString());
        local.setPickUp("renamed");
        local.setPattern("*.csv");
        FileIntake intake = new FileIntake();
        intake.setChannel("dropped");
        intake.setSplit("csv");
        camel.getRegistry().bind("place", local);
        camel.getRegistry().bind("intake", intake);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("drop:dropped?folder=#bean:place&intake=#bean:intake").process(journal);
            }
        });
        camel.start();
    }

    private byte[] drop(String name) throws IOException {
        byte[] file = IntStream.range(0, ROWS)
                .mapToObj(Integer::toString)
                .collect(Collectors.joining("\n", "row\n", "\n"))
                .getBytes(UTF_8);
        Files.write(folder.resolve(name + ".part"), file);
        Files.move(folder.resolve(name + ".part"), folder.resolve(name));
        return file;
    }

    private static List<String> expected() {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> "{\"row\":\"" + row + "\"}")
                .toList();
    }

    private boolean claimed(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.flatMap(file -> Claim.read(file.getFileName().toString()).stream())
                    .anyMatch(claim -> claim.name().equals(name));
        }
    }

    private void awaitArchived(int count) {
        await().atMost(Duration.ofSeconds(60)).until(() -> archived().size() == count);
    }

    private List<Path> archived() throws IOException {
        if (!Files.isDirectory(folder.resolve("archive"))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve("archive"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Acknowledges at once, refuses, or says nothing. */
    private static final class FakeJournal extends AsyncProcessorSupport {

        private final List<Map.Entry<String, String>> kept = new CopyOnWriteArrayList<>();
        private volatile int refusesFrom = Integer.MAX_VALUE;
        private volatile int isSilentFrom = Integer.MAX_VALUE;
        private volatile int refused;

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            assertThat(exchange.getMessage().getHeaders().keySet())
                    .allMatch(name -> name.matches("ce_[a-z]+|content-type") || name.equals(KafkaConstants.KEY));
            if (kept.size() >= isSilentFrom) {
                return false;
            }
            if (kept.size() >= refusesFrom) {
                refused = refused + 1;
                exchange.setException(new IllegalStateException("the journal refuses"));
            } else {
                kept.add(Map.entry(
                        exchange.getMessage().getHeader("ce_id", String.class),
                        new String(exchange.getMessage().getBody(byte[].class), UTF_8)));
            }
            callback.done(true);
            return true;
        }

        /** What was kept by id, as it came first. */
        private Map<String, String> bodies() {
            Map<String, String> bodies = new LinkedHashMap<>();
            kept.forEach(record -> bodies.putIfAbsent(record.getKey(), record.getValue()));
            return bodies;
        }
    }
}
