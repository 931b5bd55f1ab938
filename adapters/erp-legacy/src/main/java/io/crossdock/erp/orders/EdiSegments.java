package io.crossdock.erp.orders;

import io.crossdock.erp.orders.FileTarget.Standard;
import io.crossdock.spi.Failure;
import io.xlate.edi.schema.EDISchemaException;
import io.xlate.edi.schema.SchemaFactory;
import io.xlate.edi.stream.EDIOutputFactory;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamWriter;
import io.xlate.edi.stream.EDIValidationException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes an interchange segment by segment; its envelope is checked by the standard's own rules. */
final class EdiSegments {

    /** What UNOC is in EDIFACT, and what X12 partners agree on who know more than ASCII. */
    private static final Charset CHARSET = StandardCharsets.ISO_8859_1;

    private final String erp;
    private final OrderEntry entry;
    private final Standard standard;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final EDIStreamWriter writer;
    private int count;

    EdiSegments(String erp, OrderEntry entry, Standard standard) {
        this.erp = erp;
        this.entry = entry;
        this.standard = standard;
        EDIOutputFactory factory = EDIOutputFactory.newFactory();
        factory.setProperty(EDIOutputFactory.TRUNCATE_EMPTY_ELEMENTS, true);
        try {
            writer = factory.createEDIStreamWriter(bytes, CHARSET.name());
            SchemaFactory schemas = SchemaFactory.newFactory();
            writer.setControlSchema(
                    standard == Standard.X12_850
                            ? schemas.getControlSchema("X12", new String[] {"00501"})
                            : schemas.getControlSchema("EDIFACT", new String[] {"UNOC", "3"}));
            writer.startInterchange();
        } catch (EDIStreamException | EDISchemaException e) {
            throw new IllegalStateException("an interchange cannot be begun", e);
        }
    }

    /** @param elements each a text, or a list of components; null and blank ones are empty */
    void segment(String tag, Object... elements) {
        try {
            writer.writeStartSegment(tag);
            for (Object element : elements) {
                if (element instanceof List<?> components) {
                    writer.writeStartElement();
                    for (Object component : components) {
                        writer.writeComponent((String) component);
                    }
                    writer.endElement();
                } else {
                    writer.writeElement(element == null ? "" : (String) element);
                }
            }
            writer.writeEndSegment();
            count++;
        } catch (EDIStreamException | EDIValidationException e) {
            throw unmappable(tag + " is not as its standard has it");
        }
    }

    /** Segments so far. */
    int count() {
        return count;
    }

    /** A key, which must be whole. */
    String fits(String element, String text, int most) {
        if (text == null) {
            return "";
        }
        if (text.length() > most) {
            throw unmappable(element + " takes " + most + " characters, and it has more");
        }
        if (!text.equals(written(text)) || !CHARSET.newEncoder().canEncode(text)) {
            throw unmappable(element + " has signs that no message can hold");
        }
        return text;
    }

    /** A text for people, cut to what the element takes. */
    String cut(String text, int most) {
        if (text == null) {
            return "";
        }
        if (!CHARSET.newEncoder().canEncode(text)) {
            throw unmappable("the address has signs that are not in " + CHARSET);
        }
        String written = written(text).strip();
        return written.length() <= most ? written : written.substring(0, most).strip();
    }

    /** X12 has no way to write its own delimiters as text. */
    private String written(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return standard == Standard.X12_850 ? line.replaceAll("[*~^>]", " ") : line;
    }

    byte[] bytes() {
        try {
            writer.endInterchange();
            writer.close();
        } catch (EDIStreamException | EDIValidationException e) {
            throw unmappable("the interchange is not as its standard has it");
        }
        return bytes.toByteArray();
    }

    private Failure unmappable(String what) {
        return Failure.unmappable(erp, "order", entry.order().id().value(), what);
    }
}
