package io.crossdock.hub.writeback;

import io.crossdock.hub.sync.Backoff;
import io.crossdock.hub.writeback.EntryState.Phase;
import io.crossdock.hub.writeback.OrdersAside.Aside;
import io.crossdock.spi.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Goes through the orders batch by batch, keeps their place only after every ack, waits while the ERP takes none, and asks
 * now and then what it rejected. For one thread.
 */
final class EntryRounds {

    private static final Duration ASK_EVERY = Duration.ofSeconds(5);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);
    private static final int ASKED_AT_ONCE = 1000;
    private static final int DOWN_AFTER = 2;

    private final OrderReading reading;
    private final OrderEntering entering;
    private final EntryStates states;
    private final EntryWriter writer;
    private final OrdersAside aside;
    private final Backoff pauses;
    private final Clock clock;
    private Instant heldUntil = Instant.MIN;
    private int failures;
    private int answers;
    private int doubts;
    private Failure doubt;
    private String held;
    private Instant askedAt = Instant.MIN;
    private Instant tidiedAt = Instant.MIN;
    private int askedFrom;
    private String unanswered;

    EntryRounds(
            OrderReading reading,
            OrderEntering entering,
            EntryStates states,
            EntryWriter writer,
            OrdersAside aside,
            Backoff pauses,
            Clock clock) {
        this.reading = reading;
        this.entering = entering;
        this.states = states;
        this.writer = writer;
        this.aside = aside;
        this.pauses = pauses;
        this.clock = clock;
    }

    /** @throws RuntimeException when Kafka fails; whoever begins anew begins at what was committed */
    void next() {
        if (clock.instant().isBefore(heldUntil)) {
            reading.pause();
        } else {
            take(reading.next());
        }
        if (!askedAt.isAfter(clock.instant().minus(ASK_EVERY))) {
            ask();
        }
        if (!tidiedAt.isAfter(clock.instant().minus(TIDY_EVERY))) {
            tidiedAt = clock.instant();
            entering.tidy();
            writer.await();
        }
    }

    /** Why no order is entered now, or nothing heard of those that were. */
    Optional<String> trouble() {
        return Optional.ofNullable(held == null ? unanswered : held);
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> batch) {
        int handled = 0;
        int doubtsBefore = doubts;
        answers = 0;
        Failure holding = null;
        try {
            entering.finish();
            // While the interface is down, one order tries whether it still is.
            while (handled < batch.size() && !(isDown() && doubts > doubtsBefore) && isTaken(batch.get(handled))) {
                handled++;
            }
            tryAgain(aside.hasRoom() && (doubts > doubtsBefore || answers > 0));
        } catch (Failure failure) {
            holding = failure;
        }
        writer.await();
        reading.handled(batch, handled, aside.records());
        if (holding != null) {
            failures = handled > 0 ? 1 : failures + 1;
            hold(holding);
        } else if (isDown()) {
            failures++;
            hold(doubt);
        } else if (!batch.isEmpty()) {
            failures = 0;
            held = doubt == null ? null : doubt.getMessage();
        }
    }

    private void hold(Failure failure) {
        held = failure.getMessage();
        heldUntil = clock.instant().plus(failure.retryAfter().orElse(pauses.after(failures)));
    }

    /** The interface failed at two orders or more in a row, and has taken none since. */
    private boolean isDown() {
        return doubts >= DOWN_AFTER;
    }

    /**
     * Whether it is done with or set aside; false where there is no more room for it.
     *
     * @throws Failure when no order can be entered now
     */
    private boolean isTaken(ConsumerRecord<byte[], byte[]> record) {
        OrderRecord order = reading.order(record);
        if (aside.has(order.order())) {
            aside.addBehind(order.order(), record);
            return true;
        }
        try {
            answered(entering.handle(order, false));
            return true;
        } catch (Failure failure) {
            if (!failure.isPerhapsOfTheRequest()) {
                throw failure;
            }
            doubts++;
            doubt = failure;
            if (aside.hasRoom()) {
                aside.add(order.order(), record, clock.instant());
                return true;
            }
            return false;
        }
    }

    private void answered(boolean isAnswered) {
        if (isAnswered) {
            aside.passed();
            answers++;
            doubts = 0;
            doubt = null;
            held = null;
        }
    }

    /**
     * While the interface is up, all whose time has come. While it is down, one, where no other order has tried whether it
     * still is.
     */
    private void tryAgain(boolean hasTried) {
        if (isDown()) {
            if (!hasTried) {
                aside.first().ifPresent(this::tryAgain);
            }
            return;
        }
        aside.due(clock.instant()).forEach(this::tryAgain);
    }

    private void tryAgain(Aside tried) {
        try {
            answered(entering.handle(reading.order(tried.record()), aside.isLastAttempt(tried)));
        } catch (Failure failure) {
            if (!failure.isPerhapsOfTheRequest()) {
                throw failure;
            }
            aside.failed(tried, clock.instant());
            return;
        }
        aside.done(tried);
    }

    /** Some of those that are open, in turn. */
    private void ask() {
        askedAt = clock.instant();
        List<String> open = states.all()
                .filter(each -> each.getValue().phase() == Phase.SENT)
                .map(Map.Entry::getKey)
                .toList();
        if (open.isEmpty()) {
            unanswered = null;
            return;
        }
        int from = askedFrom >= open.size() ? 0 : askedFrom;
        int to = Math.min(from + ASKED_AT_ONCE, open.size());
        try {
            entering.askFor(open.subList(from, to));
            askedFrom = to;
            unanswered = null;
        } catch (Failure failure) {
            unanswered = failure.getMessage();
        }
        writer.await();
    }
}
