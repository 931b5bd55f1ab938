package io.crossdock.hub.writeback;

import io.crossdock.hub.sync.Backoff;
import io.crossdock.hub.writeback.EntryState.Phase;
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
    private static final int ASKED_AT_ONCE = 1000;

    private final OrderReading reading;
    private final OrderEntering entering;
    private final EntryStates states;
    private final EntryWriter writer;
    private final Backoff pauses;
    private final Clock clock;
    private Instant heldUntil = Instant.MIN;
    private int failures;
    private String held;
    private Instant askedAt = Instant.MIN;
    private int askedFrom;
    private String unanswered;

    EntryRounds(
            OrderReading reading,
            OrderEntering entering,
            EntryStates states,
            EntryWriter writer,
            Backoff pauses,
            Clock clock) {
        this.reading = reading;
        this.entering = entering;
        this.states = states;
        this.writer = writer;
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
    }

    /** Why no order is entered now, or nothing heard of those that were. */
    Optional<String> trouble() {
        return Optional.ofNullable(held == null ? unanswered : held);
    }

    private void take(List<ConsumerRecord<byte[], byte[]>> batch) {
        int handled = 0;
        Failure failed = null;
        try {
            entering.finish();
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                entering.handle(reading.order(record));
                handled++;
            }
        } catch (Failure failure) {
            failed = failure;
        }
        writer.await();
        reading.handled(batch, handled);
        if (failed != null) {
            failures = handled > 0 ? 1 : failures + 1;
            held = failed.getMessage();
            heldUntil = clock.instant().plus(failed.retryAfter().orElse(pauses.after(failures)));
        } else if (!batch.isEmpty()) {
            failures = 0;
            held = null;
        }
    }

    /** Some of those that are open, in turn. */
    private void ask() {
        askedAt = clock.instant();
        List<String> open = states.all().entrySet().stream()
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
