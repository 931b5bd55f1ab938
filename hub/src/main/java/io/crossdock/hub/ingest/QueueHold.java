package io.crossdock.hub.ingest;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Keeps a queue's messages in hand while the journal cannot take them, and has no others received meanwhile: a message
 * that came and went with each attempt would count as received each time, and after a few a queue sets it aside. A bean
 * of the Kamelets that read queues, and their poll strategy.
 */
public class QueueHold extends DefaultPollingConsumerPollStrategy implements CamelContextAware {

    private static final String PROPERTY = "CrossdockQueueHold";
    private static final int MOST_IN_HAND = 20;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final AtomicInteger inHand = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile String silence;
    private CamelContext camelContext;

    private static final class Held extends SynchronizationAdapter {
        private final QueueHold hold;
        private boolean isKept;
        private int attempts;

        private Held(QueueHold hold) {
            this.hold = hold;
            hold.inHand.incrementAndGet();
        }

        @Override
        public void onDone(Exchange exchange) {
            hold.inHand.decrementAndGet();
            if (attempts > 0) {
                hold.waiting.decrementAndGet();
            }
        }
    }

    /** Why nothing comes; empty while all is well. */
    public Optional<String> trouble() {
        int held = waiting.get();
        return held > 0
                ? Optional.of("queue: the journal does not take records; " + held + " are held")
                : Optional.ofNullable(silence);
    }

    /** Whether there may be another attempt: until the journal has it or the hub stops. */
    public boolean holds(Exchange exchange) {
        return !held(exchange).isKept && !camelContext.isStopping();
    }

    /** The journal has it. */
    public void kept(Exchange exchange) {
        held(exchange).isKept = true;
    }

    /** @return milliseconds until the next attempt */
    public long pause(Exchange exchange) {
        Held held = held(exchange);
        if (held.attempts == 0) {
            waiting.incrementAndGet();
        }
        long millis = FIRST_PAUSE.toMillis() << Math.min(held.attempts, 10);
        held.attempts++;
        return Math.min(millis, LONGEST_PAUSE.toMillis());
    }

    /** @throws IllegalStateException when the journal does not have it, so that it is not deleted */
    public void end(Exchange exchange) {
        if (!held(exchange).isKept) {
            throw new IllegalStateException("stopped before the journal took a message; it stays in its queue");
        }
    }

    private Held held(Exchange exchange) {
        Held held = exchange.getProperty(PROPERTY, Held.class);
        if (held == null) {
            held = new Held(this);
            exchange.setProperty(PROPERTY, held);
            exchange.getExchangeExtension().addOnCompletion(held);
        }
        return held;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        return waiting.get() == 0 && inHand.get() < MOST_IN_HAND;
    }

    @Override
    public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
        silence = null;
    }

    @Override
    public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) throws Exception {
        // Its message may quote the request.
        silence = "queue: no answer (" + cause.getClass().getSimpleName() + ")";
        return super.rollback(consumer, endpoint, retryCounter, cause);
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }
}
