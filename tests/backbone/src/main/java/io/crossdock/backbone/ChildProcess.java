package io.crossdock.backbone;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A server that runs as a process of its own, with those that it starts itself. */
final class ChildProcess {

    private static final Duration END_PATIENCE = Duration.ofSeconds(15);
    private static final int LAST_LINES = 30;

    private final String name;
    private final Path log;
    private final Process process;

    private ChildProcess(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts the command with its output appended to the log; its standard input ends when this JVM does. */
    static ChildProcess start(String name, Path log, List<String> command) {
        try {
            File output = log.toFile();
            Process process = new ProcessBuilder(command)
                    .directory(log.getParent().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
                    .start();
            return new ChildProcess(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    void awaitReady(Duration atMost, BooleanSupplier ready) {
        boolean over = Patience.until(atMost, () -> !process.isAlive() || ready.getAsBoolean());
        if (!process.isAlive()) {
            throw failure("ended with code " + process.exitValue());
        }
        if (!over) {
            kill();
            throw failure("was not ready within " + atMost.toSeconds() + " s");
        }
    }

    /** Waits for a command that ends by itself. */
    void awaitSuccess(Duration atMost) {
        if (!Patience.until(atMost, () -> !process.isAlive())) {
            kill();
            throw failure("did not end within " + atMost.toSeconds() + " s");
        }
        if (process.exitValue() != 0) {
            throw failure("ended with code " + process.exitValue());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Sends {@code KILL} to the process and all that it started; returns when none of them runs. */
    void kill() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(family);
    }

    /** Sends a signal that makes the process end; one that does not is killed. */
    void end(String signal) {
        List<ProcessHandle> family = family();
        signal(signal, List.of(process.toHandle()));
        if (!Patience.until(END_PATIENCE, () -> haveEnded(family))) {
            kill();
        }
    }

    /**
     * Stops the process and all that it started where they are: connections stay open, nobody answers. Returns when the
     * last thread has stopped, for the signal only asks for that.
     */
    void pause() {
        List<ProcessHandle> family = family();
        signal("STOP", family);
        if (!Patience.until(END_PATIENCE, () -> family.stream().allMatch(ChildProcess::hasStopped))) {
            throw new IllegalStateException(name + " does not pause");
        }
    }

    void resume() {
        signal("CONT", family());
    }

    private List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private void awaitEnd(List<ProcessHandle> family) {
        boolean ended = Patience.until(END_PATIENCE, () -> haveEnded(family));
        if (!ended && !Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException(name + " does not end");
        }
    }

    private boolean haveEnded(List<ProcessHandle> family) {
        return !process.isAlive() && family.stream().allMatch(ChildProcess::hasEnded);
    }

    /**
     * Not ProcessHandle.isAlive(): that holds for zombies too, and in a container nobody may collect them. Nor an empty
     * command line: a process loses that before it gives up its ports.
     */
    private static boolean hasEnded(ProcessHandle handle) {
        return "ZX".indexOf(state(Path.of("/proc", Long.toString(handle.pid())))) >= 0;
    }

    private static boolean hasStopped(ProcessHandle handle) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(handle.pid()), "task"))) {
            return threads.allMatch(thread -> "TZX".indexOf(state(thread)) >= 0);
        } catch (IOException e) {
            return true;
        }
    }

    /** The letter of proc(5), X for what is not there any more. */
    private static char state(Path processOrThread) {
        try {
            String stat = Files.readString(processOrThread.resolve("stat"), ISO_8859_1);
            // It follows the program's name, which is in parentheses and may hold some itself.
            return stat.charAt(stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return 'X';
        }
    }

    private void signal(String signal, List<ProcessHandle> targets) {
        Stream<String> kill = Stream.of("/bin/sh", "-c", "kill -s \"$@\"", "sh", signal);
        Stream<String> pids = targets.stream().map(target -> Long.toString(target.pid()));
        try {
            // Its code tells nothing: a process may have ended meanwhile.
            new ProcessBuilder(Stream.concat(kill, pids).toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(END_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot signal " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException(name + " " + what + "; the end of its log:\n" + lastLines());
    }

    private String lastLines() {
        try {
            List<String> lines = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log)";
        }
    }
}
