package io.crossdock.erp.orders;

import io.crossdock.canonical.Order;
import io.crossdock.erp.orders.FileTarget.CsvForm;
import io.crossdock.erp.orders.FileTarget.EdiForm;
import io.crossdock.spi.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Enters orders as files, each whole or not at all: written in a folder of its own, and moved into the ERP's by one rename.
 */
public final class OrderFiles implements OrderInterface {

    /** How much of an entry's key a file's name shows; what tells entries apart is behind it. */
    private static final int READABLE = 80;

    private final String erp;
    private final FileTarget target;
    private final OrderRows rows;
    private final Outbox outbox;

    public OrderFiles(String erp, FileTarget target, Clock clock) {
        this.erp = erp;
        this.target = target;
        this.rows = new OrderRows(erp);
        this.outbox = new Outbox(target.outbox(), clock);
    }

    @Override
    public void enter(OrderEntry entry) {
        byte[] content = written(entry);
        String name = name(entry);
        try {
            if (!outbox.isClaimed(name)) {
                outbox.claim(name, content);
            }
            outbox.handOver(name, target.folder());
            outbox.tidy();
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

    /** The same for the same entry and no other; nothing that comes from outside leads out of the folder. */
    private String name(OrderEntry entry) {
        String safe = entry.key().replaceAll("[^A-Za-z0-9@#-]", "_");
        String ending = target.form() instanceof EdiForm edi
                ? edi.standard() == FileTarget.Standard.X12_850 ? ".x12" : ".edi"
                : ".csv";
        return safe.substring(0, Math.min(safe.length(), READABLE)) + "-" + digest(entry.key()) + ending;
    }

    private static String digest(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
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
                1,
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
