package io.crossdock.hub.sync;

import io.crossdock.canonical.ChannelMode;
import io.crossdock.hub.servicelevel.MeasuredLag;
import io.crossdock.spi.Failure;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What a channel's sync counts: for its status, and for Micrometer where the context has a registry. */
final class SyncMeters {

    private final LagWindow lags = new LagWindow();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong confirmed = new AtomicLong();
    private final AtomicLong breaches = new AtomicLong();
    private final Map<Failure.Kind, AtomicLong> failed = new EnumMap<>(Failure.Kind.class);
    private final MeterRegistry meters;
    private final String prefix;
    private final String channel;
    private final Map<LagCause, Timer> timers = new EnumMap<>(LagCause.class);
    private volatile MeasuredLag measuredLag;

    /** @param registry null where there is none */
    SyncMeters(MeterRegistry registry, SyncSettings settings) {
        this.meters = registry == null ? new SimpleMeterRegistry() : registry;
        this.prefix = settings.topics().prefix() + ".sync.";
        this.channel = settings.channel().id().value();
        for (Failure.Kind kind : Failure.Kind.values()) {
            AtomicLong count = new AtomicLong();
            failed.put(kind, count);
            FunctionCounter.builder(prefix + "failed", count, AtomicLong::get)
                    .tag("channel", channel)
                    .tag("kind", kind.name())
                    .register(meters);
        }
        for (LagCause cause : LagCause.values()) {
            Timer timer = Timer.builder(prefix + "lag")
                    .description("From the cause's commit to the channel's answer")
                    .tag("channel", channel)
                    .tag("cause", cause.name().toLowerCase(Locale.ROOT))
                    .publishPercentileHistogram()
                    .minimumExpectedValue(Duration.ofMillis(1))
                    .maximumExpectedValue(Duration.ofMinutes(5))
                    .register(meters);
            timers.put(cause, timer);
        }
        FunctionCounter.builder(prefix + "sent", sent, AtomicLong::get)
                .tag("channel", channel)
                .register(meters);
        FunctionCounter.builder(prefix + "level.breaches", breaches, AtomicLong::get)
                .description("How often the channel began to hear later than its service level says")
                .tag("channel", channel)
                .register(meters);
        Gauge.builder(prefix + "level.breached", this, SyncMeters::isBreached)
                .description(
                        "1 while the channel hears later than its service level says, in the process that writes to it")
                .tag("channel", channel)
                .register(meters);
        Gauge.builder(prefix + "level.lag.seconds", this, SyncMeters::lagSeconds)
                .description("Within which 99 of 100 changes of the last minutes were on the channel")
                .tag("channel", channel)
                .register(meters);
    }

    /** @param mode null where another process writes to the channel */
    void gauges(Supplier<Number> braked, Supplier<ChannelMode> mode) {
        Gauge.builder(prefix + "braked", braked)
                .description("Items that the brake holds")
                .tag("channel", channel)
                .register(meters);
        for (ChannelMode each : ChannelMode.values()) {
            Gauge.builder(prefix + "mode", () -> mode.get() == each ? 1 : 0)
                    .description("1 for the mode that the channel is in, in the process that writes to it")
                    .tag("channel", channel)
                    .tag("mode", each.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    void gauges(Supplier<Number> pending, Supplier<Number> parked, Supplier<Number> held) {
        Gauge.builder(prefix + "pending", pending).tag("channel", channel).register(meters);
        Gauge.builder(prefix + "parked", parked).tag("channel", channel).register(meters);
        Gauge.builder(prefix + "held", held).tag("channel", channel).register(meters);
    }

    /** @param measured null where another process writes to the channel */
    void lag(MeasuredLag measured) {
        measuredLag = measured;
    }

    /** The channel began to hear later than its service level says. */
    void breached() {
        breaches.incrementAndGet();
    }

    private double lagSeconds() {
        MeasuredLag measured = measuredLag;
        return measured == null || measured.lagMillis() == null ? Double.NaN : measured.lagMillis() / 1000.0;
    }

    private double isBreached() {
        MeasuredLag measured = measuredLag;
        return measured == null || measured.p99Millis() == null ? Double.NaN : measured.hasBreach() ? 1 : 0;
    }

    void accepted(Supplier<Number> accepted) {
        Gauge.builder(prefix + "accepted", accepted)
                .description("Items that the channel accepted and has not confirmed")
                .tag("channel", channel)
                .register(meters);
    }

    void sent(int offers) {
        sent.addAndGet(offers);
    }

    /** @param commit of the oldest change that the channel was told; null where unknown */
    void confirmed(Commit commit, Instant at) {
        confirmed.incrementAndGet();
        if (commit != null && !at.isBefore(commit.at())) {
            Duration lag = Duration.between(commit.at(), at);
            lags.record(lag);
            timers.get(commit.cause()).record(lag);
        }
    }

    void failed(Failure.Kind kind) {
        failed.get(kind).incrementAndGet();
    }

    long sent() {
        return sent.get();
    }

    long confirmed() {
        return confirmed.get();
    }

    Map<Failure.Kind, Long> failures() {
        Map<Failure.Kind, Long> counts = new EnumMap<>(Failure.Kind.class);
        failed.forEach((kind, count) -> {
            if (count.get() > 0) {
                counts.put(kind, count.get());
            }
        });
        return counts;
    }

    LagWindow lags() {
        return lags;
    }
}
