package io.crossdock.erp.strangler;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What may differ at one place of two answers.
 *
 * @param ignored whatever is there and below it
 * @param shown whether a difference may tell both values
 * @param ignoresCase of texts
 * @param ignoresBlanks at the ends of texts; several within count as one
 * @param absolute how far two numbers may be apart; null where they must be equal
 * @param relative the same as a part of the larger one, such as 0.01
 * @param time how far two times may be apart; null where their texts must be equal
 * @param unordered whether a list's elements may come in any order
 * @param pairedBy the member by which a list's elements belong together, as a JSON pointer; null without one
 */
public record FieldRule(
        boolean ignored,
        boolean shown,
        boolean ignoresCase,
        boolean ignoresBlanks,
        BigDecimal absolute,
        BigDecimal relative,
        Duration time,
        boolean unordered,
        String pairedBy) {

    /** Nothing may differ. */
    public static final FieldRule STRICT = new FieldRule(false, false, false, false, null, null, null, false, null);

    boolean isNumeric() {
        return absolute != null || relative != null;
    }
}
