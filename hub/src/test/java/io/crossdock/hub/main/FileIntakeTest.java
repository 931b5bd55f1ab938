package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.crossdock.backbone.Backbone;
import io.crossdock.backbone.OnBackbone;
import io.crossdock.backbone.Part;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is taken whole or not at all, archived once the journal has all of it, and read again otherwise. */
@OnBackbone(Part.KAFKA)
class FileIntakeTest {

    private static final String CHANNEL = """
            channel: dropped
            system: acme
            currency: EUR
            locations: [hamburg]
            source:
              transport: file
              directory: "{{env:DROP}}"
              pickUp: renamed
              pattern: "*.csv"
              split: csv
              kind: stock
              keyPointer: /sku
            """;

    @TempDir
    Path channels;

    @TempDir
    Path folder;

    private final Backbone backbone;
    private final Map<String, String> environment = new HashMap<>();
    private TestDrop drop;
    private TestHub hub;

    FileIntakeTest(Backbone backbone) {
        this.backbone = backbone;
    }

    @BeforeEach
    void aFolder() {
        drop = new TestDrop(folder);
        environment.put("DROP", folder.toString());
    }

    @AfterEach
    void everythingEnds() {
        hub.close();
    }

    @Test
    void a_file_becomes_its_records_and_is_archived_with_its_checksum() throws Exception {
        // given
        start(CHANNEL);
        byte[] file = "sku,qty\nA-1,5\n\"B,2\",0\n".getBytes(UTF_8);
        // when
        drop.put("a b;rm.csv", file);
        drop.awaitGone("a b;rm.csv");
        // then
        assertThat(texts())
                .containsExactlyInAnyOrder("{\"sku\":\"A-1\",\"qty\":\"5\"}", "{\"sku\":\"B,2\",\"qty\":\"0\"}");
        assertThat(journal()).allSatisfy(record -> {
            assertThat(record.getType()).isEqualTo("crossdock.inbound.v1");
            assertThat(record.getExtension("inboundkind")).isEqualTo("stock");
            assertThat(record.getId()).matches("a_b;rm[.]csv:[0-9a-f]{32}:[12]");
            assertThat(record.getExtensionNames()).containsExactlyInAnyOrder("inboundkind", "traceparent");
        });
        assertThat(journal()).extracting(CloudEvent::getSubject).containsExactlyInAnyOrder("A-1", "B,2");
        Path archived = drop.in("archive").get(0);
        assertThat(archived.getFileName()).hasToString("a b;rm.csv." + TestDrop.checksum(file));
        assertThat(archived.getParent().getFileName().toString()).matches("\\d{4}-\\d\\d-\\d\\d");
        assertThat(archived).hasBinaryContent(file);
        assertThat(hub.metrics()).contains("_files_total{channel=\"dropped\",outcome=\"taken\"} 1.0");
    }

    @Test
    void a_file_that_is_still_being_written_is_left_alone_and_taken_once_it_rests() throws Exception {
        // given
        start(CHANNEL.replace("pickUp: renamed", "pickUp: settled\n  settle: 2"));
        Path file = folder.resolve("slow.csv");
        Files.writeString(file, "sku,qty\n");
        // when
        await().pollInterval(Duration.ofMillis(300))
                .atMost(Duration.ofSeconds(60))
                .until(() -> {
                    Files.writeString(file, "A-1,1\n", StandardOpenOption.APPEND);
                    return Files.size(file) >= 8 + 6 * 15;
                });
        assertThat(journal()).isEmpty();
        drop.awaitGone("slow.csv");
        // then
        assertThat(journal()).hasSize(15);
    }

    @Test
    void a_file_with_a_marker_is_taken_when_the_marker_is_there() throws Exception {
        // given
        start(CHANNEL.replace("pickUp: renamed", "pickUp: marker").replace("\"*.csv\"", "\"*\""));
        drop.put("marked.csv", "sku\nA-1\n");
        drop.put("other.csv", "sku\nB-2\n");
        // when
        drop.put("other.csv.done", "");
        drop.awaitGone("other.csv");
        // then
        assertThat(texts()).containsExactly("{\"sku\":\"B-2\"}");
        assertThat(drop.holds("marked.csv")).isTrue();
        assertThat(drop.holds("other.csv.done")).isFalse();
    }

