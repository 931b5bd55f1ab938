package io.crossdock.hub.sync;

import io.crossdock.hub.budget.AccountBudget;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.util.ObjectHelper;

/** Keeps one channel up to date: runs a {@link SyncSession}, and another when one has failed. */
public final class OffersConsumer extends DefaultConsumer {

    private static final Duration STOP = Duration.ofSeconds(8);

    private final SyncSettings settings;
    private final SharedEvents events;
    private final ReceiptProducer producers;
    private final SharedTail tail;
    private final SyncReport report;
    private final AccountBudget budget;
    private final Clock clock = Clock.systemUTC();
    private ExecutorService loop;
    private ExecutorService workers;
    private volatile CountDownLatch stopping;
    private volatile long stopByNanos;
    private volatile SyncSession session;

    OffersConsumer(
            OffersEndpoint endpoint,
            Processor processor,
            SyncSettings settings,
            SharedEvents events,
            ReceiptProducer producers,
            SharedTail tail) {
        super(endpoint, processor);
        this.tail = tail;
        this.producers = producers;
        this.settings = settings;
        this.events = events;
        this.budget = AccountBudget.of(
                endpoint.getCamelContext(), settings.channel().id().value(), settings.limit());
        OfferProblems problems = registered(OfferProblems.class);
        SyncMeters meters = new SyncMeters(registered(MeterRegistry.class), settings);
        this.report = new SyncReport(settings.channel().id(), meters, problems == null ? problem -> {} : problems);
        meters.gauges(report::pending, report::parked, report::held);
        meters.gauges(report::braked, report::mode);
        meters.accepted(report::accepted);
    }

    private <T> T registered(Class<T> type) {
        return getEndpoint().getCamelContext().getRegistry().findSingleByType(type);
    }

    /** A channel's, among all {@code offers:} routes of a context. */
    public static Optional<OffersConsumer> of(CamelContext context, String channel) {
        return context.getRoutes().stream()
                .map(Route::getConsumer)
                .filter(OffersConsumer.class::isInstance)
                .map(OffersConsumer.class::cast)
                .filter(consumer -> consumer.settings.channel().id().value().equals(channel))
                .findFirst();
    }

    /** How the channel's sync stands; for any thread. */
    public SyncStatus status() {
        return report.status();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        String name = "sync-" + settings.channel().id();
        var threads = getEndpoint().getCamelContext().getExecutorServiceManager();
        stopping = new CountDownLatch(1);
        workers = threads.newFixedThreadPool(this, name + "-request", settings.inFlight());
        loop = threads.newSingleThreadExecutor(this, name);
        loop.execute(this::keepRunning);
    }

    /** Begins no request any more; many consumers told so first stop side by side and not one after the other. */
    public synchronized void endSoon() {
        if (stopping == null || stopping.getCount() == 0) {
            return;
        }
        stopByNanos = System.nanoTime() + STOP.toNanos();
        stopping.countDown();
        SyncSession current = session;
        if (current != null) {
            current.stop();
        }
    }

    @Override
    protected void doStop() throws Exception {
        endSoon();
        try {
            loop.shutdown();
            loop.awaitTermination(stopByNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        } finally {
            // Requests that have not been answered by now have no receipt: whoever starts next sends them again.
            // Through the manager, or the context would wait for their threads once more.
            var threads = getEndpoint().getCamelContext().getExecutorServiceManager();
            threads.shutdownNow(loop);
            threads.shutdownNow(workers);
        }
        super.doStop();
    }

    private void keepRunning() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), ThreadLocalRandom.current());
        Pace pace = new Pace(budget.offers(), settings.inFlight(), backoff);
        int failures = 0;
        try {
            while (stopping.getCount() > 0) {
                session = null;
                try {
                    runSession(pace);
                } catch (RuntimeException | Error e) {
                    // Whatever it was, the state is rebuilt from Kafka; one channel's trouble ends no other.
                    SyncSession failed = session;
                    failures = failed != null && failed.wasLoaded() ? 1 : failures + 1;
                    report.trouble("failed: " + e.getClass().getSimpleName());
                    getExceptionHandler()
                            .handleException("sync of " + settings.channel().id() + " failed", e);
                    if (stopping.await(backoff.after(failures).toMillis(), TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runSession(Pace pace) {
        ChannelControl control = control();
        OfferQueue queue = new OfferQueue(
                settings.channel().id(),
                new Backoff(Duration.ofMillis(200), Duration.ofSeconds(60), ThreadLocalRandom.current()),
                settings.price().guard(),
                new Brake(control.brake()));
        queue.repeatsAfter(Repeats.gap(settings.limit()));
        queue.limitItems(settings.perItem());
        String topic = settings.topics().receipts(settings.channel().id());
        try (ReceiptProducer.Share share = producers.join(() -> SyncClients.producer(settings));
                var consumer = SyncClients.consumer(settings)) {
            ReceiptWriter receipts = new ReceiptWriter(settings.channel().id(), topic, share.producer());
            SyncSession next = new SyncSession(
                    settings,
                    consumer,
                    receipts,
                    queue,
                    pace,
                    report,
                    workers,
                    this::route,
                    control,
                    events,
                    tail,
                    clock);
            session = next;
            if (stopping.getCount() > 0) {
                run(next, share);
            }
        }
    }

    private static void run(SyncSession session, ReceiptProducer.Share share) {
        try {
            session.run();
        } catch (RuntimeException | Error e) {
            share.failed();
            throw e;
        }
    }

    private ChannelControl control() {
        String bean = ChannelControl.bean(settings.channel().id().value());
        ChannelControl bound =
                getEndpoint().getCamelContext().getRegistry().lookupByNameAndType(bean, ChannelControl.class);
        return bound == null ? ChannelControl.NONE : bound;
    }

    private List<OfferResult> route(List<Offer> offers, List<AcceptedOffer> accepted, Lease lease) {
        ListedOffers listed = new ListedOffers(settings.channel().listings());
        Exchange exchange = createExchange(false);
        try {
            exchange.getIn().setBody(listed.theirs(offers));
            exchange.setProperty(Lease.PROPERTY, lease);
            if (accepted != null) {
                exchange.setProperty(ChannelAction.ACCEPTED, listed.theirsAccepted(accepted));
            }
            getAsyncProcessor().process(exchange);
            Exception exception = exchange.getException();
            if (exception != null) {
                throw failure(exception, exchange);
            }
            return listed.ours(results(exchange.getMessage().getBody()));
        } catch (Failure failure) {
            throw failure;
        } catch (Exception e) {
            throw failure(e, exchange);
        } finally {
            releaseExchange(exchange, false);
        }
    }

    private List<OfferResult> results(Object body) {
        if (body instanceof List<?> list && list.stream().allMatch(OfferResult.class::isInstance)) {
            return list.stream().map(OfferResult.class::cast).toList();
        }
        throw Failure.unanswered(settings.channel().system(), "offers", "the route gave no results", null);
    }

    /** A programming error is told and treated as an outage: offers are kept, and the breaker slows the noise down. */
    private Failure failure(Exception exception, Exchange exchange) {
        Failure failure = ObjectHelper.getException(Failure.class, exception);
        if (failure != null) {
            return failure;
        }
        if (isRunAllowed()) {
            getExceptionHandler()
                    .handleException("offers of " + settings.channel().id() + " failed", exchange, exception);
        }
        return Failure.unanswered(
                settings.channel().system(), "offers", exception.getClass().getSimpleName(), exception);
    }
}
