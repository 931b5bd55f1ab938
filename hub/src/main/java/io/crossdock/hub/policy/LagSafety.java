package io.crossdock.hub.policy;

import java.time.Duration;
import java.time.Instant;

/**
 * A channel's safety stock by its lag (docs/channel-files.md, "A slow channel"): an item's recent sales times how late the channel hears of them.
 *
 * <p>The lag counts in steps, each twice the one before. It rises by a step at once and falls only after it has been low
 * for a while, and what is held back of an item lessens only by half or more: so that a slow channel is not flooded by
 * the very offers that are to protect it. For one thread; time is passed in.
 */
public final class LagSafety {

    /** Fewer expected sales than this, a tenth of a piece, hold nothing back. */
    private static final double LEAST = 0.1;

    private static final Duration LONGEST = Duration.ofDays(1);

    private final LagRule rule;
    private Duration step = Duration.ZERO;
    private Duration highest;
    private Instant lowSince;

    public LagSafety(LagRule rule) {
        this.rule = rule;
    }

    /**
     * Takes how late the channel is now.
     *
     * @return whether that moves the step, so that what is held back has to be worked out anew
     */
    public boolean observe(Duration lag, Instant now) {
        Duration next = stepOf(lag);
        if (next.compareTo(step) > 0) {
            step = next;
            lowSince = null;
            return true;
        }
        // Not below half of what the step is for: a lag that wavers about a step's edge stays in it.
        if (next.compareTo(step) == 0 || stepOf(lag.multipliedBy(2)).compareTo(step) >= 0) {
            lowSince = null;
            return false;
        }
        if (lowSince == null) {
            lowSince = now;
            highest = next;
            return false;
        }
        highest = next.compareTo(highest) > 0 ? next : highest;
        if (now.isBefore(lowSince.plus(rule.calm()))) {
            return false;
        }
        step = highest;
        lowSince = null;
        return true;
    }

    /** The lag that counts now: the upper end of the step; zero while the channel is fast enough. */
    public Duration lag() {
        return step;
    }

    /**
     * What is held back of an item.
     *
     * @param present what is held back of it until now
     * @param perSecond pieces that all channels together sell in a second
     * @return the present, where the difference is not worth an offer
     */
    public HeldBack of(HeldBack present, double perSecond) {
        double expected = perSecond * step.toNanos() / 1e9;
        long pieces = expected < LEAST ? 0 : (long) Math.min(rule.most(), Math.ceil(expected));
        if (pieces <= present.pieces() && pieces * 2 > present.pieces()) {
            return present;
        }
        return pieces == 0 ? HeldBack.NONE : new HeldBack(pieces, perSecond, step);
    }

    private Duration stepOf(Duration lag) {
        if (lag.compareTo(rule.after()) < 0) {
            return Duration.ZERO;
        }
        Duration end = rule.after().multipliedBy(2);
        while (end.compareTo(lag) <= 0 && end.compareTo(LONGEST) < 0) {
            end = end.multipliedBy(2);
        }
        return end;
    }
}
