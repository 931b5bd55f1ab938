package io.crossdock.bench.normalize;

import io.crossdock.backbone.RunFolder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A contender in a JVM of its own, as the system sees it: what it used of processor and memory. */
final class ContenderChild implements AutoCloseable {

    private static final int LAST_LINES = 20;
    private static final Pattern AFTER_COLLECTION = Pattern.compile("->(\\d+)M\\(");

    private final Process process;
    private final Path log;
    private final Path collections;

    ContenderChild(RunFolder folder, Contender contender, Work work, String heap) {
        log = folder.path().resolve("contender-" + contender + ".log");
        collections = folder.path().resolve("collections-" + contender + ".log");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        if (Runtime.version().feature() >= 24) {
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        command.addAll(folder.javaOptions());
        command.addAll(List.of(
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xlog:gc:file=" + collections + ":none:filecount=0",
                "-cp",
                System.getProperty("java.class.path"),
                ContenderProcess.class.getName(),
                contender.name(),
                work.brokers(),
                work.prefix()));
        try {
            File output = log.toFile();
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalStateException with the end of its log, when it has ended */
    void pause(Duration pause) {
        try {
            if (process.waitFor(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("a contender ended:\n" + lastLines());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Processor time used so far, by all its threads. */
    Duration processorTime() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Resident memory now, and the most of it ever, in MiB; 0 where the system does not tell. */
    long residentMebibytes() {
        return mebibytes("VmRSS:");
    }

    long peakMebibytes() {
        return mebibytes("VmHWM:");
    }

    /** What the last garbage collection left of the heap, in MiB; 0 before the first. */
    long liveMebibytes() {
        try (var lines = Files.lines(collections)) {
            return lines.map(AFTER_COLLECTION::matcher)
                    .filter(Matcher::find)
                    .mapToLong(after -> Long.parseLong(after.group(1)))
                    .reduce(0, (earlier, later) -> later);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private long mebibytes(String of) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(line -> line.startsWith(of))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(12, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
