package io.crossdock.hub.drop;

import io.crossdock.hub.drop.split.Content;
import io.crossdock.hub.drop.split.Split;
import io.crossdock.spi.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.component.file.GenericFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one file: claims it, finds it sound, then hands its records to the journal, then archives it. Whatever happens in
 * between, the claimed file is there and is read again, with the same ids.
 */
final class FileTaker {

    private static final Logger LOG = LoggerFactory.getLogger(FileTaker.class);

    private static final String CHANGED = "it changed while it was read";

    private final DropFolder folder;
    private final PickUp pickUp;
    private final FileIntake intake;
    private final Archive archive;
    private final RecordFlow flow;
    private final DropStatus status;
    private final DropMeters meters;
    private final Split split;

    /** What is journaled and could not be archived, so that it is not journaled at every look again. */
    private final Map<Claim, Journaled> toArchive = new HashMap<>();

    private record Journaled(long length, long modified, String checksum) {
        boolean is(GenericFile<?> file) {
            return file.getFileLength() == length && file.getLastModified() == modified;
        }
    }

    FileTaker(
            DropFolder folder,
            PickUp pickUp,
            FileIntake intake,
            Archive archive,
            RecordFlow flow,
            DropStatus status,
            DropMeters meters) {
        this.folder = folder;
        this.pickUp = pickUp;
        this.intake = intake;
        this.archive = archive;
        this.flow = flow;
        this.status = status;
        this.meters = meters;
        this.split = intake.split();
    }

    /** Throws nothing that a file, a folder or the journal may be the cause of: the next look tries again. */
    void take(Exchange exchange) {
        if (status.rests()) {
            return;
        }
        GenericFile<?> file = exchange.getProperty(ExchangePropertyKey.FILE_EXCHANGE_FILE, GenericFile.class);
        if (pickUp.isClaimed(file.getFileNameOnly())) {
            return;
        }
        try {
            archive.prepare();
            Claim claim = claim(file.getFileNameOnly());
            Journaled journaled = toArchive.get(claim);
            if (journaled != null && journaled.is(file)) {
                archived(claim, file, journaled.checksum());
            } else {
                read(exchange, claim, file);
            }
            status.handlingWorked();
        } catch (RecordFlow.NotJournaledException e) {
            status.journalIsAway();
        } catch (RecordFlow.EndingException e) {
            LOG.debug("a file is left to whoever has the duty next");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UncheckedIOException | RuntimeCamelException e) {
            status.handlingFailed("a file cannot be read or moved: " + reason(e));
            folder.reset();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** From here on the partner's name is free, and stands for none of what is read. */
    private Claim claim(String name) throws IOException {
        Optional<Claim> left = Claim.read(name);
        Claim claim = left.orElseGet(() -> Claim.on(name));
        if (left.isEmpty()) {
            folder.move(name, "", claim.fileName());
        }
        // A marker that outlived its file would vouch for the next one of that name; beside a next one it may be that
        // one's.
        if (folder.awaitsMarker() && (left.isEmpty() || !folder.exists(claim.name()))) {
            folder.delete(claim.name() + DropFolder.MARKER);
        }
        return claim;
    }

    private void read(Exchange exchange, Claim claim, GenericFile<?> file) throws Exception {
        requireUnchanged(claim, file);
        String checksum;
        try (Content content = folder.open(exchange, claim.fileName(), file)) {
            checksum = content.checksum();
            try {
                requireSound(content);
                journal(content, claim.name(), checksum);
            } catch (Failure failure) {
                rejected(claim, file, checksum, failure);
                return;
            }
            if (!content.checksum().equals(checksum)) {
                throw new IOException(CHANGED);
            }
        }
        status.journalTook();
        toArchive.put(claim, new Journaled(file.getFileLength(), file.getLastModified(), checksum));
        archived(claim, file, checksum);
    }

    /** A pass of its own: no record of a file is handed on before its last byte was found to be right. */
    private void requireSound(Content content) throws Exception {
        if (content.size() == 0) {
            throw Failure.malformed("file", "", "", "is empty");
        }
        split.split(content, piece -> flow.requireGoingOn());
    }

    private void journal(Content content, String name, String checksum) throws Exception {
        RecordFlow.File records = flow.file();
        split.split(content, piece -> records.send(intake.record(name, checksum, split.contentType(), piece)));
        records.awaitAll();
    }

    private void archived(Claim claim, GenericFile<?> file, String checksum) throws IOException {
        requireUnchanged(claim, file);
        archive.keep(claim, checksum);
        toArchive.remove(claim);
        meters.taken();
    }

    private void rejected(Claim claim, GenericFile<?> file, String checksum, Failure failure) throws IOException {
        requireUnchanged(claim, file);
        archive.reject(claim, checksum, failure);
        meters.failed();
        LOG.warn("a file was put into the folder of failed files: {}", failure.getMessage());
    }

    /** What was put over it before it was claimed, or is still being written, stays claimed and is listed next. */
    private void requireUnchanged(Claim claim, GenericFile<?> file) throws IOException {
        if (!folder.isUnchanged(claim.fileName(), file)) {
            throw new IOException(CHANGED);
        }
    }

    /** Of our own folders' making; what a server or the operating system says may hold names and addresses. */
    private static String reason(Exception e) {
        return e.getClass() == IOException.class ? e.getMessage() : e.getClass().getSimpleName();
    }
}
