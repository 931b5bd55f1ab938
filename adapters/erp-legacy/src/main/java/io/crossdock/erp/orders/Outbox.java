package io.crossdock.erp.orders;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A folder of our own, in which files are written before they are handed over, each once.
 *
 * <p>Whoever gets a file may take it away, so that a missing one tells nothing. What tells is a claim: a folder that comes
 * with the file in it by one rename, which fails where there is one already, and out of which the file is moved. A claim
 * without a file was handed over; and of two processes that claim the same file at once, both move the one that is in the
 * claim, which only one of them can. A claim is never empty, since an empty folder could be replaced by a rename.
 */
final class Outbox {

    /** Longer than what is remembered of an order elsewhere, unless events are kept for more than eleven months. */
    private static final Duration CLAIMS_KEPT = Duration.ofDays(365);

    /** Of one that died while it wrote. */
    private static final Duration DRAFTS_KEPT = Duration.ofDays(1);

    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private static final String CLAIM = ".claim";
    private static final String DRAFT = ".draft";
    private static final String FILE = "file";
    private static final String CLAIMED = "claimed";

    private final Path folder;
    private final Clock clock;
    private final Runnable beforeRename;
    private Instant tidiedAt;

    Outbox(Path folder, Clock clock) {
        this(folder, clock, () -> {});
    }

    /** @param beforeRename what another process does meanwhile */
    Outbox(Path folder, Clock clock, Runnable beforeRename) {
        this.folder = folder;
        this.clock = clock;
        this.beforeRename = beforeRename;
        this.tidiedAt = clock.instant();
    }

    boolean isClaimed(String name) {
        return Files.isDirectory(claimOf(name));
    }

    /** Writes a file and claims it; without effect where it was claimed since somebody looked. */
    void claim(String name, byte[] content) throws IOException {
        Files.createDirectories(folder);
        Path draft = Files.createDirectory(folder.resolve(name + "." + UUID.randomUUID() + DRAFT));
        write(draft.resolve(FILE), content);
        write(draft.resolve(CLAIMED), new byte[0]);
        sync(draft);
        beforeRename.run();
        try {
            Files.move(draft, claimOf(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!isClaimed(name)) {
                throw e;
            }
            delete(draft);
        }
        sync(folder);
    }

    /** Moves a claimed file into another folder; without effect where somebody has moved it. */
    void handOver(String name, Path to) throws IOException {
        Path file = claimOf(name).resolve(FILE);
        if (!Files.exists(file)) {
            return;
        }
        beforeRename.run();
        try {
            Files.move(file, to.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            // Another process was faster, or there is no folder to move it to.
            if (Files.exists(file)) {
                throw e;
            }
        }
        sync(to);
        sync(claimOf(name));
    }

    /** Now and then, deletes what is of no use any more. */
    void tidy() throws IOException {
        Instant now = clock.instant();
        if (tidiedAt.plus(TIDY_EVERY).isAfter(now)) {
            return;
        }
        tidiedAt = now;
        deleteOlder("*" + CLAIM, now.minus(CLAIMS_KEPT));
        deleteOlder("*" + DRAFT, now.minus(DRAFTS_KEPT));
    }

    private void deleteOlder(String names, Instant than) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, names)) {
            for (Path each : found) {
                boolean isWaiting = names.endsWith(CLAIM) && Files.exists(each.resolve(FILE));
                if (!isWaiting && Files.getLastModifiedTime(each).compareTo(FileTime.from(than)) < 0) {
                    delete(each);
                }
            }
        } catch (NoSuchFileException e) {
            // Another process tidies up; what is left is for the next time.
            return;
        }
    }

    private Path claimOf(String name) {
        return folder.resolve(name + CLAIM);
    }

    private static void delete(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
        Files.deleteIfExists(folder.resolve(CLAIMED));
        Files.deleteIfExists(folder);
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** A rename is on disk once its folder is. */
    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
