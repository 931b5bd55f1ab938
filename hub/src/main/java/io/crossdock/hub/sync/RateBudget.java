package io.crossdock.hub.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many requests a channel may get: a token bucket that holds one second's worth, or one where a second is worth less.
 * Nothing blocks here and time is passed in; threads share it.
 */
public final class RateBudget {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,7})/([smh])");

    private final Duration interval;
    private final Duration tolerance;
    private final RateBudget whole;
    private Instant spentUntil = Instant.MIN;
    private Instant penaltyUntil = Instant.MIN;

    private RateBudget(Duration interval, Duration tolerance, RateBudget whole) {
        this.interval = interval;
        this.tolerance = tolerance;
        this.whole = whole;
    }

    /**
     * @param text {@code 10/s}, {@code 60/m}, {@code 100/h} or {@code none}
     * @throws IllegalArgumentException saying what is allowed
     */
    public static RateBudget parse(String text) {
        if ("none".equals(text)) {
            return new RateBudget(Duration.ZERO, Duration.ZERO, null);
        }
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new IllegalArgumentException("limit of requests '" + text + "' is none of: 10/s, 60/m, 100/h, none");
        }
        Duration per =
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(1);
                    case "m" -> Duration.ofMinutes(1);
                    default -> Duration.ofHours(1);
                };
        Duration interval = per.dividedBy(Long.parseLong(matcher.group(1)));
        long burst = Math.max(1, Duration.ofSeconds(1).dividedBy(interval));
        return new RateBudget(interval, interval.multipliedBy(burst - 1), null);
    }

    /** For how long one request is enough; zero where nothing is limited. */
    public Duration interval() {
        return interval;
    }

    /** One of its own that allows one request where this one allows so many, and none at once. */
    public RateBudget part(int of) {
        return new RateBudget(interval.multipliedBy(of), Duration.ZERO, null);
    }

    /**
     * A share of this one: what is taken of it is taken of this one, too, and a pause of either is one of both.
     *
     * @param percent 1 to 100
     */
    public RateBudget share(int percent) {
        return new RateBudget(interval.multipliedBy(100).dividedBy(percent), Duration.ZERO, this);
    }

    /** From when on the next request is allowed; not after {@code now} where it is allowed at once. */
    synchronized Instant nextPermit(Instant now) {
        Instant byRate = spentUntil.equals(Instant.MIN) ? now : spentUntil.minus(tolerance);
        Instant own = later(byRate, penaltyUntil);
        return whole == null ? own : later(own, whole.nextPermit(now));
    }

    /** One request is made. */
    synchronized void take(Instant now) {
        spentUntil = later(spentUntil, now).plus(interval);
        if (whole != null) {
            whole.take(now);
        }
    }

    /** Takes the next permit, whenever it is; who takes it waits until then. */
    public synchronized Instant reserve(Instant now) {
        Instant permit = nextPermit(now);
        take(permit.isAfter(now) ? permit : now);
        return permit;
    }

    /** The system asked for a pause; a shorter one never cuts a longer one. */
    public synchronized void penalize(Instant until) {
        penaltyUntil = later(penaltyUntil, until);
        if (whole != null) {
            whole.penalize(until);
        }
    }

    /** Until when the system wants no request; null where it did not ask. */
    synchronized Instant throttledUntil(Instant now) {
        if (whole != null) {
            return whole.throttledUntil(now);
        }
        return penaltyUntil.isAfter(now) ? penaltyUntil : null;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
