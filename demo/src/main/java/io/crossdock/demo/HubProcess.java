package io.crossdock.demo;

import io.crossdock.backbone.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A hub in a process of its own, started as anybody would by {@code crossdock run}; ends with whoever started it. */
public final class HubProcess implements AutoCloseable {

    private static final Duration START_WITHIN = Duration.ofMinutes(3);

    private final Process process;
    private final Path log;
    private final URI health;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private HubProcess(Process process, Path log, URI health) {
        this.process = process;
        this.log = log;
        this.health = health;
    }

    /**
     * Starts it and returns once it is ready.
     *
     * @param environment its {@code CROSSDOCK_*} settings and whatever channel files refer to
     * @param arguments after {@code run}
     * @throws IllegalStateException with the end of its log when it does not get ready
     */
    public static HubProcess start(
            RunFolder folder, Map<String, String> environment, int managementPort, List<String> arguments) {
        Path log = folder.path().resolve("hub-" + managementPort + ".log");
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        if (Runtime.version().feature() >= 24) {
            // What JDK 24 and later warn of, and RocksDB and Netty cannot do without.
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
        }
        command.addAll(folder.javaOptions());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xms64m",
                "-Xmx224m",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:ReservedCodeCacheSize=64m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.crossdock.hub.cli.Crossdock",
                "run",
                "--until-eof"));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CROSSDOCK_"));
        builder.environment().putAll(environment);
        // glibc gives each thread an arena of its own; two are plenty here and keep the resident size down.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            HubProcess hub = new HubProcess(
                    builder.start(), log, URI.create("http://127.0.0.1:" + managementPort + "/observe/health"));
            hub.awaitReady();
            return hub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What health says now, as JSON; empty while it does not answer. */
    public String health() {
        try {
            return http.send(
                            HttpRequest.newBuilder(health)
                                    .timeout(Duration.ofSeconds(3))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /** The process's resident memory in MiB, as the system counts it; 0 where it does not tell. */
    public long residentMebibytes() {
        try {
            return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    public Path log() {
        return log;
    }

    public long pid() {
        return process.pid();
    }

    /** Without any warning, as a crash or the kernel would. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Tells it to stop and waits until it has, 15 s at most. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    private void awaitReady() throws IOException {
        long deadlineNanos = System.nanoTime() + START_WITHIN.toNanos();
        while (System.nanoTime() < deadlineNanos) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the hub ended while starting:\n" + lastLines());
            }
            if (Files.readString(log).contains("crossdock: running")) {
                return;
            }
            pause();
        }
        kill();
        throw new IllegalStateException("the hub did not get ready:\n" + lastLines());
    }

    private void pause() {
        try {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** The end of its log, for whoever wants to know why. */
    public String lastLines() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
