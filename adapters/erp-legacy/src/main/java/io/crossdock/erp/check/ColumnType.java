package io.crossdock.erp.check;

import java.util.Set;

/**
 * The type of a column, or of a query's column.
 *
 * @param name such as {@code numeric}; of a domain the type that it is made of
 * @param category as PostgreSQL has them (manual of 17, table 52.65): {@code S} texts, {@code N} numbers, {@code B} booleans, {@code
 *     D} dates and times, {@code V} bytes and so on
 */
public record ColumnType(String name, String category) {

    /** Neither a text nor a number of one piece; what a row's log record would hold as bytes or a structure. */
    private static final Set<String> UNREADABLE = Set.of("A", "C", "G", "I", "P", "R", "V", "X", "Z");

    public boolean isText() {
        return category.equals("S") || category.equals("E");
    }

    /** Also {@code money}, which is a number with the server's own currency sign. */
    public boolean isNumber() {
        return category.equals("N") && !name.equals("money");
    }

    public boolean isWhole() {
        return Set.of("int2", "int4", "int8").contains(name);
    }

    public boolean isFlag() {
        return category.equals("B");
    }

    /** A date, a time or a duration. */
    public boolean isTime() {
        return category.equals("D") || category.equals("T");
    }

    public boolean isReadable() {
        return !UNREADABLE.contains(category)
                && !Set.of("bytea", "json", "jsonb", "xml").contains(name);
    }
}
