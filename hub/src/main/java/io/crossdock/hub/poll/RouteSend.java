package io.crossdock.hub.poll;

import io.crossdock.hub.ingest.JournalHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;

/**
 * Hands each record to the route as an exchange of its own, without waiting for the one before, and then waits for all:
 * a page costs one round trip to Kafka and every record passes the route's gate. Records go in order.
 */
final class RouteSend {

    /** The route gives up within seconds; this ends a wait for one that does not. */
    private static final Duration WITHIN = Duration.ofSeconds(60);

    private final AsyncProcessor route;
    private final Supplier<Exchange> exchanges;
    private final Consumer<Exchange> release;
    private boolean refusedLast;

    RouteSend(AsyncProcessor route, Supplier<Exchange> exchanges, Consumer<Exchange> release) {
        this.route = route;
        this.exchanges = exchanges;
        this.release = release;
    }

    /**
     * @param taken told of each record that the journal has, in their order and up to the first that it has not: what it
     *     has behind that one comes again after it, so that the newest state of a thing is its last
     * @throws NotJournaledException when the route did not take all; nothing was sent after the first that it refused
     */
    void all(List<PolledRecords.Polled> records, Consumer<PolledRecords.Polled> taken) throws InterruptedException {
        // After a refusal one goes ahead, so that an outage costs one failure a trial and not a page of them.
        int ahead = refusedLast ? Math.min(1, records.size()) : 0;
        refusedLast = true;
        sideBySide(records.subList(0, ahead), taken);
        sideBySide(records.subList(ahead, records.size()), taken);
        refusedLast = false;
    }

    private void sideBySide(List<PolledRecords.Polled> records, Consumer<PolledRecords.Polled> taken)
            throws InterruptedException {
        boolean[] isTaken = new boolean[records.size()];
        AtomicReference<Exception> refusal = new AtomicReference<>();
        Semaphore answered = new Semaphore(0);
        int sent = 0;
        while (sent < records.size() && refusal.get() == null) {
            int index = sent++;
            Exchange exchange = exchanges.get();
            JournalHeaders.write(exchange.getIn(), records.get(index).inbound());
            route.process(exchange, doneSync -> {
                Exception refused = exchange.getException();
                if (refused == null) {
                    isTaken[index] = true;
                } else {
                    refusal.compareAndSet(null, refused);
                }
                release.accept(exchange);
                answered.release();
            });
        }
        if (!answered.tryAcquire(sent, WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new NotJournaledException(new TimeoutException("no word of the journal"));
        }
        for (int index = 0; index < sent && isTaken[index]; index++) {
            taken.accept(records.get(index));
        }
        if (refusal.get() != null) {
            throw new NotJournaledException(refusal.get());
        }
    }
}