    @Test
    void a_file_that_is_not_sound_fails_as_a_whole_and_the_health_tells_until_somebody_looks() throws Exception {
        // given
        start(CHANNEL);
        byte[] file = "sku,qty\nA-1,5\nB-2\n".getBytes(UTF_8);
        // when
        drop.put("broken.csv", file);
        drop.put("good.csv", "sku,qty\nC-3,1\n");
        drop.awaitGone("broken.csv");
        drop.awaitGone("good.csv");
        // then
        assertThat(texts()).containsExactly("{\"sku\":\"C-3\",\"qty\":\"1\"}");
        assertThat(drop.in("failed")).hasSize(2);
        assertThat(drop.in("failed").get(0)).hasBinaryContent(file);
        assertThat(drop.in("failed").get(1)).hasContent("file csv line 3: 1 cells under a header of 2");
        await().untilAsserted(() -> assertThat(hub.health().trouble("channel-dropped"))
                .isEqualTo("1 in the folder of failed files, each with its reason"));
        assertThat(hub.metrics()).contains("outcome=\"failed\"} 1.0");
        // when
        for (Path failed : drop.in("failed")) {
            Files.delete(failed);
        }
        // then
        await().untilAsserted(() ->
                assertThat(hub.health().trouble("channel-dropped")).isEmpty());
    }

    @Test
    void a_file_that_is_one_record_may_not_be_larger_than_a_record() throws Exception {
        // given
        start(CHANNEL.replace("split: csv", "split: none"));
        // when
        drop.put("large.csv", new byte[1024 * 1024 + 1]);
        drop.put("whole.csv", new byte[1024 * 1024]);
        drop.put("empty.csv", "");
        drop.awaitGone("large.csv");
        drop.awaitGone("whole.csv");
        drop.awaitGone("empty.csv");
        // then
        assertThat(journal()).singleElement().satisfies(record -> {
            assertThat(record.getData().toBytes()).isEqualTo(new byte[1024 * 1024]);
            assertThat(record.getDataContentType()).isEqualTo("application/octet-stream");
        });
        assertThat(drop.in("failed")).hasSize(4);
    }

    @Test
    void a_file_that_comes_again_gives_the_same_ids_and_one_with_other_bytes_gives_others() throws Exception {
        // given
        start(CHANNEL);
        drop.put("twice.csv", "sku\nA-1\nB-2\n");
        drop.awaitGone("twice.csv");
        // when
        drop.put("twice.csv", "sku\nA-1\nB-2\n");
        drop.awaitGone("twice.csv");
        // then
        assertThat(journal()).hasSize(4).extracting(CloudEvent::getId).containsOnly(ids(2));
        assertThat(drop.in("archive")).hasSize(2);
        assertThat(drop.in("archive").get(1).getFileName().toString())
                .startsWith(drop.in("archive").get(0).getFileName() + ".");
        // when
        drop.put("twice.csv", "sku\nA-1\nB-3\n");
        drop.awaitGone("twice.csv");
        // then
        assertThat(journal().stream().map(CloudEvent::getId).distinct()).hasSize(4);
        assertThat(drop.in("archive")).hasSize(3);
    }

