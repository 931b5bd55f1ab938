package io.crossdock.hub.sync;

import io.crossdock.hub.budget.RateBudget;
import io.crossdock.spi.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;

/**
 * When a channel may get its next request: its rate, the pauses it asked for, the breaker. Time is passed in; for one
 * thread.
 */
final class Pace {

    private static final int FAILURES_IN_A_ROW = 5;
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final int inFlight;
    private final RateBudget budget;
    private final Backoff backoff;
    private final Breaker breaker = new Breaker(FAILURES_IN_A_ROW, PAUSE, LONGEST_PAUSE);
    private int throttles;
    private boolean unauthorized;

    /**
     * @param inFlight requests at the same time while all is well
     * @param backoff for a system that wants fewer requests but does not say when
     */
    Pace(RateBudget budget, int inFlight, Backoff backoff) {
        this.budget = budget;
        this.inFlight = inFlight;
        this.backoff = backoff;
    }

    boolean allows(int requests, Instant now) {
        return requests < breaker.allowed(inFlight, now)
                && !budget.nextPermit(now).isAfter(now);
    }

    /** A batch goes out: takes the permit of its first request, unless somebody was faster; the lease takes all others. */
    Lease lease(CountDownLatch over, Clock clock, Predicate<Instant> isOwner, Instant now) {
        return new Lease(over, budget, clock, isOwner, budget.take(now));
    }

    /** When the next request, which is due, may be allowed, as far as time decides. */
    Instant next(Instant now) {
        Instant permit = budget.nextPermit(now);
        if (permit.isAfter(now)) {
            budget.wants(now);
        }
        return breaker.isOpen(now) && breaker.openUntil().isAfter(permit) ? breaker.openUntil() : permit;
    }

    /** @param whole what befell the request as a whole; empty where the system answered for each item */
    void answered(Optional<Failure> whole, Instant now) {
        Failure.Kind kind = whole.map(Failure::kind).orElse(null);
        if (kind == Failure.Kind.UNAVAILABLE) {
            breaker.failed(now);
            return;
        }
        if (kind == Failure.Kind.UNAUTHORIZED) {
            unauthorized = true;
            breaker.trip(now);
            return;
        }
        breaker.succeeded();
        unauthorized = false;
        if (kind == Failure.Kind.THROTTLED) {
            throttles++;
            budget.penalize(now.plus(whole.get().retryAfter().orElseGet(() -> backoff.after(throttles))));
        } else {
            throttles = 0;
        }
    }

    /**
     * The system was asked what became of offers. That it does not tell says nothing about whether it takes others, and
     * that it does, as little; but whoever is not let in, or asked to wait, is so with offers, too.
     */
    void asked(Optional<Failure> whole, Instant now) {
        Failure.Kind kind = whole.map(Failure::kind).orElse(null);
        boolean concernsOffers = unauthorized || kind == Failure.Kind.UNAUTHORIZED || kind == Failure.Kind.THROTTLED;
        if (concernsOffers && kind != Failure.Kind.UNAVAILABLE) {
            answered(whole, now);
        }
    }

    /** Why nothing is sent; null where nothing hinders it. */
    String pausedReason(Instant now) {
        Instant throttled = budget.throttledUntil(now);
        if (throttled != null) {
            return "throttled until " + throttled;
        }
        if (breaker.openUntil() == null) {
            return null;
        }
        return unauthorized ? "unauthorized" : "no answers; next trial at " + breaker.openUntil();
    }
}
