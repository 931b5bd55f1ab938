package io.crossdock.hub.strangler;

import io.crossdock.canonical.FieldDifference;
import io.crossdock.canonical.SwitchMode;
import io.crossdock.canonical.SwitchPosition;
import io.crossdock.erp.strangler.CallWindow;
import io.crossdock.erp.strangler.Differences;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What one capability counts. */
final class SwitchMeters {

    /** A path may hold what is data, such as a SKU as a member's name; the metrics must stay few. */
    private static final int MOST_PATHS = 50;

    private final MeterRegistry meters;
    private final String name;
    private final String capability;
    private final Set<String> paths = new HashSet<>();

    SwitchMeters(MeterRegistry meters, String prefix, String capability) {
        this.meters = meters;
        this.name = prefix + ".capability.";
        this.capability = capability;
    }

    void watch(Supplier<Standing> standing, Supplier<CallWindow.Totals> totals) {
        gauge(
                "modern.share",
                "Percent of the keys that the modern side answers for",
                () -> share(standing.get().position()));
        gauge(
                "stepped.back",
                "1 while it stands back by itself",
                () -> standing.get().isSteppedBack() ? 1 : 0);
        gauge(
                "mismatch.rate",
                "Part of the compared calls that differed, within the window",
                () -> rate(totals.get().mismatched(), totals.get().compared()));
        gauge(
                "error.rate",
                "Part of the calls that the modern side failed to answer, within the window",
                () -> rate(totals.get().errors(), totals.get().asked()));
    }

    private void gauge(String what, String description, Supplier<Number> value) {
        Gauge.builder(name + what, value)
                .description(description)
                .tag("capability", capability)
                .register(meters);
    }

    private static double share(SwitchPosition position) {
        return switch (position.mode()) {
            case LEGACY, SHADOW -> 0;
            case CANARY -> position.percent().doubleValue();
            case LIVE -> 100;
        };
    }

    private static double rate(long bad, long all) {
        return all == 0 ? 0 : (double) bad / all;
    }

    /**
     * @param side that was asked
     * @param purpose {@code answer}, {@code fallback} or {@code compare}
     */
    void asked(String side, SwitchMode mode, String purpose, Outcome outcome) {
        String how = outcome.isRefused() ? "refused" : outcome.isFailure() ? "failed" : "answered";
        meters.counter(
                        name + "calls",
                        "capability",
                        capability,
                        "side",
                        side,
                        "mode",
                        mode.name().toLowerCase(Locale.ROOT),
                        "purpose",
                        purpose,
                        "outcome",
                        how)
                .increment();
        if (!outcome.isRefused()) {
            Timer.builder(name + "latency")
                    .tag("capability", capability)
                    .tag("side", side)
                    .publishPercentiles(0.5, 0.99)
                    .register(meters)
                    .record(outcome.nanos(), TimeUnit.NANOSECONDS);
        }
    }

    void compared(Differences found) {
        meters.counter(name + "compared", "capability", capability, "outcome", found.isEmpty() ? "same" : "different")
                .increment();
        for (FieldDifference difference : found.named()) {
            meters.counter(
                            name + "differences",
                            "capability",
                            capability,
                            "path",
                            bounded(difference.pointer()),
                            "kind",
                            difference.kind().name().toLowerCase(Locale.ROOT))
                    .increment();
        }
    }

    /** @param why {@code busy}, {@code both_failed}, {@code no_json}, {@code unreported} */
    void skipped(String why) {
        meters.counter(name + "skipped", "capability", capability, "reason", why)
                .increment();
    }

    private synchronized String bounded(String pointer) {
        String path = pointer.isEmpty() ? "whole" : pointer.replaceAll("/\\d+(?=/|$)", "/*");
        if (paths.size() < MOST_PATHS) {
            paths.add(path);
        }
        return paths.contains(path) ? path : "other";
    }
}
