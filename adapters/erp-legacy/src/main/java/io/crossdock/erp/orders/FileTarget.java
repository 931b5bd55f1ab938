package io.crossdock.erp.orders;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * {@code file:} a folder from which the ERP takes files, one for each order.
 *
 * @param folder the ERP's
 * @param outbox a folder of Crossdock's own on the same disk, where files are written before they are moved
 */
public record FileTarget(Path folder, Path outbox, FileForm form) implements OrderTarget {

    @Override
    public OptionalInt firstNumber() {
        return form instanceof EdiForm edi ? OptionalInt.of(edi.firstNumber()) : OptionalInt.empty();
    }

    /** What stands in a file. */
    public sealed interface FileForm permits CsvForm, EdiForm {}

    /**
     * Rows as RFC 4180 has them, one a line of the order.
     *
     * @param hasHeader whether the first row holds the columns' names
     */
    public record CsvForm(List<OrderColumn> columns, char separator, Charset charset, boolean hasHeader)
            implements FileForm {

        public CsvForm {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A message of a standard.
     *
     * @param sender who we are, with the code that says how that is meant
     * @param receiver who the ERP is
     * @param firstNumber of the first interchange, 1 to 999,999,999
     */
    public record EdiForm(Standard standard, Partner sender, Partner receiver, int firstNumber) implements FileForm {

        /** Whether the standard knows the qualifiers, and its envelope can hold the names. */
        public boolean isSound() {
            return EdiOrder.canWriteEnvelope(this);
        }
    }

    /** The messages that are written. */
    public enum Standard {
        /** Purchase order, version 005010. */
        X12_850,
        /** Purchase order, directory D.96A, syntax level C. */
        EDIFACT_ORDERS
    }

    /**
     * A name in an envelope.
     *
     * @param qualifier such as {@code ZZ} for one that both have agreed on
     */
    public record Partner(String qualifier, String id) {}
}
