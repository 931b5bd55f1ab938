package io.crossdock.backbone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Servers' programs, unpacked once for each user and version into {@code ${XDG_CACHE_HOME:-~/.cache}/crossdock}. */
final class BinaryCache {

    private BinaryCache() {}

    /**
     * The folder of a server's programs.
     *
     * @param version tells one content from another
     * @param unpack fills a folder that is not there yet
     */
    static synchronized Path unpacked(String server, String version, Consumer<Path> unpack) {
        Path cache = folder();
        Path target = cache.resolve(server + "-" + version);
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(cache);
            // Another process may be at it: one unpacks, the others wait, and the name appears in one step.
            try (FileChannel channel = FileChannel.open(
                            cache.resolve(server + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.isDirectory(target)) {
                    Path unpacking = cache.resolve(target.getFileName() + ".unpacking");
                    delete(unpacking);
                    unpack.accept(unpacking);
                    Files.move(unpacking, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack " + server + " into " + cache + " (see XDG_CACHE_HOME)", e);
        }
    }

    private static Path folder() {
        String configured = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        if (!configured.isEmpty()) {
            return Path.of(configured).toAbsolutePath().resolve("crossdock");
        }
        String home = System.getenv().getOrDefault("HOME", System.getProperty("user.home"));
        return Path.of(home, ".cache", "crossdock").toAbsolutePath();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> content = Files.walk(folder)) {
                List<Path> deepestFirst =
                        content.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.delete(path);
                }
            }
        }
    }
}
