package io.crossdock.hub.policy;

import io.crossdock.canonical.ExpectedStock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which part of what is to arrive a channel sells before it is there.
 *
 * @param within pieces count that are expected within that time from now, and are not overdue; zero where none is sold
 * @param share per cent of them, 1 to 100
 */
public record ExpectedRule(Duration within, BigDecimal share) {

    /** Sells only what is there. */
    public static final ExpectedRule OFF = new ExpectedRule(Duration.ZERO, BigDecimal.ZERO);

    boolean isOff() {
        return within.isZero();
    }

    /** Whether pieces of that time count now. */
    boolean counts(ExpectedStock expected, Instant now) {
        return !now.isBefore(begin(expected)) && now.isBefore(ExpectedStock.overdueAt(expected.expectedBy()));
    }

    /** When pieces will begin or end to count, whichever is next after now. */
    Optional<Instant> next(ExpectedStock expected, Instant now) {
        return Stream.of(begin(expected), ExpectedStock.overdueAt(expected.expectedBy()))
                .filter(now::isBefore)
                .findFirst();
    }

    private Instant begin(ExpectedStock expected) {
        return expected.expectedBy().minus(within);
    }

    /** As a channel file says it. */
    String withinText() {
        if (within.toMinutesPart() > 0 || within.toSecondsPart() > 0) {
            return (within.toSecondsPart() > 0 ? within.toSeconds() + "s" : within.toMinutes() + "m");
        }
        return within.toHoursPart() > 0 ? within.toHours() + "h" : within.toDays() + "d";
    }
}
