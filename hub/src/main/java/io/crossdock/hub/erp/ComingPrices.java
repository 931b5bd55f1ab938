package io.crossdock.hub.erp;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.erp.capture.ChangeHandler.Storing;
import io.crossdock.erp.mapping.ErpMapping;
import io.crossdock.erp.mapping.FailedRow;
import io.crossdock.erp.mapping.Mapped;
import io.crossdock.erp.mapping.PriceDate;
import io.crossdock.erp.mapping.Queries;
import io.crossdock.erp.mapping.RowChange;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands over an ERP's changes, and tells its prices anew when a date of theirs comes, also one that came while nobody
 * was there (docs/adr/0026). What dates there are it knows from the events themselves.
 */
final class ComingPrices implements Runnable {

    /** What is asked and written at once, so that changes never wait long for it. */
    static final int PIECE = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(ComingPrices.class);

    private final ErpMapping mapping;
    private final Queries queries;
    private final Clock clock;
    private final Handing handing;
    private final PriceDates dates = new PriceDates();
    private final ReentrantLock handingOver = new ReentrantLock();
    private Optional<ToldPrices> unread;
    private String trouble = "";

    /** Sends what was mapped to where it belongs, whole. */
    @FunctionalInterface
    interface Handing {
        Storing hand(Mapped mapped) throws Exception;
    }

    /**
     * @param told earlier; empty where nothing was, or nothing is kept
     * @param handing takes prices, one after the other with {@link #changes}
     */
    ComingPrices(ErpMapping mapping, Queries queries, Clock clock, Optional<ToldPrices> told, Handing handing) {
        this.mapping = mapping;
        this.queries = queries;
        this.clock = clock;
        this.unread = told;
        this.handing = handing;
    }

    /**
     * A batch of changes of the ERP, mapped and handed over while no prices are. Their dates count at once: a batch that
     * is not stored is offered again.
     *
     * @return on their way; prices that are handed over later come after them
     */
    Storing changes(List<RowChange> changes) throws Exception {
        handingOver.lockInterruptibly();
        try {
            Mapped mapped = mapping.events(changes, queries);
            Storing storing = handing.hand(mapped);
            mapped.events().forEach(this::told);
            return storing;
        } finally {
            handingOver.unlock();
        }
    }

    /** What was mapped elsewhere, handed over while nothing else is; returns once it is stored. */
    void mapped(Mapped mapped) throws Exception {
        handingOver.lockInterruptibly();
        try {
            storeNow(mapped);
        } finally {
            handingOver.unlock();
        }
    }

    /** What was handed over before. */
    void told(CanonicalEvent event) {
        dates.told(event);
    }

    /** A look at the clock; after a failure, the next one tries again. */
    @Override
    public void run() {
        try {
            if (unread.isPresent()) {
                unread.get().read(this::told);
                unread = Optional.empty();
            }
            while (tellPiece()) {
                trouble = "";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            if (!reason.equals(trouble)) {
                LOG.warn("prices whose date has come wait: {}", reason);
                trouble = reason;
            }
        }
    }

    private boolean tellPiece() throws Exception {
        handingOver.lockInterruptibly();
        try {
            List<PriceDate> come = dates.come(clock.instant(), PIECE);
            if (!come.isEmpty()) {
                Mapped mapped = mapping.prices(come, queries);
                storeNow(mapped);
                mapped.failures().stream().map(FailedRow::key).forEach(dates::forget);
            }
            return !come.isEmpty();
        } finally {
            handingOver.unlock();
        }
    }

    /** A date counts as told of only once its price is stored, or nobody would tell it again. */
    private void storeNow(Mapped mapped) throws Exception {
        handing.hand(mapped).await();
        mapped.events().forEach(this::told);
    }
}
