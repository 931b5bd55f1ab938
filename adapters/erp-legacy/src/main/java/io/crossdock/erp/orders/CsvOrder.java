package io.crossdock.erp.orders;

import io.crossdock.erp.orders.FileTarget.CsvForm;
import io.crossdock.spi.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** An order as rows of a CSV file, one for each line. */
final class CsvOrder {

    private final CsvForm form;
    private final OrderRows rows;

    CsvOrder(CsvForm form, OrderRows rows) {
        this.form = form;
        this.rows = rows;
    }

    /** @throws Failure {@code UNMAPPABLE} where a value has no code, or signs that the file's charset does not have */
    byte[] bytes(String erp, OrderEntry entry) {
        StringBuilder text = new StringBuilder();
        CSVFormat csv =
                CSVFormat.RFC4180.builder().setDelimiter(form.separator()).get();
        try (CSVPrinter printer = new CSVPrinter(text, csv)) {
            if (form.hasHeader()) {
                printer.printRecord(form.columns().stream().map(OrderColumn::name));
            }
            for (List<String> row : rows.ofLines(form.columns(), entry)) {
                printer.printRecord(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            ByteBuffer bytes = form.charset().newEncoder().encode(CharBuffer.wrap(text));
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            return content;
        } catch (CharacterCodingException e) {
            throw Failure.unmappable(
                    erp, "order", entry.order().id().value(), "it has signs that are not in " + form.charset());
        }
    }
}
