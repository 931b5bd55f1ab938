package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How much of an account's budget a process could use, by what it used and waited for lately. Time is passed in; threads
 * share it.
 */
final class Demand {

    /** Long enough that a pause for breath does not give everything away. */
    private static final Duration LATELY = Duration.ofSeconds(3);

    /** Longer than it takes until whoever waits says so again. */
    private static final Duration STILL_WAITS = Duration.ofMillis(500);

    /** More than was used, so that a rising need is seen before somebody waits. */
    private static final double HEADROOM = 1.25;

    /** Parts are wanted in such steps, so that a need which varies a little is not told again and again. */
    private static final int STEP = 5;

    private final List<Rate> rates;
    private final Deque<Taken> taken = new ArrayDeque<>();
    private final Map<Purpose, Instant> active = new EnumMap<>(Purpose.class);
    private Taken dearest = new Taken(Price.LEAST, Instant.MIN);
    private Instant waitedAt = Instant.MIN;
    private Runnable begin = () -> {};
    private long count;

    private record Taken(Price price, Instant at) {}

    Demand(List<Rate> rates) {
        this.rates = rates;
    }

    /** Tells it what one purpose takes and waits for, and then another. */
    BudgetUse of(Purpose purpose, BudgetUse also) {
        return new BudgetUse() {
            @Override
            public void taken(Price price, Duration waited, Instant now) {
                took(purpose, price, now);
                also.taken(price, waited, now);
            }

            @Override
            public void waits(Price price, Instant now) {
                waited(purpose, price, now);
            }
        };
    }

    /** @param told when something is needed after a rest */
    synchronized void onBegin(Runnable told) {
        begin = told;
    }

    /** Whether anything was needed lately. */
    synchronized boolean isActive(Instant now) {
        return active.values().stream().anyMatch(at -> at.plus(LATELY).isAfter(now));
    }

    private void needed(Purpose purpose, Price price, Instant now) {
        boolean begins = !isActive(now);
        if (price.points() >= dearest(now).points()) {
            dearest = new Taken(price, now);
        }
        active.put(purpose, now);
        if (begins) {
            begin.run();
        }
    }

    private synchronized void took(Purpose purpose, Price price, Instant now) {
        needed(purpose, price, now);
        taken.add(new Taken(price, now));
        count++;
        forget(now);
    }

    private synchronized void waited(Purpose purpose, Price price, Instant now) {
        waitedAt = now;
        needed(purpose, price, now);
    }

    /** All requests that were ever made. */
    synchronized long count() {
        return count;
    }

    synchronized boolean waits(Instant now) {
        return waitedAt.plus(STILL_WAITS).isAfter(now);
    }

    /** Parts of the budget, none to all. */
    synchronized int parts(Instant now) {
        forget(now);
        if (waitedAt.plus(LATELY).isAfter(now)) {
            return Parts.WHOLE;
        }
        if (taken.isEmpty()) {
            return 0;
        }
        double share = rates.stream()
                .mapToDouble(rate ->
                        taken.stream().mapToDouble(one -> one.price().of(rate)).sum()
                                * rate.interval().toNanos()
                                / LATELY.toNanos())
                .max()
                .orElse(0);
        int used = (int) Math.ceil(share * HEADROOM * Parts.WHOLE / STEP) * STEP;
        return Math.min(Parts.WHOLE, Math.max(least(now), used));
    }

    /** How many parts are of any use to it, by the dearest request of late. */
    synchronized int least(Instant now) {
        return Parts.least(rates, dearest(now));
    }

    private Price dearest(Instant now) {
        return dearest.at().plus(LATELY).isAfter(now) ? dearest.price() : Price.LEAST;
    }

    /** What the requests are for, in percent of a process that makes all kinds of them; 1 where it makes none. */
    synchronized int weight(Instant now) {
        return Math.max(
                1,
                active.entrySet().stream()
                        .filter(use -> use.getValue().plus(LATELY).isAfter(now))
                        .mapToInt(use -> use.getKey().percent())
                        .sum());
    }

    private void forget(Instant now) {
        while (!taken.isEmpty() && !taken.peek().at().plus(LATELY).isAfter(now)) {
            taken.remove();
        }
    }
}
