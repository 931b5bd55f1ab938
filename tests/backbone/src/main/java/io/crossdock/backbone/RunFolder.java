package io.crossdock.backbone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The temporary folder of one run, and the promise that folder and processes end with the JVM that made it, even if that
 * is killed.
 *
 * <p>A small shell process waits until this JVM closes their pipe or dies, then ends every process that carries
 * {@link #mark()} in its command line ({@code TERM}, {@code INT}, after five seconds {@code KILL}) and deletes the
 * folder. It makes the folder too, so there is no moment at which one could be left behind.
 */
public final class RunFolder implements AutoCloseable {

    private static final long CLOSE_SECONDS = 90;

    private final Path path;
    private final Process watchdog;
    private final Thread onExit = new Thread(this::end, "backbone-exit");

    private RunFolder(Path path, Process watchdog) {
        this.path = path;
        this.watchdog = watchdog;
    }

    /** Makes a folder {@code crossdock-*} under {@code java.io.tmpdir}, for this user only. */
    public static RunFolder create() {
        String name =
                "crossdock-" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        Path path = Path.of(System.getProperty("java.io.tmpdir"), name).toAbsolutePath();
        try {
            RunFolder folder = new RunFolder(path, startWatchdog(path));
            Runtime.getRuntime().addShutdownHook(folder.onExit);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start the watchdog of " + path, e);
        }
    }

    public Path path() {
        return path;
    }

    /**
     * What a process must have in its command line to end with this run, {@code crossdock.run=<name>}. It differs from
     * the path, so that somebody's {@code tail -f} on a log in the folder is left alone.
     */
    public String mark() {
        return markOf(path);
    }

    /**
     * Options of a {@code java} command that has the mark, and that leaves nothing outside of the folder if it is killed:
     * libraries unpack their native parts into the temporary folder.
     */
    public List<String> javaOptions() {
        return List.of("-D" + mark(), "-Djava.io.tmpdir=" + path);
    }

    /** Ends every process that carries the mark, deletes the folder and returns when that is done. */
    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The JVM is about to exit; the hook then finds the work done.
        }
    }

    private void end() {
        try {
            watchdog.getOutputStream().close();
            if (!watchdog.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Processes of " + path + " do not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot end the processes of " + path, e);
        } catch (InterruptedException e) {
            // The watchdog goes on without us.
            Thread.currentThread().interrupt();
        }
    }

    private static String markOf(Path path) {
        return "crossdock.run=" + path.getFileName();
    }

    private static Process startWatchdog(Path path) throws IOException {
        // setsid: a Ctrl-C or a closed terminal goes to the whole process group, and this one must outlive it. Folder
        // and mark go by the environment, for the command line must not carry the mark.
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh",
                "-c",
                "if command -v setsid >/dev/null; then exec setsid sh -c \"$1\"; fi; eval \"$1\"",
                "crossdock-watchdog",
                script());
        builder.environment().put("CROSSDOCK_WATCHED_FOLDER", path.toString());
        builder.environment().put("CROSSDOCK_WATCHED_MARK", markOf(path));
        builder.directory(Path.of("/").toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        Process watchdog = builder.start();
        BufferedReader output = watchdog.inputReader(StandardCharsets.UTF_8);
        if (!"ready".equals(output.readLine())) {
            throw new IOException("It cannot make the folder");
        }
        return watchdog;
    }

    private static String script() throws IOException {
        try (InputStream resource = RunFolder.class.getResourceAsStream("watchdog.sh")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
