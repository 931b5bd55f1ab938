package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the system itself counts: no more than its limits in any span, or it says so. */
final class SystemBuckets {

    private final List<Rate> rates;
    private final double[] levels;
    private final double tolerance;
    private final List<String> broken = new ArrayList<>();
    private Instant asOf;
    private double taken;

    /** @param tolerance how many permits may seem to be taken too early, since they are told inexactly */
    SystemBuckets(List<Rate> rates, Instant start, double tolerance) {
        this.rates = rates;
        this.tolerance = tolerance;
        this.levels = rates.stream().mapToDouble(Rate::burst).toArray();
        this.asOf = start;
    }

    void take(Price price, Instant now, String by) {
        double nanos = Duration.between(asOf, now).toNanos();
        asOf = now;
        taken += price.of(rates.get(0));
        for (int i = 0; i < levels.length; i++) {
            Rate rate = rates.get(i);
            levels[i] =
                    Math.min(rate.burst(), levels[i] + nanos / rate.interval().toNanos()) - price.of(rate);
            if (levels[i] < -tolerance) {
                broken.add("by " + by + " at " + now + ": " + levels[i] + " of " + rate);
            }
        }
    }

    /** Requests, or points. */
    double taken() {
        return taken;
    }

    List<String> broken() {
        return broken;
    }
}
