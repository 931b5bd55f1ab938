package io.crossdock.hub.sync;

import io.crossdock.hub.budget.Charge;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.http.FencedApi;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Request;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * A batch's leave to send requests to its channel: as the channel's rate allows, and no more of them once its session
 * was told to end or the channel has another owner, who may be writing by then.
 */
public final class Lease {

    /** The exchange's property that holds it. */
    public static final String PROPERTY = "crossdock.lease";

    private final CountDownLatch over;
    private final RateBudget budget;
    private final Clock clock;
    private final AtomicBoolean firstIsPaid;
    private final Predicate<Instant> isOwner;
    private volatile Instant lastBegun;

    /**
     * @param over open once no request may begin any more
     * @param isOwner whether the channel is this process's to write to, at a time
     * @param firstIsPaid whether the batch's first request was taken from the budget already
     */
    Lease(CountDownLatch over, RateBudget budget, Clock clock, Predicate<Instant> isOwner, boolean firstIsPaid) {
        this.over = over;
        this.budget = budget;
        this.clock = clock;
        this.isOwner = isOwner;
        this.firstIsPaid = new AtomicBoolean(firstIsPaid);
        this.lastBegun = clock.instant();
    }

    /** A leave to read, whose first request waits for its turn, too. */
    public static Lease unpaid(CountDownLatch over, RateBudget budget, Clock clock) {
        return new Lease(over, budget, clock, now -> true, false);
    }

    /** When the last of its requests began; while none did, when the leave was given. */
    Instant lastBegun() {
        return lastBegun;
    }

    /** The API, each of whose requests waits for its turn; {@code UNAVAILABLE} where it has none any more. */
    Api of(Api api, String system) {
        FencedApi fenced = FencedApi.of(api);
        return request -> {
            String operation = request.operation();
            Optional<Charge> charge;
            try {
                charge = awaitTurn(system, request);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.unavailable(system, operation, "interrupted", e);
            }
            // Getting an access token can take longer than a process owns its channel.
            Answer answer = fenced.call(request, () -> begin(system, operation));
            charge.ifPresent(taken -> budget.settle(taken, answer, clock.instant()));
            return answer;
        };
    }

    /** @return what was taken for it; empty where that was before */
    private Optional<Charge> awaitTurn(String system, Request request) throws InterruptedException {
        if (over.getCount() == 0) {
            throw ended(system, request.operation());
        }
        if (firstIsPaid.getAndSet(false)) {
            return Optional.empty();
        }
        return Optional.of(budget.await(request, wait -> pause(wait, system, request.operation()), clock));
    }

    private void begin(String system, String operation) {
        if (over.getCount() == 0) {
            throw ended(system, operation);
        }
        Instant begins = clock.instant();
        if (!isOwner.test(begins)) {
            throw Failure.unavailable(system, operation, "not sent: another process may own this channel", null);
        }
        lastBegun = begins;
    }

    private void pause(Duration wait, String system, String operation) throws InterruptedException {
        if (over.await(wait.toNanos(), TimeUnit.NANOSECONDS)) {
            throw ended(system, operation);
        }
    }

    private static Failure ended(String system, String operation) {
        return Failure.unavailable(system, operation, "not sent: the sync of this channel ends here", null);
    }
}
