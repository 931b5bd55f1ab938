package io.crossdock.hub.fetch;

import io.crossdock.hub.budget.AccountBudget;
import io.crossdock.hub.budget.Charge;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.encryption.NoKeyException;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.http.ApiSettings;
import io.crossdock.hub.normalize.Breakage;
import io.crossdock.hub.normalize.Journaled;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Fetch;
import io.crossdock.spi.InboundRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Handler;

/**
 * The bean of a {@code <system>-fetch-action} Kamelet. What may succeed later waits, and with it only its batch: what
 * the rest brought is handed on. What never will is that record's own failure; {@link Patience} tells the two apart.
 */
public class FetchAction extends ApiSettings implements CamelContextAware {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Patience patience = new Patience();
    private final Clock clock;
    private CamelContext camelContext;
    private String channel;
    private Fetch fetch;
    private volatile Api api;
    private volatile RateBudget budget;

    public FetchAction() {
        this(Clock.systemUTC());
    }

    FetchAction(Clock clock) {
        this.clock = clock;
    }

    /**
     * @return a {@link Fetched} for each record that is not done with since an earlier attempt. The round ends when the
     *     system throttles or fails twice in a row: the rest waits untried, and comes first in the next round
     */
    @Handler
    public List<Fetched> fetch(List<Journaled> batch) {
        Channel known = ChannelLookup.in(camelContext, channel);
        Instant waitUntil = clock.instant().plus(LONGEST_WAIT);
        Api reached = limited(api(known), known.system(), waitUntil);
        Sealing sealing = Encryption.in(camelContext.getRegistry());
        List<Journaled> open = batch.stream()
                .filter(journaled -> !patience.isSettled(journaled))
                .sorted(Comparator.comparingInt(patience::attempts))
                .toList();
        List<Fetched> fetched = new ArrayList<>();
        int inVain = 0;
        Optional<Failure> end = Optional.empty();
        for (Journaled journaled : open) {
            if (end.isPresent()) {
                fetched.add(fetched(journaled, known, Optional.empty(), Optional.empty(), end));
                continue;
            }
            Fetched next = fetch(journaled, known, reached, sealing);
            fetched.add(next);
            if (next.answer().isPresent()) {
                patience.answered();
                inVain = 0;
            } else if (next.waits().isPresent()) {
                inVain++;
                boolean throttled = next.waits().get().kind() == Failure.Kind.THROTTLED;
                end = throttled || inVain == 2 ? next.waits() : end;
            }
        }
        return fetched;
    }

    private Fetched fetch(Journaled journaled, Channel known, Api reached, Sealing sealing) {
        Optional<Failure> none = Optional.empty();
        try {
            Optional<InboundRecord> inbound = journaled.opened(sealing, known);
            Optional<InboundRecord> answer =
                    inbound.isPresent() ? fetch.fetch(inbound.get(), known, reached) : Optional.empty();
            return fetched(journaled, known, answer, none, none);
        } catch (NoKeyException e) {
            throw e;
        } catch (Failure failure) {
            boolean mayPass = failure.kind().isTransient() || failure.kind() == Failure.Kind.UNAUTHORIZED;
            if (mayPass && !patience.isLast(journaled, failure, clock.instant())) {
                return fetched(journaled, known, Optional.empty(), none, Optional.of(failure));
            }
            return fetched(journaled, known, Optional.empty(), Optional.of(failure), none);
        } catch (RuntimeException e) {
            Failure failure = Breakage.of("fetching", journaled, known, e);
            return fetched(journaled, known, Optional.empty(), Optional.of(failure), none);
        }
    }

    private Fetched fetched(
            Journaled journaled,
            Channel known,
            Optional<InboundRecord> answer,
            Optional<Failure> failure,
            Optional<Failure> waits) {
        return new Fetched(journaled, known, answer, failure, waits, () -> patience.settled(journaled));
    }

    /** Each request waits for its turn, but not so long that its batch would seem to hang. */
    private Api limited(Api reached, String system, Instant until) {
        return request -> {
            Charge charge;
            try {
                charge = budget().await(request, wait -> pause(wait, system, request.operation(), until), clock);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.unavailable(system, request.operation(), "interrupted", e);
            }
            try {
                Answer answer = reached.call(request);
                budget().settle(charge, answer, clock.instant());
                return answer;
            } catch (Failure failure) {
                budget().heard(failure, clock.instant());
                throw failure;
            }
        };
    }

    private void pause(Duration wait, String system, String operation, Instant until) throws InterruptedException {
        if (clock.instant().isAfter(until) || camelContext.isStopping()) {
            // Which says nothing of the record.
            throw Failure.throttled(system, operation, null);
        }
        LockSupport.parkNanos(wait.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException("ends");
        }
    }

    private RateBudget budget() {
        if (budget == null) {
            budget = AccountBudget.of(camelContext, channel, "none").fetches();
        }
        return budget;
    }

    private Api api(Channel known) {
        if (api == null) {
            api = api(camelContext, known, clock);
        }
        return api;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public void setFetch(Fetch fetch) {
        this.fetch = fetch;
    }
}
