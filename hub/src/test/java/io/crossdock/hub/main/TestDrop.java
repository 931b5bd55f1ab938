package io.crossdock.hub.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A folder as a partner sees it who drops files. */
record TestDrop(Path folder) {

    /** As careful partners do: written under another name, then renamed. */
    void put(String name, byte[] bytes) throws IOException {
        Path part = folder.resolve("." + name.hashCode() + ".part");
        Files.write(part, bytes);
        Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    void put(String name, String text) throws IOException {
        put(name, text.getBytes(UTF_8));
    }

    /** Under its own name or, while it is in work, that of its claim. */
    boolean holds(String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(file -> file.equals(name) || file.startsWith(".crossdock-" + name + "."));
        }
    }

    void awaitGone(String name) {
        await().atMost(Duration.ofSeconds(60)).until(() -> !holds(name));
    }

    /** Files of the archive or of the failed ones, wherever below. */
    List<Path> in(String place) throws IOException {
        if (!Files.isDirectory(folder.resolve(place))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder.resolve(place))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    static String checksum(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
