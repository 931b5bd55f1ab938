package io.crossdock.erp.strangler;

import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * That a switch has to step back.
 *
 * @param to where; it stays there until somebody sets it forward
 * @param reason in words
 */
public record StepBack(SwitchPosition to, String reason) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Empty while all is well, and where the ERP answers anyway. */
    public static Optional<StepBack> of(SwitchPosition from, CallWindow.Totals totals, Limits limits) {
        if (from.mode() != SwitchMode.CANARY && from.mode() != SwitchMode.LIVE) {
            return Optional.empty();
        }
        SwitchPosition to = SwitchPosition.of(from.mode() == SwitchMode.CANARY ? limits.back() : SwitchMode.LEGACY);
        return over("errors", totals.errors(), totals.asked(), limits.errors(), limits)
                .or(() -> over("mismatches", totals.mismatched(), totals.compared(), limits.mismatches(), limits))
                .map(reason -> new StepBack(to, reason));
    }

    private static Optional<String> over(String what, long bad, long all, BigDecimal limit, Limits limits) {
        if (all < limits.calls()) {
            return Optional.empty();
        }
        BigDecimal percent =
                BigDecimal.valueOf(bad).multiply(HUNDRED).divide(BigDecimal.valueOf(all), 1, RoundingMode.UP);
        boolean isOver =
                BigDecimal.valueOf(bad).multiply(HUNDRED).compareTo(limit.multiply(BigDecimal.valueOf(all))) > 0;
        return isOver
                ? Optional.of(what + " " + bad + " of " + all + " calls (" + percent + "%) within "
                        + limits.window().toSeconds() + " s, over the limit of " + limit.toPlainString() + "%")
                : Optional.empty();
    }
}
