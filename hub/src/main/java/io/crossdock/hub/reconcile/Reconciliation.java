package io.crossdock.hub.reconcile;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.hub.budget.Pause;
import io.crossdock.hub.budget.RateBudget;
import io.crossdock.hub.encryption.Sealing;
import io.crossdock.hub.events.CloudEventHeaders;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.ingest.JournalHeaders;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.kafka.PipelinedSend;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.OrderListing.Listed;
import io.crossdock.spi.OrderListing.Page;
import io.crossdock.spi.OrderListing.Span;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Compares the orders that a channel's system lists for a span of time with its journal, and journals what is missing,
 * as any other inbound record. Page by page, so that memory and a restart cost no more than a page; what was journaled
 * once is found by the next comparison.
 *
 * @param orders the system's listing
 * @param translation the channel's own, so that both sides are compared by what they mean to us
 * @param sealing opens the journal and encrypts what is added to it
 * @param budget one permit a page
 */
public record Reconciliation(
        ChannelId channel,
        String system,
        Function<Span, Page> orders,
        Function<InboundRecord, List<CanonicalEvent>> translation,
        KafkaClients clients,
        Producer<byte[], byte[]> producer,
        Topics topics,
        Sealing sealing,
        RateBudget budget,
        Clock clock) {

    /** How much of the journal before the span is read: the system's clock is not ours. */
    private static final Duration SLACK = Duration.ofMinutes(10);

    /** As of what is sent to us; a journal must not refuse it, nor the dead letters. */
    private static final int GREATEST_ORDER_BYTES = 1024 * 1024;

    private static final int ATTEMPTS = 8;
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(2);

    /** A system that asks for more is asked again by the next comparison. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    /**
     * @param progress told after each page
     * @throws Failure why the system did not list its orders; what was found by then is journaled
     * @throws org.apache.kafka.common.KafkaException when Kafka did not take all of it
     * @throws InterruptedException when the pause says so
     */
    public Tally run(Instant from, Instant until, Scope scope, Pause pause, Consumer<Tally> progress)
            throws InterruptedException {
        Tally tally = compare(from, until, scope, true, pause, progress);
        PipelinedSend.all(producer, List.of(CloudEventHeaders.record(topics.reports(), event(tally))));
        return tally;
    }

    /** The same without writing anything. */
    public Tally dryRun(Instant from, Instant until, Scope scope, Pause pause, Consumer<Tally> progress)
            throws InterruptedException {
        return compare(from, until, scope, false, pause, progress);
    }

    /**
     * When the journal's oldest record came, which tells how far back it can be asked; empty while it has none.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not tell
     */
    public Optional<Instant> journalBegan() {
        try (JournalScan journal = scan(clock.instant())) {
            return journal.began();
        }
    }

    private JournalScan scan(Instant from) {
        String group = topics.group("reconcile", channel.value());
        return new JournalScan(
                clients.consumer(group, Map.of()), topics.journal(channel), channel, translation, sealing, from);
    }

    private Tally compare(
            Instant from, Instant until, Scope scope, boolean writes, Pause pause, Consumer<Tally> progress)
            throws InterruptedException {
        Tally tally = Tally.none(from, until);
        try (JournalScan journal = scan(from.minus(SLACK))) {
            Optional<String> next = Optional.empty();
            do {
                Span span = new Span(from, until, next);
                Page page = patiently(span, pause);
                tally = take(page, journal.upToDate(), scope, writes, tally);
                progress.accept(tally);
                if (page.next().isPresent() && page.next().equals(next)) {
                    throw Failure.malformed(system, "orders", "", "the next page is the page itself");
                }
                next = page.next();
            } while (next.isPresent());
        }
        return tally;
    }

    private Tally take(Page page, KnownStates known, Scope scope, boolean writes, Tally tally) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        long finished = 0;
        String tooLarge = null;
        for (Listed order : page.orders()) {
            InboundRecord inbound = inbound(order);
            Optional<List<CanonicalEvent>> events = translated(inbound);
            if (isKnown(inbound, events, known)) {
                continue;
            }
            if (scope == Scope.OPEN
                    && !order.isOpen()
                    && !events.map(known::holdsOrder).orElse(false)) {
                finished++;
                continue;
            }
            remember(inbound, events, known);
            missing.add(order.ownId());
            if (order.body().length > GREATEST_ORDER_BYTES) {
                tooLarge = order.ownId();
            } else {
                records.add(journaled(inbound));
            }
        }
        if (writes) {
            PipelinedSend.all(producer, records);
        }
        return tally.plus(page.orders().size(), missing, finished, tooLarge);
    }

    /** Empty where it waits in the dead letters, or will. */
    private Optional<List<CanonicalEvent>> translated(InboundRecord inbound) {
        try {
            return Optional.of(translation.apply(inbound));
        } catch (Failure untranslatable) {
            return Optional.empty();
        }
    }

    private static boolean isKnown(InboundRecord inbound, Optional<List<CanonicalEvent>> events, KnownStates known) {
        // A buyer who was forgotten is not to come back from the system's list.
        return known.holdsForgotten(inbound.key())
                || events.map(known::holds).orElseGet(() -> known.holdsUntranslatable(inbound.key()));
    }

    /** What is missing is known from then on: a list may hold an order twice. */
    private static void remember(InboundRecord inbound, Optional<List<CanonicalEvent>> events, KnownStates known) {
        events.ifPresentOrElse(known::add, () -> known.addUntranslatable(inbound.key()));
    }

    private Page patiently(Span span, Pause pause) throws InterruptedException {
        Duration backoff = FIRST_BACKOFF;
        for (int attempt = 1; ; attempt++) {
            budget.await(pause, clock);
            try {
                return orders.apply(span);
            } catch (Failure failure) {
                Duration wait = failure.retryAfter().orElse(backoff);
                budget.heard(failure, clock.instant());
                if (!failure.kind().isTransient() || attempt == ATTEMPTS || wait.compareTo(LONGEST_WAIT) > 0) {
                    throw failure;
                }
                pause.of(wait);
                backoff = backoff.multipliedBy(2);
            }
        }
    }

    private InboundRecord inbound(Listed order) {
        return new InboundRecord(
                channel,
                order.id(),
                order.kind(),
                order.ownId(),
                "application/json",
                order.body(),
                clock.instant(),
                null);
    }

    private ProducerRecord<byte[], byte[]> journaled(InboundRecord inbound) {
        Sealing.Body body = sealing.seal(inbound);
        return new ProducerRecord<>(
                topics.journal(channel),
                null,
                null,
                inbound.key().getBytes(StandardCharsets.UTF_8),
                body.bytes(),
                JournalHeaders.of(inbound, body.keyId()));
    }

    private CanonicalEvent event(Tally tally) {
        Instant now = clock.instant();
        String source = "/hub/reconcile";
        String fact = channel + "@" + tally.from() + "/" + tally.until() + "@" + now;
        return new CanonicalEvent(
                CanonicalEvent.idOf(source, EventType.CHANNEL_RECONCILED, fact),
                source,
                now,
                null,
                null,
                null,
                0,
                tally.event(channel));
    }
}
