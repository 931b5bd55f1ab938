package io.crossdock.erp.orders;

import io.crossdock.canonical.Order;
import io.crossdock.erp.orders.FileTarget.CsvForm;
import io.crossdock.erp.orders.FileTarget.EdiForm;
import io.crossdock.spi.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Enters orders as files, each whole or not at all: written in a folder of its own, and moved into the ERP's by one rename.
 *
 * <p>The ERP takes files away, so that a missing one tells nothing. What tells is a claim in our own folder, made when the
 * file is complete and before it is moved: an order with a claim and without a file in our folder was moved.
 */
public final class OrderFiles implements OrderInterface {

    /** Longer than what is remembered of an order elsewhere, unless events are kept for more than eleven months. */
    private static final Duration CLAIMS_KEPT = Duration.ofDays(365);

    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final String erp;
    private final FileTarget target;
    private final OrderRows rows;
    private final Clock clock;
    private FileTime tidiedAt;

    public OrderFiles(String erp, FileTarget target, Clock clock) {
        this.erp = erp;
        this.target = target;
        this.rows = new OrderRows(erp);
        this.clock = clock;
        this.tidiedAt = FileTime.from(clock.instant());
    }

    @Override
    public void enter(OrderEntry entry) {
        byte[] content = written(entry);
        String name = name(entry);
        Path ready = target.outbox().resolve(name + ".ready");
        Path claim = target.outbox().resolve(name + ".claim");
        try {
            Files.createDirectories(target.outbox());
            if (!Files.exists(claim)) {
                write(ready, content);
                write(claim, new byte[0]);
                sync(target.outbox());
            }
            if (Files.exists(ready)) {
                Files.move(ready, target.folder().resolve(name), StandardCopyOption.ATOMIC_MOVE);
                sync(target.folder());
                sync(target.outbox());
            }
            tidy();
        } catch (AtomicMoveNotSupportedException e) {
            throw Failure.unavailable(erp, "order", target.outbox() + " is on another disk than " + target.folder(), e);
        } catch (IOException e) {
            throw Failure.unavailable(erp, "order", e.getClass().getSimpleName() + " " + e.getMessage(), e);
        }
    }

    private byte[] written(OrderEntry entry) {
        return target.form() instanceof CsvForm csv
                ? new CsvOrder(csv, rows).bytes(erp, entry)
                : new EdiOrder(erp, (EdiForm) target.form()).bytes(entry);
    }

    /** The same for the same entry; nothing that comes from outside leads out of the folder. */
    private String name(OrderEntry entry) {
        String safe = entry.key().replaceAll("[^A-Za-z0-9@#-]", "_");
        String ending = target.form() instanceof EdiForm edi
                ? edi.standard() == FileTarget.Standard.X12_850 ? ".x12" : ".edi"
                : ".csv";
        // Two ids that differ in other signs only must not be one file.
        return safe + "-" + Integer.toHexString(entry.key().hashCode()) + ending;
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
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

    private void tidy() throws IOException {
        FileTime now = FileTime.from(clock.instant());
        if (tidiedAt.toInstant().plus(TIDY_EVERY).isAfter(now.toInstant())) {
            return;
        }
        tidiedAt = now;
        FileTime oldest = FileTime.from(now.toInstant().minus(CLAIMS_KEPT));
        try (DirectoryStream<Path> claims = Files.newDirectoryStream(target.outbox(), "*.claim")) {
            for (Path claim : claims) {
                Path ready =
                        claim.resolveSibling(String.valueOf(claim.getFileName()).replaceFirst("[.]claim$", ".ready"));
                if (Files.getLastModifiedTime(claim).compareTo(oldest) < 0 && !Files.exists(ready)) {
                    Files.delete(claim);
                }
            }
        }
    }

    @Override
    public String content(OrderEntry entry) {
        return target.form() instanceof CsvForm csv
                ? rows.content(List.of(), csv.columns(), entry)
                : new String(
                        new EdiOrder(erp, (EdiForm) target.form()).bytes(first(entry)), StandardCharsets.ISO_8859_1);
    }

    /** The same for all versions and attempts. */
    private static OrderEntry first(OrderEntry entry) {
        Order order = entry.order();
        return new OrderEntry(
                new Order(
                        order.id(),
                        order.channel(),
                        order.number(),
                        0,
                        order.placedAt(),
                        order.currency(),
                        order.locations(),
                        order.lines(),
                        order.shipTo()),
                entry.kind() == OrderEntry.Kind.CANCELLED ? entry.kind() : OrderEntry.Kind.PLACED,
                1);
    }

    /** A file says nothing back. */
    @Override
    public Map<Entered, String> rejections(Collection<Entered> open) {
        return Map.of();
    }

    @Override
    public void close() {
        // nothing is kept open
    }
}
