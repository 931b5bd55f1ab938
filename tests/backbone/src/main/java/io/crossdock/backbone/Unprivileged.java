package io.crossdock.backbone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** How PostgreSQL and MariaDB, which refuse to run as root, are run by whoever we are. */
enum Unprivileged {
    /** A user like any other. */
    AS_WE_ARE(List.of()),
    /**
     * Root, or a user whom /etc/passwd does not know, seen from inside a user namespace as nobody. Its own IPC namespace
     * takes leftover shared memory along.
     */
    USER_NAMESPACE(List.of("unshare", "--user", "--ipc")),
    /** Root in a container that allows no namespaces: really as nobody. */
    NOBODY(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));

    private static final int NOBODY_ID = 65534;

    private final List<String> prefix;

    Unprivileged(List<String> prefix) {
        this.prefix = prefix;
    }

    static Unprivileged detect() {
        if (!isRoot()) {
            return hasName() ? AS_WE_ARE : USER_NAMESPACE;
        }
        return USER_NAMESPACE.works() ? USER_NAMESPACE : NOBODY;
    }

    static boolean isRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read /proc/self", e);
        }
    }

    /** Java's name for a user without one is a question mark; initdb refuses to run for such a user. */
    private static boolean hasName() {
        return !System.getProperty("user.name", "?").equals("?");
    }

    /** What goes before the command. */
    List<String> prefix() {
        return prefix;
    }

    /** The cache is in root's home, where nobody may not look. */
    boolean seesCache() {
        return this != NOBODY;
    }

    /** Lets the server read and write these paths of the run's folder. */
    void own(Path folder, Path file) throws IOException {
        if (this == NOBODY) {
            Files.setPosixFilePermissions(folder.getParent(), PosixFilePermissions.fromString("rwx--x--x"));
            for (Path path : List.of(folder, file)) {
                Files.setAttribute(path, "unix:uid", NOBODY_ID);
            }
        }
    }

    private boolean works() {
        ProcessBuilder attempt = new ProcessBuilder(
                Stream.concat(prefix.stream(), Stream.of("true")).toList());
        attempt.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = attempt.start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
