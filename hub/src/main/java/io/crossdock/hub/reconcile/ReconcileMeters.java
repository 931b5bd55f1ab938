package io.crossdock.hub.reconcile;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What a channel's reconciliations count. */
final class ReconcileMeters {

    private final Counter listed;
    private final Counter missing;
    private final Counter failed;
    private volatile Instant lastAt;

    ReconcileMeters(MeterRegistry meters, String prefix, String channel, Clock clock) {
        String name = prefix + ".reconcile.";
        listed = meters.counter(name + "listed", "channel", channel);
        missing = meters.counter(name + "missing", "channel", channel);
        failed = meters.counter(name + "failed", "channel", channel);
        Gauge.builder(name + "age", () -> age(clock.instant()))
                .description("Since the last comparison that came to its end; nothing where another process does it")
                .baseUnit("seconds")
                .tag("channel", channel)
                .register(meters);
    }

    private double age(Instant now) {
        Instant last = lastAt;
        return last == null ? Double.NaN : Duration.between(last, now).toMillis() / 1000.0;
    }

    void progressed(long moreListed, long moreMissing) {
        listed.increment(moreListed);
        missing.increment(moreMissing);
    }

    void ended(Instant at) {
        lastAt = at;
    }

    void failed() {
        failed.increment();
    }

    /** Another process counts on. */
    void left() {
        lastAt = null;
    }
}
