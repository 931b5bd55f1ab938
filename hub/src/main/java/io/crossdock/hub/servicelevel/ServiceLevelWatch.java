package io.crossdock.hub.servicelevel;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * Measures how late a channel hears of changes, and notices when that is later than its service level says, and when it
 * no longer is.
 *
 * <p>What waits counts, too, once it has waited longer than what was answered took: a channel that does not answer at all
 * is late. A breach ends when the lag has been within the level for a tenth of its window, so that one that wavers about
 * it is one breach. For one thread; time is passed in.
 */
public final class ServiceLevelWatch {

    private static final double PERCENT = 99;
    private static final int CALM_SHARE = 10;

    private final ServiceLevel level;
    private final RecentLags lags;
    private Instant countsFrom = Instant.MIN;
    private Instant breachedAt;
    private Instant withinSince;
    private long worstMillis;

    public ServiceLevelWatch(ServiceLevel level) {
        this.level = level;
        this.lags = new RecentLags(level.window());
    }

    /** The channel had a breach when somebody else measured it last; null where it had none. */
    public void resume(MeasuredLag last) {
        if (last != null && level.p99().isPresent()) {
            breachedAt = last.breachedAt();
            worstMillis = last.worstMillis();
        }
    }

    /** People hold changes back: what waits now counts from now. */
    public void held(Instant now) {
        countsFrom = now;
    }

    /**
     * The channel answered.
     *
     * @param since since when it had shown something wrong; null where it had not, or nobody knows
     */
    public void answered(Instant since, Instant at) {
        Duration lag = since == null ? Duration.ofSeconds(-1) : lag(since, at);
        if (!lag.isNegative()) {
            lags.record(lag, at);
        }
    }

    /** @param waiting since when the channel shows something wrong, of each item that waits or is on its way */
    public MeasuredLag look(Supplier<Stream<Instant>> waiting, Instant now) {
        Histogram all = lags.until(now);
        long usual = p99(all);
        waiting.get()
                .mapToLong(since -> lag(since, now).toMillis())
                .filter(millis -> millis > usual)
                .forEach(all::recordValue);
        long changes = all.getTotalCount();
        long lag = p99(all);
        level.p99().ifPresent(p99 -> judge(changes > 0 && lag > p99.toMillis(), lag, now));
        return new MeasuredLag(
                now,
                level.window().toSeconds(),
                changes,
                changes == 0 ? null : lag,
                level.p99().map(Duration::toMillis).orElse(null),
                breachedAt,
                worstMillis);
    }

    private void judge(boolean isLate, long lagMillis, Instant now) {
        if (isLate) {
            breachedAt = breachedAt == null ? now : breachedAt;
            worstMillis = Math.max(worstMillis, lagMillis);
            withinSince = null;
        } else if (breachedAt != null) {
            withinSince = withinSince == null ? now : withinSince;
            if (!now.isBefore(withinSince.plus(level.window().dividedBy(CALM_SHARE)))) {
                breachedAt = null;
                worstMillis = 0;
                withinSince = null;
            }
        }
    }

    private static long p99(Histogram lags) {
        return lags.getTotalCount() == 0 ? 0 : lags.lowestEquivalentValue(lags.getValueAtPercentile(PERCENT));
    }

    private Duration lag(Instant since, Instant at) {
        return Duration.between(since.isBefore(countsFrom) ? countsFrom : since, at);
    }
}
