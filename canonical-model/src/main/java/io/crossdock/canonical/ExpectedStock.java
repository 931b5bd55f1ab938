package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * Pieces of an item that are to arrive at a location at one time.
 *
 * @param expectedBy when they should be there at the latest
 */
public record ExpectedStock(
        @NotNull @Valid LocationId location,

        @NotNull @Positive @Digits(integer = 12, fraction = 6) BigDecimal quantity,

        @NotNull Instant expectedBy) {

    /** Goods are booked in some hours after they came; what is late by more is not counted on. */
    private static final Duration GRACE = Duration.ofDays(1);

    /** From when on pieces of that time are overdue and not coming any more, until somebody tells another time. */
    public static Instant overdueAt(Instant expectedBy) {
        boolean isEndOfTime = expectedBy.isAfter(Instant.MAX.minus(GRACE));
        return isEndOfTime ? Instant.MAX : expectedBy.plus(GRACE);
    }
}
