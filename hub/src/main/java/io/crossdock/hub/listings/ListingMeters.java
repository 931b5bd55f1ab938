package io.crossdock.hub.listings;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a channel's reconciliations of listings count; of drifts, how many the last one found. */
final class ListingMeters {

    private final Map<DriftCause, AtomicLong> drifts = new EnumMap<>(DriftCause.class);
    private final Counter read;
    private final Counter repaired;
    private final Counter failed;
    private volatile Instant lastAt;

    ListingMeters(MeterRegistry meters, String prefix, String channel, Clock clock) {
        String name = prefix + ".listings.";
        read = meters.counter(name + "read", "channel", channel);
        repaired = meters.counter(name + "repaired", "channel", channel);
        failed = meters.counter(name + "failed", "channel", channel);
        for (DriftCause cause : DriftCause.values()) {
            AtomicLong count = new AtomicLong();
            drifts.put(cause, count);
            Gauge.builder(name + "drift", count, AtomicLong::doubleValue)
                    .description("What the last reading found to be shown otherwise than wanted")
                    .tag("channel", channel)
                    .tag("cause", cause.word())
                    .register(meters);
        }
        Gauge.builder(name + "age", () -> age(clock.instant()))
                .description("Since the last reading that came to its end; nothing where another process does it")
                .baseUnit("seconds")
                .tag("channel", channel)
                .register(meters);
    }

    private double age(Instant now) {
        Instant last = lastAt;
        return last == null ? Double.NaN : Duration.between(last, now).toMillis() / 1000.0;
    }

    void ended(ListingTally tally, Instant at) {
        read.increment(tally.listings());
        repaired.increment(tally.repaired());
        tally.byCause().forEach((cause, count) -> drifts.get(cause).set(count));
        lastAt = at;
    }

    void failed() {
        failed.increment();
    }

    /** Another process counts on. */
    void left() {
        lastAt = null;
        drifts.values().forEach(count -> count.set(0));
    }
}
