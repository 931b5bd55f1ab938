package io.crossdock.erp;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What an ERP can tell: a section of the mapping file, with the fields that the section may name. They are read in this
 * order: an order's lines before the levels, so that no level is older than the state of a line that it is to exclude;
 * what is expected after the levels, so that what a level includes is expected no more.
 */
public enum Section {
    /** Orders that the ERP knows, and what of them the levels exclude; by query only, since a row is one line. */
    ORDERS(false, List.of("order", "number", "sku", "quantity"), List.of("location", "state")),
    /** What tills sold and the ERP has booked under their own ids: the levels exclude it; by query only. */
    TILL_SALES(false, List.of("order", "number", "sku", "quantity"), List.of("location")),
    /** A level of one item at one location. */
    STOCK(true, List.of("sku", "location", "onHand"), List.of("salesUntil")),
    /** All that is to arrive of an item; by query only, since a row is one line of a purchase order. */
    EXPECTED(false, List.of("sku", "location", "quantity", "expectedBy"), List.of("reference")),
    /** All prices of an item; by query only, since a row is one of them. */
    PRICES(false, List.of("sku", "list", "amount", "currency"), List.of("validFrom", "validUntil")),
    /** An item's master data. */
    ITEMS(true, List.of("sku"), List.of("title", "category", "discontinued", "component", "componentQuantity"));

    private final boolean byRow;
    private final List<String> required;
    private final List<String> optional;

    Section(boolean byRow, List<String> required, List<String> optional) {
        this.byRow = byRow;
        this.required = required;
        this.optional = optional;
    }

    /** The section's key in the mapping file, such as {@code stock}. */
    public String label() {
        return this == TILL_SALES ? "tillSales" : name().toLowerCase(Locale.ROOT);
    }

    /** Whether a changed row alone can tell it. */
    public boolean allowsRow() {
        return byRow;
    }

    public List<String> required() {
        return required;
    }

    /** The field by which a query's rows belong together. */
    public String key() {
        return this == ORDERS || this == TILL_SALES ? "number" : "sku";
    }

    /** What one row alone can tell; a kit has a row for each of its components, and a time is only a number in the log. */
    public List<String> rowFields() {
        return fields().stream()
                .filter(name -> !name.startsWith("component") && !name.equals("salesUntil"))
                .toList();
    }

    public List<String> fields() {
        return Stream.concat(required.stream(), optional.stream()).toList();
    }
}
