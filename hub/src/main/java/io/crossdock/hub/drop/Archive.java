package io.crossdock.hub.drop;

import io.crossdock.spi.Failure;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where files go afterwards: {@code <archive>/<date>/<name>.<SHA-256>}, or {@code <failed>/<name>.<SHA-256>} with the reason
 * beside it. The checksum in the name makes one move of it, and a file that comes again the same file.
 */
final class Archive {

    private static final String REASON = ".reason.txt";

    private final DropFolder folder;
    private final Clock clock;

    Archive(DropFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** Before a file is read, so that none is journaled that could not be put away afterwards. */
    void prepare() throws IOException {
        folder.prepare(today());
    }

    void keep(String name, String checksum) throws IOException {
        folder.prepare(today());
        if (folder.awaitsMarker()) {
            // First: a marker that outlived its file would vouch for the next one of that name.
            folder.delete(name + DropFolder.MARKER);
        }
        folder.move(name, today(), name + "." + checksum);
    }

    void reject(String name, String checksum, Failure failure) throws IOException {
        folder.prepare(folder.getFailed());
        folder.write(folder.getFailed(), name + "." + checksum + REASON, failure.getMessage() + "\n");
        if (folder.awaitsMarker()) {
            folder.delete(name + DropFolder.MARKER);
        }
        folder.move(name, folder.getFailed(), name + "." + checksum);
    }

    /** Files that failed and that nobody has looked after yet. */
    int rejected() throws IOException {
        return folder.count(folder.getFailed(), REASON);
    }

    private String today() {
        return folder.getArchive() + "/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
