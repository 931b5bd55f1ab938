package io.crossdock.erp.orders;

import io.crossdock.canonical.OrderLine;
import io.crossdock.spi.Failure;
import java.util.ArrayList;
import java.util.List;

/** Fills rows of text from an order: one for the order, and one for each line of which pieces are wanted. */
public final class OrderRows {

    private final String erp;

    public OrderRows(String erp) {
        this.erp = erp;
    }

    /** @throws Failure {@code UNMAPPABLE} where the order holds what no code stands for */
    public List<String> ofOrder(List<OrderColumn> columns, OrderEntry entry) {
        return row(columns, entry, null, 0);
    }

    /** @throws Failure {@code UNMAPPABLE} where a line holds what no code stands for */
    public List<List<String>> ofLines(List<OrderColumn> columns, OrderEntry entry) {
        List<List<String>> rows = new ArrayList<>();
        for (OrderLine line : entry.wantedLines()) {
            rows.add(row(columns, entry, line, rows.size() + 1));
        }
        return rows;
    }

    /**
     * The same text for two versions of an order that differ in nothing but their version: the ERP would be told the same.
     *
     * @throws Failure as for the rows
     */
    public String content(List<OrderColumn> ofOrder, List<OrderColumn> ofLine, OrderEntry entry) {
        return ofOrder(contents(ofOrder), entry) + "\n" + ofLines(contents(ofLine), entry);
    }

    private static List<OrderColumn> contents(List<OrderColumn> columns) {
        return columns.stream()
                .filter(column -> column.field() == null || !column.field().countsEntries())
                .toList();
    }

    private List<String> row(List<OrderColumn> columns, OrderEntry entry, OrderLine line, int position) {
        List<String> row = new ArrayList<>();
        for (OrderColumn column : columns) {
            try {
                Object read = column.field() == null ? null : column.field().of(entry, line, position);
                row.add(column.text(read));
            } catch (IllegalArgumentException e) {
                String place = line == null ? "" : "line " + position + ", ";
                throw Failure.unmappable(erp, "order", entry.order().id().value(), place + e.getMessage());
            }
        }
        return row;
    }
}
