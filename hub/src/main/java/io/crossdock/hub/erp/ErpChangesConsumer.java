package io.crossdock.hub.erp;

import io.crossdock.erp.capture.CaptureState;
import io.crossdock.erp.capture.ChangeFeed;
import io.crossdock.erp.capture.ChangeHandler.Storing;
import io.crossdock.erp.mapping.ErpMapping;
import io.crossdock.erp.mapping.Mapped;
import io.crossdock.erp.mapping.RowChange;
import io.crossdock.erp.sql.DatabaseQueries;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.support.DefaultConsumer;

/**
 * Runs a capture while it is started. It may be started again after it was stopped, and goes on where its offsets say, in
 * whatever process.
 */
public class ErpChangesConsumer extends DefaultConsumer implements Suspendable {

    private final ErpChangesEndpoint endpoint;
    private volatile ChangeFeed capture;
    private DatabaseQueries queries;
    private ErpMeters meters;
    private ComingPrices coming;
    private ScheduledExecutorService dates;
    private DatabaseQueries asked;
    private Optional<Resyncing> resyncing = Optional.empty();
    private volatile LogWatch watch;

    ErpChangesConsumer(ErpChangesEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    public String erp() {
        return endpoint.getErp();
    }

    /** How it fares; empty before it was first started. */
    public Optional<CaptureState> state() {
        return Optional.ofNullable(capture).map(ChangeFeed::state);
    }

    /** When the database's log, or the broker that has its changes, was last heard of; every few seconds while it is up. */
    public Optional<Instant> lastContact() {
        return Optional.ofNullable(capture).flatMap(ChangeFeed::lastContact);
    }

    /** When the newest change that its route took was committed. */
    public Optional<Instant> lastCommit() {
        return Optional.ofNullable(capture).flatMap(ChangeFeed::lastCommit);
    }

    /** Why somebody should look, though changes may be followed: it is late, or the database keeps much of its log. */
    public Optional<String> alarm() {
        return Optional.ofNullable(watch).flatMap(LogWatch::trouble);
    }

    /** Changed rows that its route took since it was last started. */
    public long changesHandled() {
        return capture == null ? 0 : capture.changesHandled();
    }

    /** How often the engine had to be started anew since the consumer was. */
    public long restarts() {
        return capture == null ? 0 : capture.restarts();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        ErpSettings settings = endpoint.getCamelContext()
                .getRegistry()
                .lookupByNameAndType(ErpSettings.bean(endpoint.getErp()), ErpSettings.class);
        if (settings == null) {
            throw new IllegalArgumentException("no ERP is named '" + endpoint.getErp() + "'");
        }
        ErpMapping mapping = new ErpMapping(settings.config());
        queries = DatabaseQueries.of(settings.config().name(), settings.config().database());
        meters = ErpMeters.of(endpoint.getCamelContext(), endpoint.getErp());
        coming = new ComingPrices(mapping, meters.counting(queries), Clock.systemUTC(), settings.prices(), this::send);
        if (mapping.mayDatePrices()) {
            dates = endpoint.getCamelContext()
                    .getExecutorServiceManager()
                    .newSingleThreadScheduledExecutor(this, "erp-prices-" + endpoint.getErp());
            dates.scheduleWithFixedDelay(coming, 1, 1, TimeUnit.SECONDS);
        }
        capture = settings.feed(this::take, Clock.systemUTC());
        asked = DatabaseQueries.of(settings.config().name(), settings.config().database());
        resyncing = settings.resyncing(capture, mapping, asked, coming::mapped, Clock.systemUTC());
        watch = new LogWatch(erp(), capture, settings.config().alarm(), Clock.systemUTC());
        settings.kafka().ifPresent(this::meter);
        watch.start();
        capture.start();
        resyncing.ifPresent(Resyncing::start);
    }

    private void meter(ErpSettings.EventTopics hub) {
        MeterRegistry meters = endpoint.getCamelContext()
                .getRegistry()
                .lookupByNameAndType(MicrometerConstants.METRICS_REGISTRY_NAME, MeterRegistry.class);
        if (meters != null) {
            LogWatch.meter(meters, hub.topics().prefix(), erp(), () -> Optional.ofNullable(watch));
        }
    }

    @Override
    protected void doStop() throws Exception {
        resyncing.ifPresent(Resyncing::close);
        if (watch != null) {
            watch.close();
            watch = null;
        }
        if (dates != null) {
            dates.shutdownNow();
        }
        // One that hangs may hang in a query, and closing would wait for it.
        if (capture != null && capture.stop()) {
            queries.close();
            asked.close();
        }
        super.doStop();
    }

    @Override
    protected void doSuspend() throws Exception {
        doStop();
    }

    @Override
    protected void doResume() throws Exception {
        doStart();
    }

    /** On their way through the route; what it throws makes the capture offer them again. */
    private Storing take(List<RowChange> changes) throws Exception {
        Storing storing = coming.changes(changes);
        return () -> {
            storing.await();
            meters.changed(changes.size());
        };
    }

    private Storing send(Mapped mapped) {
        ErpChanges body = new ErpChanges(endpoint.getErp(), mapped.events(), mapped.failures());
        if (body.isEmpty()) {
            return Storing.DONE;
        }
        CompletableFuture<Void> taken = new CompletableFuture<>();
        Exchange exchange = createExchange(false);
        exchange.getIn().setBody(body);
        getAsyncProcessor().process(exchange, doneSync -> {
            Exception failure = exchange.getException();
            releaseExchange(exchange, false);
            if (failure == null) {
                taken.complete(null);
            } else {
                taken.completeExceptionally(failure);
            }
        });
        return () -> await(taken);
    }

    private static void await(CompletableFuture<Void> taken) throws Exception {
        try {
            taken.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }
}
