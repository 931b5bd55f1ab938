package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the process ends that started a backbone, the backbone ends with it. */
@Timeout(90)
class CallerEndTest {

    private static final int SIGINT = 2;

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
}