    @Test
    void a_journal_that_is_away_costs_nothing_but_time() throws Exception {
        // given
        start(CHANNEL);
        drop.put("before.csv", "sku\nA-1\n");
        drop.awaitGone("before.csv");
        // when
        backbone.kafka().pause();
        try {
            drop.put("away.csv", "sku\nB-2\n");
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(hub.health().trouble("channel-dropped"))
                            .contains("the journal does not take its records"));
            assertThat(drop.holds("away.csv")).isTrue();
        } finally {
            backbone.kafka().resume();
        }
        drop.awaitGone("away.csv");
        // then
        assertThat(journal().stream().map(CloudEvent::getId).distinct()).hasSize(2);
        await().untilAsserted(() ->
                assertThat(hub.health().trouble("channel-dropped")).isEmpty());
    }

    @Test
    void records_of_a_key_are_journaled_in_the_files_order() throws Exception {
        // given
        start(CHANNEL);
        String rows = IntStream.range(0, 5_000).mapToObj(row -> "S-1," + row).collect(Collectors.joining("\n"));
        // when
        drop.put("ordered.csv", "sku,qty\n" + rows);
        drop.awaitGone("ordered.csv");
        // then
        assertThat(texts())
                .isEqualTo(IntStream.range(0, 5_000)
                        .mapToObj(row -> "{\"sku\":\"S-1\",\"qty\":\"" + row + "\"}")
                        .toList());
    }

    @Test
    void a_link_and_a_name_with_a_line_break_are_left_lying_and_told() throws Exception {
        // given
        Path secret = Files.writeString(channels.resolve("secret.txt"), "sku\nA-1\n");
        Files.createSymbolicLink(folder.resolve("link.csv"), secret);
        Files.writeString(folder.resolve("line\nbreak.csv"), "sku\nB-2\n");
        Files.createDirectory(folder.resolve("folder.csv"));
        // when
        start(CHANNEL);
        drop.put("good.csv", "sku\nC-3\n");
        drop.awaitGone("good.csv");
        // then
        assertThat(texts()).containsExactly("{\"sku\":\"C-3\"}");
        await().untilAsserted(() ->
                assertThat(hub.health().trouble("channel-dropped")).startsWith("2 not taken"));
    }

    @Test
    void two_hubs_share_a_folder_and_a_file_is_taken_once_even_as_one_of_them_goes() throws Exception {
        // given
        environment.put("CROSSDOCK_PREFIX", "shared-drop");
        start(CHANNEL);
        try (TestHub other = TestHub.start(backbone.kafka().bootstrapServers(), channels, environment, Role.INGEST)) {
            for (int file = 0; file < 20; file++) {
                drop.put("first-" + file + ".csv", "sku\nA-" + file + "\n");
            }
            for (int file = 0; file < 20; file++) {
                drop.awaitGone("first-" + file + ".csv");
            }
            // when
            hub.close();
            drop.put("last.csv", "sku\nA-20\n");
            drop.awaitGone("last.csv");
            // then
            assertThat(other.events(other.topics().journal(other.channel("dropped"))))
                    .extracting(CloudEvent::getSubject)
                    .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(0, 20)
                            .mapToObj(file -> "A-" + file)
                            .toList());
        }
    }

    @Test
    void a_folder_that_is_not_there_is_told_and_used_once_it_is() throws Exception {
        // given
        environment.put("DROP", folder.resolve("later").toString());
        // when
        start(CHANNEL);
        // then
        await().untilAsserted(() ->
                assertThat(hub.health().trouble("channel-dropped")).isEqualTo("the folder cannot be listed"));
        // when
        Files.createDirectory(folder.resolve("later"));
        new TestDrop(folder.resolve("later")).put("a.csv", "sku\nA-1\n");
        // then
        assertThat(hub.awaitEvent(hub.topics().journal(hub.channel("dropped")), "A-1"))
                .isNotNull();
    }

    private void start(String file) throws Exception {
        Files.writeString(channels.resolve("dropped.channel.yaml"), file);
        hub = TestHub.start(backbone.kafka().bootstrapServers(), channels, environment, Role.INGEST);
    }

    private List<CloudEvent> journal() {
        return hub.events(hub.topics().journal(hub.channel("dropped")));
    }

    private List<String> texts() {
        return journal().stream()
                .map(record -> new String(record.getData().toBytes(), UTF_8))
                .toList();
    }

    /** The ids of the first records of the journal. */
    private String[] ids(int count) {
        return journal().stream().map(CloudEvent::getId).distinct().limit(count).toArray(String[]::new);
    }
}
