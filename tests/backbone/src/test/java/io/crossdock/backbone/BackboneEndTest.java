package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(90)
class BackboneEndTest {

    private static final int SIGINT = 2;

    @Test
    void nothing_is_left_after_close() {
        // given
        ConcurrentLinkedQueue<String> progress = new ConcurrentLinkedQueue<>();
        Backbone backbone = Backbone.start(progress::add, Part.values());
        RunFolder run = backbone.folder();
        List<Integer> ports = List.of(
                port(backbone.kafka().bootstrapServers()),
                backbone.postgres().port(),
                backbone.mariaDb().port(),
                backbone.sqs().endpoint().getPort());
        assertThat(Marked.by(run.mark())).hasSizeGreaterThanOrEqualTo(2);

        // when
        backbone.close();

        // then
        assertThat(Marked.by(run.path().getFileName().toString())).isEmpty();
        assertThat(run.path()).doesNotExist();
        assertThat(ports).allMatch(FreePort::isFree);
        assertThat(progress)
                .hasSize(Part.values().length)
                .allMatch(line -> line.matches("(kafka|postgres|mariadb|sqs) ready in \\d+\\.\\d s"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"KILL", "INT", "TERM"})
    void nothing_is_left_when_the_calling_process_is_ended(String signal) throws Exception {
        // given
        assumeFalse(signal.equals("INT") && interruptsAreIgnored(), "a shell's background job ignores Ctrl-C");
        Process caller = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StartsAndWaits.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String folder = caller.inputReader(StandardCharsets.UTF_8).readLine();
            String name = Path.of(folder).getFileName().toString();
            assertThat(Marked.by("crossdock.run=" + name)).hasSizeGreaterThanOrEqualTo(2);

            // when
            signal(signal, caller.pid());

            // then
            assertThat(caller.waitFor(30, TimeUnit.SECONDS)).isTrue();
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Marked.by(name)).isEmpty());
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(Path.of(folder)).doesNotExist());
        } finally {
            caller.destroyForcibly();
        }
    }

    @Test
    void a_process_that_carries_the_mark_ends_with_the_run_even_if_it_ignores_signals() throws Exception {
        // given
        RunFolder run = RunFolder.create();
        Process deaf = shell("trap '' TERM INT; echo deaf; while :; do sleep 0.1; done", run.mark());
        assertThat(deaf.inputReader().readLine()).isEqualTo("deaf");

        // when
        run.close();

        // then
        assertThat(deaf.waitFor(1, TimeUnit.SECONDS)).isTrue();
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void what_a_killed_jvm_leaves_in_its_temporary_folder_goes_with_the_run() throws Exception {
        // given
        try (RunFolder run = RunFolder.create()) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(run.javaOptions());
            command.addAll(List.of("-XshowSettings:properties", "-version"));
            // when
            Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
            // then
            assertThat(java.inputReader().lines().map(String::strip)).contains("java.io.tmpdir = " + run.path());
        }
    }

    @Test
    void a_process_that_only_reads_in_the_folder_is_left_alone() throws Exception {
        // given
        RunFolder run = RunFolder.create();
        Path log = Files.writeString(run.path().resolve("kafka.log"), "hello\n");
        Process reader = shell("read -r end", log.toString());

        // when
        run.close();

        // then
        assertThat(reader.isAlive()).isTrue();
        reader.getOutputStream().close();
        assertThat(reader.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_part_that_was_not_asked_for_is_not_there() {
        // given
        try (Backbone backbone = Backbone.start()) {

            // when
            assertThatThrownBy(backbone::kafka)

                    // then
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("without kafka");
        }
    }

    @Test
    void a_server_that_does_not_start_is_told_with_the_end_of_its_log() throws Exception {
        // given
        try (RunFolder run = RunFolder.create()) {
            KafkaBroker kafka = new KafkaBroker(run);
            Path data = run.path().resolve("kafka").resolve("data");
            Files.createDirectories(data);
            Files.writeString(data.resolve("meta.properties"), "version=1\ncluster.id=other\nnode.id=42\n");

            // when
            assertThatThrownBy(kafka::start)

                    // then
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("kafka ended with code 1")
                    .hasMessageContaining("42");
        }
    }

    private static Process shell(String script, String argument) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", script, "sh", argument).start();
    }

    /** A process inherits it, and no process can end it: what a shell starts in the background cannot be interrupted. */
    private static boolean interruptsAreIgnored() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> line.substring("SigIgn:".length()).strip())
                .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & 1L << (SIGINT - 1)) != 0);
    }

    private static void signal(String signal, long pid) throws Exception {
        new ProcessBuilder("/bin/sh", "-c", "kill -s " + signal + " " + pid)
                .start()
                .waitFor(10, TimeUnit.SECONDS);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }
}
