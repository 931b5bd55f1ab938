package io.crossdock.hub.sync;

import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's requests: each on a thread of its own, what became of it on the session's. */
final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final SyncSettings settings;
    private final Executor workers;
    private final OffersRoute route;
    private final Inbox inbox;
    private final Clock clock;
    private int open;
    private int asks;

    Requests(SyncSettings settings, Executor workers, OffersRoute route, Inbox inbox, Clock clock) {
        this.settings = settings;
        this.workers = workers;
        this.route = route;
        this.inbox = inbox;
        this.clock = clock;
    }

    /** Requests that have no answer yet. */
    int open() {
        return open;
    }

    /** Those of them that ask about accepted offers. */
    int asks() {
        return asks;
    }

    /** @param answered gets the results on the session's thread */
    void send(List<Attempt> batch, Lease lease, Consumer<Results> answered) {
        call(batch, batch.stream().map(Attempt::offer).toList(), null, lease, answered);
    }

    /** @param answered gets the results on the session's thread */
    void ask(List<Acceptance> accepted, Instant now, Lease lease, Consumer<Results> answered) {
        List<AcceptedOffer> questions =
                accepted.stream().map(acceptance -> acceptance.question(now)).toList();
        asks++;
        call(
                accepted.stream().map(Acceptance::attempt).toList(),
                questions.stream().map(AcceptedOffer::offer).toList(),
                questions,
                lease,
                results -> {
                    asks--;
                    answered.accept(results);
                });
    }

    private void call(
            List<Attempt> attempts,
            List<Offer> offers,
            List<AcceptedOffer> accepted,
            Lease lease,
            Consumer<Results> answered) {
        open++;
        workers.execute(() -> {
            Results results = results(attempts, offers, accepted, lease);
            inbox.leave(() -> {
                open--;
                answered.accept(results);
            });
        });
    }

    private Results results(List<Attempt> attempts, List<Offer> offers, List<AcceptedOffer> accepted, Lease lease) {
        try {
            List<OfferResult> results = route.call(offers, accepted, lease);
            return Results.of(attempts, results, settings.channel().system(), clock.instant());
        } catch (Failure failure) {
            return Results.failed(attempts, failure, clock.instant());
        } catch (RuntimeException | Error e) {
            // A programming error, such as a broken result: without an answer the items would be in flight for ever.
            LOG.error("{}: offers failed", settings.channel().id(), e);
            Failure failure = Failure.unanswered(
                    settings.channel().system(), "offers", e.getClass().getSimpleName(), e);
            return Results.failed(attempts, failure, clock.instant());
        }
    }
}
