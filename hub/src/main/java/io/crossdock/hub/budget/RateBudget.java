package io.crossdock.hub.budget;

import io.crossdock.spi.Answer;
import io.crossdock.spi.Cost;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * How many requests an account may get, as token buckets; shares of it are taken off it. Other processes may have parts of
 * it. Nothing blocks here but {@link #await}, and time is passed in; threads share it.
 */
public final class RateBudget {

    /** How soon whoever waits notices that its turn has moved. */
    private static final Duration LOOK = Duration.ofMillis(200);

    /** Longer than it takes until whoever wants a permit says so again. */
    private static final Duration STILL_WANTED = LOOK.multipliedBy(2);

    /** Of everybody, for a system that does not say when to come again; whoever was refused waits for longer by itself. */
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(1);

    /** How soon whoever waits for a part of the budget looks again: other processes give one within a few of it. */
    private static final Duration SOON = Duration.ofMillis(10);

    private final List<Rate> rates;
    private final Buckets buckets;
    private final Costs costs;
    private final RateBudget whole;
    private final boolean usesRest;
    private final BudgetUse use;
    private Runnable paused = () -> {};

    /** Of the last request, which the next one is thought to be like. */
    private Price usual = Price.LEAST;

    private Instant penaltyUntil = Instant.MIN;
    private Instant wantedAt = Instant.MIN;
    private Instant wantedSince;
    private double part = 1;
    private Instant openUntil = Instant.MAX;

    private RateBudget(List<Rate> rates, RateBudget whole, boolean usesRest, BudgetUse use) {
        this.rates = rates;
        // A share's own bucket only paces: it can always save up one permit, or a small share would be none.
        this.buckets = new Buckets(rates, whole != null);
        this.costs = whole == null ? new Costs(rates) : whole.costs;
        this.whole = whole;
        this.usesRest = usesRest;
        this.use = use;
    }

    /**
     * @param text as {@link Rate#all} reads it, or {@code none}
     * @throws IllegalArgumentException saying what is allowed
     */
    public static RateBudget parse(String text) {
        return new RateBudget("none".equals(text) ? List.of() : Rate.all(text), null, false, BudgetUse.NONE);
    }

    /** For how long one request is enough, by the strictest of its limits; zero where nothing is limited. */
    public Duration interval() {
        return rates.stream()
                .map(Rate::ofRequest)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    List<Rate> rates() {
        return rates;
    }

    /**
     * Other processes may have the rest from now on.
     *
     * @param to 0 to 1, less than before
     * @return what each bucket gives them of its permits
     */
    synchronized List<Double> shrink(double to, Instant now) {
        part = to;
        if (to == 0) {
            buckets.clearRow(now);
        }
        return buckets.shrink(to, now);
    }

    /**
     * Other processes have given some of theirs.
     *
     * @param to 0 to 1, more than before
     * @param comes what each bucket gets of their permits
     */
    synchronized void grow(double to, List<Double> comes, Instant now) {
        part = to;
        buckets.grow(to, comes, now);
    }

    /** Nothing of it is this process's any more. */
    synchronized void lose(Instant now) {
        part = 0;
        buckets.clearRow(now);
        buckets.lose(now);
    }

    /** It is certain that this process has its part, until then; it uses none afterwards. */
    synchronized void openUntil(Instant until) {
        openUntil = until;
    }

    private synchronized double part() {
        return part;
    }

    private boolean isClosed(Price price, Instant now) {
        return !openUntil.isAfter(now) || !buckets.areUsable(price);
    }

    /**
     * Whoever may use what nobody else wants has its share of what this process has. Whoever keeps to its share has it of
     * the account's limit: what this process has follows from what it uses, and would be less each time.
     */
    private void follow(Instant now) {
        double of = usesRest ? root().part() : 0;
        if (of > 0) {
            buckets.scale(of, now);
        }
    }

    /** All of this one, which goes before what others take beyond their shares. */
    RateBudget first(BudgetUse use) {
        return new RateBudget(List.of(), this, false, use);
    }

    /**
     * A share of this one, and no more: what is taken of it is taken of this one, too, and a pause of either is one of both.
     *
     * @param percent 1 to 100
     */
    public RateBudget share(int percent) {
        return share(percent, false, BudgetUse.NONE);
    }

    /** @param usesRest whether it may take more while nobody else wants it */
    RateBudget share(int percent, boolean usesRest, BudgetUse use) {
        return new RateBudget(rates.stream().map(rate -> rate.share(percent)).toList(), this, usesRest, use);
    }

    /** When it is worth to {@link #take}: not after {@code now} where one could be taken at once, if nobody else does. */
    public synchronized Instant nextPermit(Instant now) {
        return nextPermit(usual, now);
    }

    private synchronized Instant nextPermit(Price price, Instant now) {
        Instant next = later(nextShare(price, now), penaltyUntil);
        if (whole != null) {
            return later(next, whole.nextPermit(price, now));
        }
        if (isClosed(price, now)) {
            return later(now.plus(SOON), penaltyUntil);
        }
        return next;
    }

    /**
     * Whether one request may be made now; it is to be made then. None where points are counted: what it costs is known once
     * there is the request, to {@link #await(Request, Pause, Clock)}.
     */
    public synchronized boolean take(Instant now) {
        // Nobody takes the permit, and no other process gets it, between the look and the taking.
        synchronized (root()) {
            if (costs.areCounted() || nextPermit(now).isAfter(now)) {
                return false;
            }
            spend(Price.LEAST, now);
        }
        use.taken(Price.LEAST, wantedSince == null ? Duration.ZERO : Duration.between(wantedSince, now), now);
        wantedSince = null;
        return true;
    }

    /** Tells that a request waits to be made, to be told again while it does: nobody takes more than its share meanwhile. */
    public synchronized void wants(Instant now) {
        wantedSince = wantedSince == null ? now : wantedSince;
        use.waits(usual, now);
        root().wanted(now);
    }

    /** Waits for the turn of a request that nobody knows the cost of, and takes it. */
    public void await(Pause pause, Clock clock) throws InterruptedException {
        await(turn(Price.LEAST), pause, clock);
    }

    /** Waits for a request's turn, and takes what it costs. */
    public Charge await(Request request, Pause pause, Clock clock) throws InterruptedException {
        Price price = costs.of(request);
        synchronized (this) {
            usual = price;
        }
        Turn turn = turn(price);
        await(turn, pause, clock);
        return new Charge(request, price.points(), turn.hasShare, clock.instant());
    }

    /** A request was answered: what it cost beside what was taken for it comes back, or is taken now. */
    public void settle(Charge charge, Answer answer, Instant now) {
        Cost cost = charge.request().cost();
        if (costs.areCounted() && cost != null) {
            cost.reads().apply(answer).ifPresent(told -> settle(charge, told, now));
        }
    }

    private void settle(Charge charge, Cost.Told told, Instant now) {
        costs.told(charge.request(), told);
        giveBack(charge.points() - told.taken(), charge.isOfShare(), now);
        RateBudget root = root();
        synchronized (root) {
            // It told what there was when it answered, about half of the time ago.
            Instant then = now.minus(Duration.between(charge.at(), now).dividedBy(2));
            root.buckets.holdAtMost(told.left(), then, now);
        }
    }

    private synchronized void giveBack(double points, boolean isOfShare, Instant now) {
        if (isOfShare) {
            follow(now);
            buckets.giveBack(points, now);
        }
        if (whole != null) {
            whole.giveBack(points, true, now);
        }
    }

    private void await(Turn turn, Pause pause, Clock clock) throws InterruptedException {
        Instant since = clock.instant();
        Instant now = since;
        try {
            for (Instant at = turn.at(now); at.isAfter(now); at = turn.at(now)) {
                Duration wait = Duration.between(now, at).plusNanos(1);
                pause.of(wait.compareTo(LOOK) < 0 ? wait : LOOK);
                now = clock.instant();
            }
        } finally {
            turn.leave();
        }
        turn.taken(Duration.between(since, now), now);
    }

    /** A request failed; where the system wants fewer of them, all wait for as long as it asks, or for a moment. */
    public void heard(Failure failure, Instant now) {
        if (failure.kind() == Failure.Kind.THROTTLED) {
            penalize(now.plus(failure.retryAfter().orElse(USUAL_PAUSE)));
        }
    }

    Turn turn(Price price) {
        return new Turn(price);
    }

    /** The system asked for a pause; a shorter one never cuts a longer one. */
    public synchronized void penalize(Instant until) {
        boolean isNews = until.isAfter(penaltyUntil);
        penaltyUntil = later(penaltyUntil, until);
        if (whole != null) {
            whole.penalize(until);
        }
        if (isNews) {
            paused.run();
        }
    }

    /** @param told when the system asks for a pause, or for a longer one */
    synchronized void onPause(Runnable told) {
        paused = told;
    }

    /** Until when the system wants no request; null where it did not ask. */
    public synchronized Instant throttledUntil(Instant now) {
        if (whole != null) {
            return whole.throttledUntil(now);
        }
        return penaltyUntil.isAfter(now) ? penaltyUntil : null;
    }

    private RateBudget root() {
        return whole == null ? this : whole;
    }

    private synchronized void wanted(Instant now) {
        wantedAt = later(wantedAt, now);
    }

    private synchronized void spend(Price price, Instant now) {
        follow(now);
        buckets.take(price, now);
        if (whole != null) {
            whole.spend(price, now);
        }
    }

    private synchronized boolean spendRest(Price price, Instant now) {
        boolean isLeft = !isClosed(price, now)
                && !penaltyUntil.isAfter(now)
                && !wantedAt.plus(STILL_WANTED).isAfter(now)
                && buckets.areAtRest(price, now);
        if (isLeft) {
            spend(price, now);
        }
        return isLeft;
    }

    private Instant nextShare(Price price, Instant now) {
        follow(now);
        return buckets.next(price, now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Somebody's place in the row of those that wait. */
    final class Turn {

        private final Price price;
        private boolean hasShare;
        private Buckets.Place place;

        private Turn(Price price) {
            this.price = price;
        }

        /** @return when to look again; not after {@code now} once the turn has come, and then it is taken */
        Instant at(Instant now) {
            synchronized (RateBudget.this) {
                if (!hasShare && whole != null) {
                    Instant share = nextShare(price, now);
                    if (share.isAfter(now)) {
                        return usesRest ? beyondShare(share, now) : share;
                    }
                    buckets.take(price, now);
                }
                hasShare = true;
                Instant due = inRow(now);
                if (due.isAfter(now)) {
                    use.waits(price, now);
                }
                return due;
            }
        }

        private Instant beyondShare(Instant share, Instant now) {
            if (whole.spendRest(price, now)) {
                return now;
            }
            use.waits(price, now);
            return share;
        }

        private Instant inRow(Instant now) {
            RateBudget root = root();
            synchronized (root) {
                if (root.isClosed(price, now)) {
                    // What it gives back belongs behind those that were there before it, who are not known here.
                    if (root.buckets.holds(place) || root.isClosed(Price.LEAST, now)) {
                        root.buckets.clearRow(now);
                    }
                    return later(root.penaltyUntil, now.plus(SOON));
                }
                if (!root.buckets.holds(place)) {
                    place = root.buckets.enterRow(price, now);
                }
                Instant due = later(root.penaltyUntil, root.buckets.due(place, now));
                if (!due.isAfter(now)) {
                    leave();
                }
                return due;
            }
        }

        /** The request is made now that its turn has come. */
        void taken(Duration waited, Instant now) {
            use.taken(price, waited, now);
        }

        /** Waits no more; the permit that it would have had is lost. */
        void leave() {
            RateBudget root = root();
            synchronized (root) {
                root.buckets.leaveRow(place, price);
                place = null;
            }
        }
    }
}
