package io.crossdock.hub.writeback;

import io.crossdock.erp.ErpConfig;
import io.crossdock.erp.orders.OrderEntry;
import io.crossdock.erp.orders.OrderInterface;
import io.crossdock.hub.config.Retention;
import io.crossdock.hub.encryption.Encryption;
import io.crossdock.hub.erp.ErpSettings;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.sync.Backoff;
import io.crossdock.spi.Failure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Enters orders while it is started. After a failure of Kafka's it begins anew from what was committed. */
public class ErpOrdersConsumer extends DefaultConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(ErpOrdersConsumer.class);
    private static final Duration INTERRUPT_AFTER = Duration.ofSeconds(2);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(1);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(1);
    private static final Backoff PAUSES =
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), RandomGenerator.getDefault());
    private static final Backoff PAUSES_ASIDE =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5), RandomGenerator.getDefault());

    private final ErpOrdersEndpoint endpoint;
    private final Clock clock = Clock.systemUTC();
    private CountDownLatch stopping;
    private volatile OrderReading reading;
    private volatile String trouble;
    private Thread thread;

    ErpOrdersConsumer(ErpOrdersEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** Why no order can be entered now; empty while all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        // Each start's own: a thread that was left behind must not go on when the next one starts.
        CountDownLatch over = new CountDownLatch(1);
        stopping = over;
        thread = new Thread(() -> run(over), "erp-orders-" + endpoint.getErp());
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    protected void doStop() throws Exception {
        if (thread != null) {
            stopping.countDown();
            OrderReading running = reading;
            if (running != null) {
                running.wakeUp();
            }
            thread.join(INTERRUPT_AFTER.toMillis());
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join(STOP_WITHIN.toMillis());
            }
            if (thread.isAlive()) {
                LOG.warn("what enters orders into {} does not end and is left behind", endpoint.getErp());
            }
        }
        super.doStop();
    }

    private void run(CountDownLatch over) {
        int failures = 0;
        try {
            while (over.getCount() > 0) {
                String ended = enterUntilItFails(over);
                if (ended == null) {
                    return;
                }
                failures++;
                if (!ended.equals(trouble)) {
                    LOG.warn("no order can be entered into {}: {}", endpoint.getErp(), ended);
                }
                trouble = ended;
                over.await(PAUSES.after(failures).toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null when it was stopped. */
    private String enterUntilItFails(CountDownLatch over) {
        KafkaClients clients = find(KafkaClients.class);
        Topics topics = find(Topics.class);
        String erp = endpoint.getErp();
        ErpConfig config = endpoint.getCamelContext()
                .getRegistry()
                .lookupByNameAndType(ErpSettings.bean(erp), ErpSettings.class)
                .config();
        Producer<byte[], byte[]> producer = clients.producer("crossdock-erp-orders-" + erp);
        Optional<InterchangeNumbers> numbers = Optional.empty();
        try (OrderInterface target = interfaceOf(erp);
                OrderReading opened = new OrderReading(clients, topics, erp, clock);
                EntryMeters gauges = new EntryMeters(find(MeterRegistry.class), topics, erp)) {
            reading = opened;
            // First: whoever had numbers gives none after this, and what it entered before is in what is read then.
            numbers = InterchangeNumbers.open(clients, topics, config);
            EntryStates states = EntryStates.read(clients, topics, erp);
            EntryWriter writer = new EntryWriter(producer, topics, erp, opened, find(MeterRegistry.class), clock);
            OrderEntering entering = new OrderEntering(
                    config,
                    target,
                    entry -> route(entry, over),
                    numbers,
                    states,
                    writer,
                    Encryption.in(endpoint.getCamelContext().getRegistry()),
                    find(Retention.class).erpOrders().length(),
                    clock);
            OrdersAside aside =
                    new OrdersAside(config.writeBack().orElseThrow().target().attempts(), PAUSES_ASIDE);
            EntryRounds rounds = new EntryRounds(opened, entering, states, writer, aside, PAUSES, clock);
            while (over.getCount() > 0) {
                rounds.next();
                trouble = rounds.trouble().orElse(null);
                gauges.tell(states, opened.waiting(), aside.size(), clock.instant());
            }
            return null;
        } catch (WakeupException e) {
            return over.getCount() == 0 ? null : "woken up";
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        } finally {
            // The producer's own end throws where this thread was interrupted.
            try {
                numbers.ifPresent(InterchangeNumbers::close);
            } finally {
                producer.close(CLOSE_WITHIN);
            }
        }
    }

    private OrderInterface interfaceOf(String erp) {
        return endpoint.getCamelContext()
                .getRegistry()
                .lookupByNameAndType(EntryAction.bean(erp), EntryAction.class)
                .target();
    }

    /** @throws Failure what came of it; what the route breaks by itself is this order's failure as well */
    private void route(OrderEntry entry, CountDownLatch over) {
        if (over.getCount() == 0) {
            throw new InterruptException("stopped before an order was entered");
        }
        Exchange exchange = createExchange(false);
        Object came;
        try {
            exchange.getIn().setBody(entry);
            getProcessor().process(exchange);
            came = exchange.getException() == null ? exchange.getMessage().getBody() : exchange.getException();
        } catch (Exception e) {
            came = e;
        } finally {
            releaseExchange(exchange, false);
        }
        boolean isStopped = over.getCount() == 0 || Thread.currentThread().isInterrupted();
        if (!(came instanceof EntryAction.Outcome) && (isStopped || came instanceof InterruptException)) {
            throw new InterruptException("stopped while an order was entered");
        }
        if (!(came instanceof EntryAction.Outcome outcome)) {
            String what = came == null ? "nothing" : came.getClass().getSimpleName();
            throw Failure.unmappable(
                    endpoint.getErp(), "order", entry.order().id().value(), "its route ends with " + what);
        }
        if (outcome.failure().isPresent()) {
            throw outcome.failure().get();
        }
    }

    private <T> T find(Class<T> type) {
        return endpoint.getCamelContext().getRegistry().mandatoryFindSingleByType(type);
    }
}
