package io.crossdock.conformance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Samples and test vectors that vendors publish and that are not ours to copy; {@code -Dcrossdock.contracts=DIR} says
 * where they lie. A test that wants one is skipped, and says so, where there are none.
 */
public final class Contracts {

    private static final String FOLDER = "crossdock.contracts";

    private Contracts() {}

    /** @param file such as {@code easypost/vectors/event-body.json} */
    public static byte[] read(String file) {
        String folder = System.getProperty(FOLDER, "");
        assumeTrue(!folder.isEmpty() && Files.exists(Path.of(folder, file)), "needs " + file + " in -D" + FOLDER);
        try {
            return Files.readAllBytes(Path.of(folder, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
