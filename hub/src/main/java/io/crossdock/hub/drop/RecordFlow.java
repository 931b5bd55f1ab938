package io.crossdock.hub.drop;

import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.spi.InboundRecord;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;

/**
 * Sends records through the route in their order without waiting for each: a thousand, or 8 MiB, are on their way to the
 * journal at a time. The route hands a record to Kafka in the caller's thread, so the order of a key is the file's.
 */
final class RecordFlow {

    private static final int UNIT_BYTES = 1024;
    private static final int PLACES = 8 * 1024;
    private static final int LEAST_PLACES = 8;

    /** The route gives up on a record after 3 s. */
    private static final int PATIENCE_SECONDS = 10;

    private final Consumer consumer;
    private final AsyncProcessor route;
    private final BooleanSupplier isEnding;

    RecordFlow(Consumer consumer, AsyncProcessor route, BooleanSupplier isEnding) {
        this.consumer = consumer;
        this.route = route;
        this.isEnding = isEnding;
    }

    /** One file's records. */
    File file() {
        return new File();
    }

    /** The journal did not acknowledge all records of a file; it has to be read again. */
    static final class NotJournaledException extends Exception {
        private NotJournaledException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** This process is to take no more files; the file stays as it is. */
    static final class EndingException extends Exception {}

    /** As long as a file's pass may be broken off between two records. */
    void requireGoingOn() throws EndingException {
        if (isEnding.getAsBoolean()) {
            throw new EndingException();
        }
    }

    final class File {

        private final Semaphore places = new Semaphore(PLACES);
        private final AtomicReference<Throwable> failure = new AtomicReference<>();

        void send(InboundRecord inbound) throws NotJournaledException, EndingException, InterruptedException {
            requireGoingOn();
            int taken = Math.max(LEAST_PLACES, inbound.body().length / UNIT_BYTES);
            take(taken);
            Exchange exchange = consumer.createExchange(false);
            JournalHeaders.write(exchange.getMessage(), inbound);
            route.process(exchange, done -> {
                if (exchange.getException() != null) {
                    failure.compareAndSet(null, exchange.getException());
                }
                consumer.releaseExchange(exchange, false);
                places.release(taken);
            });
        }

        /** Returns once the journal has acknowledged every record. */
        void awaitAll() throws NotJournaledException, InterruptedException {
            take(PLACES);
            places.release(PLACES);
        }

        private void take(int wanted) throws NotJournaledException, InterruptedException {
            boolean isTaken = places.tryAcquire(wanted, PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!isTaken || failure.get() != null) {
                throw new NotJournaledException("not all records were acknowledged", failure.get());
            }
        }
    }
}
