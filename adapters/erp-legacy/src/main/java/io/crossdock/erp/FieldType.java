package io.crossdock.erp;

import java.util.Set;

/** What a field's value must become. */
public enum FieldType {
    TEXT,
    /** Exact, of either sign, with or without fraction. */
    NUMBER,
    /** {@code true} or {@code false}. */
    FLAG;

    private static final Set<String> NUMBERS = Set.of("onHand", "amount", "quantity", "componentQuantity");
    private static final Set<String> FLAGS = Set.of("discontinued");

    /** @param field such as {@code onHand} */
    public static FieldType of(String field) {
        if (NUMBERS.contains(field)) {
            return NUMBER;
        }
        return FLAGS.contains(field) ? FLAG : TEXT;
    }
}
