package io.crossdock.hub.erp;

import io.crossdock.erp.Alarm;
import io.crossdock.erp.capture.ChangeFeed;
import io.crossdock.erp.capture.LogBacklog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a feed is behind, what the ERP's database keeps for it meanwhile, and whether its log is still the same; looked at
 * every ten seconds.
 */
final class LogWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final double MIB = 1 << 20;

    private final ChangeFeed feed;
    private final Alarm alarm;
    private final Clock clock;
    private final ScheduledExecutorService looking;
    private volatile LogBacklog backlog;

    LogWatch(String erp, ChangeFeed feed, Alarm alarm, Clock clock) {
        this.feed = feed;
        this.alarm = alarm;
        this.clock = clock;
        this.looking = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "erp-" + erp + "-log");
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        looking.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            feed.look();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("whether the log is still the same is not known: {}", e.getMessage());
        }
        try {
            backlog = feed.backlog().orElse(null);
        } catch (SQLException | RuntimeException e) {
            LOG.debug("what the database keeps of its log is not known: {}", e.getMessage());
            backlog = null;
        }
    }

    /** Of how long ago a change may be that was not handled; empty before the tables were read. */
    Optional<Duration> lag() {
        return feed.handledUpTo().map(upTo -> {
            Duration lag = Duration.between(upTo, clock.instant());
            return lag.isNegative() ? Duration.ZERO : lag;
        });
    }

    /** Why somebody should look; empty as a rule. */
    Optional<String> trouble() {
        LogBacklog kept = backlog;
        Optional<String> late = lag().filter(lag -> lag.compareTo(alarm.lag()) > 0)
                .map(lag ->
                        lag.toSeconds() + " s behind (alarm at " + alarm.lag().toSeconds() + " s)");
        Optional<String> large = Optional.ofNullable(kept)
                .filter(log -> log.bytes() > alarm.slotBytes())
                .map(log -> "the database keeps " + mebibytes(log.bytes()) + " of its log (alarm at "
                        + mebibytes(alarm.slotBytes()) + ")");
        Optional<String> endangered = Optional.ofNullable(kept)
                .filter(LogBacklog::isEndangered)
                .map(log -> "the database is about to take away the log that it keeps");
        String all =
                Stream.of(late, large, endangered).flatMap(Optional::stream).collect(Collectors.joining("; "));
        return Optional.of(all).filter(trouble -> !trouble.isEmpty());
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.0f MiB", bytes / MIB);
    }

    /** What it shows, as of whatever watch there is at the time. */
    static void meter(MeterRegistry meters, String prefix, String erp, Supplier<Optional<LogWatch>> watch) {
        gauge(meters, prefix + ".erp.lag", "seconds", erp, () -> watch.get()
                .flatMap(LogWatch::lag)
                .map(lag -> (Number) (lag.toMillis() / 1000.0)));
        gauge(meters, prefix + ".erp.log.kept", "bytes", erp, () -> kept(watch).map(LogBacklog::bytes));
        gauge(meters, prefix + ".erp.log.left", "bytes", erp, () -> kept(watch)
                .filter(log -> log.left().isPresent())
                .map(log -> log.left().getAsLong()));
    }

    private static Optional<LogBacklog> kept(Supplier<Optional<LogWatch>> watch) {
        return watch.get().map(running -> running.backlog);
    }

    private static void gauge(
            MeterRegistry meters, String name, String unit, String erp, Supplier<Optional<? extends Number>> value) {
        // A route that is started again has another consumer, and the earlier one's would stay.
        meters.find(name).tag("erp", erp).meters().forEach(meters::remove);
        Gauge.builder(name, () -> {
                    Optional<? extends Number> known = value.get();
                    return known.isPresent() ? known.get() : Double.NaN;
                })
                .baseUnit(unit)
                .tag("erp", erp)
                .register(meters);
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
