package io.crossdock.erp;

import java.util.Set;

/** What a field's value must become. */
public enum FieldType {
    TEXT,
    /** Exact, of either sign, with or without fraction. */
    NUMBER,
    /** {@code true} or {@code false}. */
    FLAG,
    /** A date or a moment. */
    TIME;

    private static final Set<String> NUMBERS = Set.of("onHand", "amount", "quantity", "componentQuantity");
    private static final Set<String> FLAGS = Set.of("discontinued");
    private static final Set<String> TIMES = Set.of("salesUntil", "expectedBy", "validFrom", "validUntil");

    /** @param field such as {@code onHand} */
    public static FieldType of(String field) {
        if (NUMBERS.contains(field)) {
            return NUMBER;
        }
        if (TIMES.contains(field)) {
            return TIME;
        }
        return FLAGS.contains(field) ? FLAG : TEXT;
    }
}
