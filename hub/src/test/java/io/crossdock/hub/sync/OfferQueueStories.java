package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Ticket;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** A channel's queue, and what stories about it say. */
abstract class OfferQueueStories {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    static final Duration WITHIN = Duration.ofSeconds(20);
    static final Sku A = new Sku("A");
    static final Sku B = new Sku("B");
    static final Sku C = new Sku("C");

    final OfferQueue queue = new OfferQueue(
            new ChannelId("acme-eu"),
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(60), new Random(1)),
            PriceGuard.NONE);

    void want(Sku sku, long quantity, long version) {
        want(sku, quantity, version, NOW);
    }

    void want(Sku sku, long quantity, long version, Instant committedAt) {
        queue.wantQuantity(0, sku, new Wanted<>(quantity, version, committedAt, null), NOW);
    }

    void shows(Sku sku, long quantity, long version) {
        queue.confirm(0, sku, new Receipt(new Confirmed<>(quantity, version, null, NOW), null), NOW);
    }

    static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    Attempt takeOne() {
        List<Attempt> taken = queue.take(1, NOW);
        assertThat(taken).hasSize(1);
        return taken.get(0);
    }

    void confirm(Attempt attempt, Instant at) {
        queue.settled(attempt, queue.receipt(attempt, at), at);
    }

    Acceptance accept(Attempt attempt, boolean overtakable, Instant at) {
        Ticket ticket = new Ticket("import-1", Duration.ofSeconds(2), WITHIN, overtakable);
        Acceptance acceptance = Acceptance.of(attempt, ticket, at);
        queue.accepted(acceptance, at);
        return acceptance;
    }

    static Instant after(int seconds) {
        return NOW.plusSeconds(seconds);
    }

    static Failure failure(Failure.Kind kind) {
        return switch (kind) {
            case MALFORMED -> Failure.malformed("acme", "push", "A", "x");
            case UNMAPPABLE -> Failure.unmappable("acme", "push", "A", "x");
            case REJECTED -> Failure.rejected("acme", "push", "A", "x");
            case UNAUTHORIZED -> Failure.unauthorized("acme", "push", "x");
            case THROTTLED -> Failure.throttled("acme", "push", null);
            case UNAVAILABLE -> Failure.unavailable("acme", "push", "x", null);
            case STALE -> Failure.stale("acme", "push", "A", "x");
        };
    }

    List<Sku> order() {
        return queue.take(100, NOW).stream()
                .map(attempt -> attempt.offer().sku())
                .toList();
    }
}
