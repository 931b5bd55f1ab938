package io.crossdock.erp.check.postgres;

import java.util.Set;

/**
 * The type of a column, or of a query's column.
 *
 * @param name such as {@code numeric}; of a domain the type that it is made of
 * @param category PostgreSQL's own (manual, table 52.65): {@code S} texts, {@code N} numbers, {@code B} booleans and so on
 */
record ColumnType(String name, String category) {

    /** Neither a text nor a number of one piece; what a row's log record would hold as bytes or a structure. */
    private static final Set<String> UNREADABLE = Set.of("A", "C", "G", "I", "P", "R", "V", "X", "Z");

    boolean isText() {
        return category.equals("S") || category.equals("E");
    }

    /** Also {@code money}, which is a number with the server's own currency sign. */
    boolean isNumber() {
        return category.equals("N") && !name.equals("money");
    }

    boolean isWhole() {
        return Set.of("int2", "int4", "int8").contains(name);
    }

    boolean isFlag() {
        return category.equals("B");
    }

    /** A date, a time or a duration. */
    boolean isTime() {
        return category.equals("D") || category.equals("T");
    }

    boolean isReadable() {
        return !UNREADABLE.contains(category)
                && !Set.of("bytea", "json", "jsonb", "xml").contains(name);
    }
}
