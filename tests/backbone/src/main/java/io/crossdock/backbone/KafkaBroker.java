package io.crossdock.backbone;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Kafka cluster of one node in a JVM of its own, so that its garbage collection and its death are not the caller's.
 *
 * <p>Topics are made by the caller ({@code auto.create.topics.enable=false}); a message may have 3 MiB.
 */
public final class KafkaBroker implements BackbonePart {

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);

    private final RunFolder run;
    private final Path folder;
    private final int port = FreePort.find();
    private final int controllerPort = FreePort.find();
    private ChildProcess process;

    KafkaBroker(RunFolder run) {
        this.run = run;
        this.folder = run.path().resolve("kafka");
    }

    /** {@code 127.0.0.1:port}; stays the same over {@link #kill()} and {@link #start()}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Starts the broker, again after {@link #kill()}: on the same port with the same data. */
    @Override
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            return;
        }
        Path ready = folder.resolve(KafkaProcess.READY);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(ready);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + folder, e);
        }
        process = ChildProcess.start("kafka", folder.resolve("kafka.log"), command());
        process.awaitReady(START_PATIENCE, () -> Files.exists(ready));
    }

    /** Ends the broker as a power cut would. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Leaves connections open and answers nobody until {@link #resume()}. */
    public synchronized void pause() {
        process.pause();
    }

    public synchronized void resume() {
        process.resume();
    }

    @Override
    public void discard() {
        kill();
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(run.javaOptions());
        command.addAll(List.of(
                // Less to begin with would keep G1 at marking all the time; its goals are those of Kafka's own start
                // script.
                "-Xms384m",
                "-Xmx384m",
                "-XX:MaxGCPauseMillis=20",
                "-XX:InitiatingHeapOccupancyPercent=35",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                "-Dlogback.configurationFile=io/crossdock/backbone/kafka-logback.xml",
                "-cp",
                classPath(),
                KafkaProcess.class.getName(),
                folder.toString(),
                Integer.toString(port),
                Integer.toString(controllerPort)));
        return command;
    }

    /** The caller's, with absolute paths: the broker runs in another folder. */
    private static String classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
