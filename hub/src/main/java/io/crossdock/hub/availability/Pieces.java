package io.crossdock.hub.availability;

import java.math.BigDecimal;

/** Quantities in one form, so that equal numbers are equal values: no trailing zeros, no exponent. */
final class Pieces {

    /** More digits than any source has; beyond them adding up could take all memory ({@code 1E+999999999}). */
    private static final int MAX_INTEGER_DIGITS = 12;

    private static final int MAX_FRACTION_DIGITS = 18;

    private Pieces() {}

    static BigDecimal of(BigDecimal quantity) {
        if (quantity.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = quantity.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static boolean bounded(BigDecimal quantity) {
        return (long) quantity.precision() - quantity.scale() <= MAX_INTEGER_DIGITS
                && quantity.scale() <= MAX_FRACTION_DIGITS;
    }
}
