package io.crossdock.hub.sync;

import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A session's requests: each on a thread of its own, what became of it on the session's. */
final class Requests {

    private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

    private final SyncSettings settings;
    private final Executor workers;
    private final BiFunction<List<Offer>, Lease, List<OfferResult>> route;
    private final Inbox inbox;
    private final Clock clock;
    private int open;

    /** @param route sends offers; a {@link Failure} is what befell all of them */
    Requests(
            SyncSettings settings,
            Executor workers,
            BiFunction<List<Offer>, Lease, List<OfferResult>> route,
            Inbox inbox,
            Clock clock) {
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

    /** @param answered gets the results on the session's thread */
    void send(List<Attempt> batch, Lease lease, Consumer<Results> answered) {
        open++;
        workers.execute(() -> {
            Results results = results(batch, lease);
            inbox.post(() -> {
                open--;
                answered.accept(results);
            });
        });
    }

    private Results results(List<Attempt> batch, Lease lease) {
        try {
            List<OfferResult> results =
                    route.apply(batch.stream().map(Attempt::offer).toList(), lease);
            return Results.of(batch, results, settings.channel().system(), clock.instant());
        } catch (Failure failure) {
            return Results.failed(batch, failure, clock.instant());
        } catch (RuntimeException | Error e) {
            // A programming error, such as a broken result: without an answer the items would be in flight for ever.
            LOG.error("{}: offers failed", settings.channel().id(), e);
            Failure failure = Failure.unanswered(
                    settings.channel().system(), "offers", e.getClass().getSimpleName(), e);
            return Results.failed(batch, failure, clock.instant());
        }
    }
}
