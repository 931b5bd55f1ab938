package io.crossdock.hub.sync;

import io.crossdock.hub.policy.LagRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Looks once a second how late a channel hears: what most of its recent offers took, or how long the oldest one waits and
 * has to wait still. What waits since people paused it, or since it is loading, does not count. For one thread.
 */
final class LagWatch {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST = 1024;
    private static final int PERCENT = 95;

    private final LagRule rule;
    private final Deque<Sample> recent = new ArrayDeque<>();
    private Instant freeSince;
    private Instant next;

    private record Sample(Instant at, Duration lag) {}

    /** @param rule null where nobody wants to know */
    LagWatch(LagRule rule) {
        this.rule = rule;
    }

    /** Nothing may be sent now. */
    void blocked() {
        freeSince = null;
    }

    /** @param committedAt null where it is nobody's lag */
    void confirmed(Instant committedAt, Instant at) {
        if (rule == null || freeSince == null || committedAt == null) {
            return;
        }
        Duration lag = since(committedAt, at);
        if (lag.isNegative()) {
            return;
        }
        recent.addLast(new Sample(at, lag));
        if (recent.size() > MOST) {
            recent.removeFirst();
        }
    }

    /** Sending is allowed now: how late the channel is, where it is time to look. */
    Optional<Duration> look(OfferQueue queue, Pace pace, Instant now) {
        if (rule == null) {
            return Optional.empty();
        }
        if (freeSince == null) {
            freeSince = now;
            next = now;
        }
        if (now.isBefore(next)) {
            return Optional.empty();
        }
        next = now.plus(EVERY);
        return Optional.of(lag(queue, pace, now));
    }

    private Duration lag(OfferQueue queue, Pace pace, Instant now) {
        boolean pauses = pace.pausedReason(now) != null;
        Instant waits = queue.waitsSince(pauses);
        Duration waiting = Duration.ZERO;
        if (waits != null) {
            Duration left = pauses ? Duration.between(now, pace.next(now)) : Duration.ZERO;
            waiting = notNegative(since(waits, now)).plus(notNegative(left));
        }
        Duration usual = usual(queue, now);
        return usual.compareTo(waiting) > 0 ? usual : waiting;
    }

    /** What was accepted counts, too, once it takes longer than what was answered: a single one does not. */
    private Duration usual(OfferQueue queue, Instant now) {
        recent.removeIf(sample -> sample.at().plus(rule.calm()).isBefore(now));
        List<Duration> lags = new ArrayList<>();
        recent.forEach(sample -> lags.add(sample.lag()));
        Duration answered = most(lags);
        queue.acceptedSince()
                .map(since -> since(since, now))
                .filter(lag -> lag.compareTo(answered) > 0)
                .forEach(lags::add);
        return most(lags);
    }

    private static Duration most(List<Duration> lags) {
        Collections.sort(lags);
        return lags.isEmpty() ? Duration.ZERO : lags.get((lags.size() * PERCENT + 99) / 100 - 1);
    }

    private Duration since(Instant from, Instant to) {
        return Duration.between(from.isBefore(freeSince) ? freeSince : from, to);
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }
}
