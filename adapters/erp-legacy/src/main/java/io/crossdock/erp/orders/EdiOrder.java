package io.crossdock.erp.orders;

import io.crossdock.canonical.Address;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.Sku;
import io.crossdock.erp.orders.FileTarget.EdiForm;
import io.crossdock.erp.orders.FileTarget.Partner;
import io.crossdock.erp.orders.FileTarget.Standard;
import io.crossdock.spi.Failure;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * An order as an interchange of one message: X12 850 (purchase order, version 005010) or UN/EDIFACT ORDERS (directory
 * D.96A, syntax UNOC 3). All its control numbers are the entry's one, so that a repeated one is the same to the byte, and
 * so that an acknowledgement of interchange, group or message names the order.
 */
final class EdiOrder {

    private final String erp;
    private final EdiForm form;

    EdiOrder(String erp, EdiForm form) {
        this.erp = erp;
        this.form = form;
    }

    static boolean canWriteEnvelope(EdiForm form) {
        Order order = new Order(
                new OrderId("check:1"),
                new ChannelId("check"),
                "1",
                1,
                Instant.EPOCH,
                "EUR",
                List.of(),
                List.of(new OrderLine("1", new Sku("1"), BigDecimal.ONE, null, null)),
                null);
        try {
            return new EdiOrder("check", form).bytes(new OrderEntry(order, OrderEntry.Kind.PLACED, 1, 1)).length > 0;
        } catch (Failure e) {
            return false;
        }
    }

    /** @throws Failure {@code UNMAPPABLE} where a value is too long for its element, or has signs that no message can hold */
    byte[] bytes(OrderEntry entry) {
        EdiSegments segments = new EdiSegments(erp, entry, form.standard());
        if (form.standard() == Standard.X12_850) {
            x12(segments, entry);
        } else {
            edifact(segments, entry);
        }
        return segments.bytes();
    }

    private void x12(EdiSegments to, OrderEntry entry) {
        Instant at = entry.order().placedAt();
        // A number (N0) has no leading zeros except for the length of its element; an identifier (AN) is as it is.
        String interchange = String.format(Locale.ROOT, "%09d", entry.interchange());
        String group = Integer.toString(entry.interchange());
        String set = String.format(Locale.ROOT, "%04d", entry.interchange());
        Partner us = form.sender();
        Partner them = form.receiver();
        to.segment(
                "ISA",
                "00",
                " ".repeat(10),
                "00",
                " ".repeat(10),
                us.qualifier(),
                padded(us.id()),
                them.qualifier(),
                padded(them.id()),
                time(at, "yyMMdd"),
                time(at, "HHmm"),
                "^",
                "00501",
                interchange,
                "0",
                "P",
                ">");
        to.segment("GS", "PO", us.id(), them.id(), time(at, "yyyyMMdd"), time(at, "HHmm"), group, "X", "005010");
        to.segment("ST", "850", set);
        int count = purchaseOrder(to, entry);
        to.segment("SE", Integer.toString(count + 2), set);
        to.segment("GE", "1", group);
        to.segment("IEA", "1", interchange);
    }

    /** How many segments there are between ST and SE. */
    private static int purchaseOrder(EdiSegments to, OrderEntry entry) {
        Order order = entry.order();
        int before = to.count();
        to.segment("BEG", "00", "NE", to.fits("BEG03", order.number(), 22), "", time(order.placedAt(), "yyyyMMdd"));
        to.segment("CUR", "BY", order.currency());
        to.segment("REF", "CO", to.fits("REF02", order.id().value(), 50));
        Address address = order.shipTo();
        if (address != null) {
            to.segment("N1", "ST", to.cut(address.name() == null ? address.company() : address.name(), 60));
            if (address.name() != null && address.company() != null) {
                to.segment("N2", to.cut(address.company(), 60));
            }
            if (address.street() != null) {
                to.segment("N3", to.cut(address.street(), 55), to.cut(address.addition(), 55));
            }
            to.segment(
                    "N4",
                    to.cut(address.city(), 30),
                    address.region() != null && address.region().length() == 2 ? address.region() : "",
                    to.fits("N403", address.postalCode(), 15),
                    address.country());
        }
        List<OrderLine> lines = entry.wantedLines();
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            to.segment(
                    "PO1",
                    Integer.toString(i + 1),
                    line.quantity().toPlainString(),
                    "EA",
                    line.unitPrice() == null ? "" : line.unitPrice().amount().toPlainString(),
                    "",
                    "SK",
                    to.fits("PO107", line.sku().value(), 48));
        }
        to.segment("CTT", Integer.toString(lines.size()));
        return to.count() - before;
    }

    private void edifact(EdiSegments to, OrderEntry entry) {
        Instant at = entry.order().placedAt();
        String reference = Integer.toString(entry.interchange());
        to.segment(
                "UNB",
                List.of("UNOC", "3"),
                List.of(form.sender().id(), form.sender().qualifier()),
                List.of(form.receiver().id(), form.receiver().qualifier()),
                List.of(time(at, "yyMMdd"), time(at, "HHmm")),
                reference);
        to.segment("UNH", reference, List.of("ORDERS", "D", "96A", "UN"));
        int count = orders(to, entry);
        to.segment("UNT", Integer.toString(count + 2), reference);
        to.segment("UNZ", "1", reference);
    }

    /** How many segments there are between UNH and UNT. */
    private static int orders(EdiSegments to, OrderEntry entry) {
        Order order = entry.order();
        int before = to.count();
        to.segment("BGM", "220", to.fits("BGM 1004", order.number(), 35), "9");
        to.segment("DTM", List.of("137", time(order.placedAt(), "yyyyMMdd"), "102"));
        to.segment("RFF", List.of("CR", to.fits("RFF 1154", order.id().value(), 35)));
        Address address = order.shipTo();
        if (address != null) {
            to.segment(
                    "NAD",
                    "ST",
                    "",
                    "",
                    List.of(to.cut(address.name(), 35), to.cut(address.company(), 35)),
                    List.of(to.cut(address.street(), 35), to.cut(address.addition(), 35)),
                    to.cut(address.city(), 35),
                    to.cut(address.region(), 9),
                    to.fits("NAD 3251", address.postalCode(), 9),
                    address.country());
        }
        to.segment("CUX", List.of("2", order.currency(), "9"));
        List<OrderLine> lines = entry.wantedLines();
        for (int i = 0; i < lines.size(); i++) {
            OrderLine line = lines.get(i);
            to.segment(
                    "LIN",
                    Integer.toString(i + 1),
                    "",
                    List.of(to.fits("LIN 7140", line.sku().value(), 35), "SA"));
            to.segment("QTY", List.of("21", line.quantity().toPlainString(), "PCE"));
            if (line.unitPrice() != null) {
                to.segment("PRI", List.of("AAA", line.unitPrice().amount().toPlainString()));
            }
        }
        to.segment("UNS", "S");
        to.segment("CNT", List.of("2", Integer.toString(lines.size())));
        return to.count() - before;
    }

    private static String padded(String id) {
        return String.format(Locale.ROOT, "%-15s", id);
    }

    private static String time(Instant at, String format) {
        return DateTimeFormatter.ofPattern(format, Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }
}
