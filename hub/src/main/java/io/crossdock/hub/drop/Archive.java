package io.crossdock.hub.drop;

import io.crossdock.spi.Failure;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * Where files go afterwards: {@code <archive>/<date>/<name>.<SHA-256>}, or {@code <failed>/<name>.<SHA-256>} with the reason
 * beside it. A file that comes again gets its claim's id behind it; none is put over another.
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

    void keep(Claim claim, String checksum) throws IOException {
        String into = today();
        folder.prepare(into);
        folder.move(claim.fileName(), into, free(into, claim, checksum));
    }

    void reject(Claim claim, String checksum, Failure failure) throws IOException {
        String into = folder.getFailed();
        folder.prepare(into);
        String as = free(into, claim, checksum);
        folder.write(into, as + REASON, failure.getMessage() + "\n");
        folder.move(claim.fileName(), into, as);
    }

    private String free(String into, Claim claim, String checksum) throws IOException {
        String as = claim.name() + "." + checksum;
        return folder.exists(into + "/" + as) ? as + "." + claim.id() : as;
    }

    /** Files that failed and that nobody has looked after yet. */
    int rejected() throws IOException {
        return folder.count(folder.getFailed(), REASON);
    }

    private String today() {
        return folder.getArchive() + "/" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
