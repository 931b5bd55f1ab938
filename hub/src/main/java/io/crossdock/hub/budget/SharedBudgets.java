package io.crossdock.hub.budget;

import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.SharedTopic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shares this process's budgets with all other processes that take from the same accounts, by what each says in a topic.
 * While Kafka is away, nobody has a part for longer than {@link Participant#LEASE}.
 */
public final class SharedBudgets implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SharedBudgets.class);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofMillis(500);

    /** Whoever stops a hub has told how long that may take. */
    private static final Duration CLOSE_WITHIN = Duration.ofMillis(1500);

    private final SharedTopic topic;
    private final Producer<byte[], byte[]> producer;
    private final AccountBudgets budgets;
    private final Clock clock;
    private final Instant startedAt;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch joined = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "budgets");
    private volatile Consumer<byte[], byte[]> consumer;

    /** The same while it waits for what others say and may be woken. */
    private volatile Consumer<byte[], byte[]> following;

    private volatile Instant leaseUntil = Instant.MIN;
    private String told;

    private SharedBudgets(SharedTopic topic, Producer<byte[], byte[]> producer, AccountBudgets budgets, Clock clock) {
        this.topic = topic;
        this.producer = producer;
        this.budgets = budgets;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Returns at once: until this process has its parts, requests wait. The producer stays the caller's. */
    public static SharedBudgets start(
            KafkaClients clients,
            Topics topics,
            Producer<byte[], byte[]> producer,
            AccountBudgets budgets,
            Clock clock) {
        SharedBudgets shared = new SharedBudgets(BudgetTopic.of(clients, topics), producer, budgets, clock);
        if (!budgets.limited().isEmpty()) {
            budgets.close(clock.instant());
            budgets.limited().values().forEach(budget -> budget.onNews(shared::wake));
            shared.thread.setDaemon(true);
            shared.thread.start();
        }
        return shared;
    }

    /** Whether this process has been heard within some time, so that it may ask for parts; at once where nothing is limited. */
    public boolean awaitJoined(Duration within) throws InterruptedException {
        return budgets.limited().isEmpty() || joined.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Why this process can ask its accounts nothing; empty while all is well. */
    public Optional<String> trouble() {
        Instant now = clock.instant();
        boolean isWell = leaseUntil.isAfter(now)
                || budgets.limited().isEmpty()
                || startedAt.plus(BudgetLedger.SILENCE).isAfter(now);
        return isWell
                ? Optional.empty()
                : Optional.of("no requests to limited accounts: " + topic.name() + " cannot be written or read");
    }

    private void run() {
        try {
            while (stopping.getCount() > 0) {
                try {
                    share();
                } catch (WakeupException e) {
                    // only sent when stopping
                } catch (InterruptException e) {
                    throw e;
                } catch (KafkaException | IllegalStateException e) {
                    warn(e);
                    stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                } catch (RuntimeException e) {
                    LOG.error("the sharing of budgets broke and begins anew", e);
                    stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The log hears of the first of a row. */
    private void warn(RuntimeException e) {
        if (!String.valueOf(e.getMessage()).equals(told)) {
            LOG.warn("budgets cannot be shared: {}", e.getMessage());
            told = String.valueOf(e.getMessage());
        }
    }

    /** From reading all that was said until the end, or until something that was said is missing. */
    private void share() {
        consumer = topic.consumer();
        Participant participant = null;
        try {
            BudgetTopic.Loaded loaded = BudgetTopic.load(topic, consumer);
            String process = UUID.randomUUID().toString().substring(0, 13);
            participant = new Participant(process, loaded.ledger(), budgets.limited(), clock.instant());
            long next = loaded.next();
            following = consumer;
            while (stopping.getCount() > 0) {
                Instant now = clock.instant();
                participant.next(now).ifPresent(this::say);
                for (ConsumerRecord<byte[], byte[]> written : poll(Duration.between(now, participant.due(now)))) {
                    if (written.offset() != next) {
                        LOG.warn("statements of {} were gone before they were read", topic.name());
                        return;
                    }
                    next++;
                    read(participant, written);
                }
            }
        } finally {
            following = null;
            try {
                leave(participant);
            } finally {
                consumer.close(CloseOptions.timeout(CLOSE));
            }
        }
    }

    private Iterable<ConsumerRecord<byte[], byte[]>> poll(Duration wait) {
        try {
            return consumer.poll(wait);
        } catch (WakeupException e) {
            return List.of();
        }
    }

    /** This process has something to say, or may have. */
    private void wake() {
        Consumer<byte[], byte[]> waiting = following;
        if (waiting != null) {
            waiting.wakeup();
        }
    }

    private void read(Participant participant, ConsumerRecord<byte[], byte[]> record) {
        Instant now = clock.instant();
        BudgetTopic.read(record)
                .ifPresent(each -> participant.read(each.statement(), each.offset(), each.written(), now));
        leaseUntil = participant.leaseUntil();
        if (leaseUntil.isAfter(now)) {
            told = null;
            joined.countDown();
        }
    }

    private void say(Statement statement) {
        producer.send(BudgetTopic.record(topic.name(), statement));
    }

    /** Whoever is there gets the parts at once. Where that cannot be told, they get them later. */
    private void leave(Participant participant) {
        leaseUntil = Instant.MIN;
        if (participant == null) {
            return;
        }
        try {
            producer.send(BudgetTopic.record(topic.name(), participant.leave(clock.instant())))
                    .get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.debug("the budgets' parts could not be given back: {}", e.getMessage());
        }
    }

    /** Gives everything back; whatever asks the accounts has ended before. */
    @Override
    public void close() {
        stopping.countDown();
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            if (thread.isAlive()) {
                thread.join(CLOSE_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
