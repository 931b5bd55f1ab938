package io.crossdock.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends with a run and what does not. */
@Timeout(90)
class RunFolderTest {

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

    private static Process shell(String script, String argument) throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", script, "sh", argument).start();
    }
}
