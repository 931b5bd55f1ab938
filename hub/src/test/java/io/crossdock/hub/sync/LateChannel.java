package io.crossdock.hub.sync;

import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A channel that can cut the connection and apply what it was told all the same, later; it keeps a ledger. */
final class LateChannel implements AutoCloseable {

    private final List<Long> ledger = new ArrayList<>();
    private final Map<String, Long> shown = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Duration late = Duration.ZERO;

    /** Cuts the next requests, so many, and applies each so much later. */
    void cut(int times, Duration appliedAfter) {
        late = appliedAfter;
        cuts.set(times);
    }

    int cutsLeft() {
        return Math.max(cuts.get(), 0);
    }

    OfferResult take(Offer offer) {
        if (cuts.getAndDecrement() > 0) {
            later.schedule(() -> apply(offer), late.toMillis(), TimeUnit.MILLISECONDS);
            return OfferResult.failed(offer.sku(), Failure.unanswered("acme", "push", "connection cut", null));
        }
        apply(offer);
        return OfferResult.confirmed(offer.sku());
    }

    private synchronized void apply(Offer offer) {
        ledger.add(offer.quantity());
        shown.put(offer.sku().value(), offer.quantity());
    }

    /** Quantities in the order in which they were applied. */
    synchronized List<Long> ledger() {
        return List.copyOf(ledger);
    }

    Long shown(String sku) {
        return shown.get(sku);
    }

    @Override
    public void close() {
        later.shutdownNow();
    }
}
