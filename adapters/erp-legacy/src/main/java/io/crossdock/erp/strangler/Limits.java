package io.crossdock.erp.strangler;

import io.crossdock.canonical.SwitchMode;
import java.math.BigDecimal;
import java.time.Duration;

/**
 * When a switch steps back.
 *
 * @param mismatches percent of the compared calls that may differ
 * @param errors percent of the calls that the modern side was to answer and did not
 * @param window over the last so much time
 * @param calls fewer in the window say nothing
 * @param back where a canary steps to, {@code SHADOW} or {@code LEGACY}; what is live goes to {@code LEGACY}
 */
public record Limits(BigDecimal mismatches, BigDecimal errors, Duration window, int calls, SwitchMode back) {

    public static final Limits DEFAULT =
            new Limits(BigDecimal.valueOf(5), BigDecimal.valueOf(2), Duration.ofMinutes(5), 50, SwitchMode.SHADOW);
}
