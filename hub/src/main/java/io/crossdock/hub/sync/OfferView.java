package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.ItemQuota;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.HeldBack;
import io.crossdock.hub.sync.OfferStanding.Side;
import io.crossdock.hub.sync.OfferStanding.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How a channel's offers stand, for whoever looks from outside: the records of the topics go through the very code that
 * the sync runs by. What is in flight, and what the channel refused, only the sync's own process knows.
 */
public final class OfferView {

    private final OfferQueue queue;
    private final Feed feed;
    private final ItemQuota quota;
    private final Instant now;

    public OfferView(SyncSettings settings) {
        this(settings, Clock.systemUTC().instant());
    }

    /** @param now as of which is told what is wanted */
    public OfferView(SyncSettings settings, Instant now) {
        this.now = now;
        Backoff never = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new Random(0));
        this.queue =
                new OfferQueue(settings.channel().id(), never, settings.price().guard());
        this.quota = settings.perItem();
        this.queue.limitItems(quota);
        this.feed = new Feed(settings, queue);
    }

    /** The topics that it wants to see the records of. */
    public List<String> topics() {
        return feed.topics();
    }

    public void accept(ConsumerRecord<byte[], byte[]> consumed) {
        feed.accept(consumed, now);
    }

    /** Forgets a partition. */
    public void drop(int partition) {
        feed.drop(partition);
    }

    public Optional<OfferStanding> of(int partition, Sku sku) {
        return queue.item(partition, sku).map(this::standing);
    }

    /** The items of a partition whose price is held, by SKU. */
    public List<OfferStanding> held(int partition) {
        return queue.items(partition).stream()
                .filter(item -> item.price.isHeld())
                .map(this::standing)
                .sorted((one, other) -> one.sku().compareTo(other.sku()))
                .toList();
    }

    private OfferStanding standing(Item item) {
        return new OfferStanding(
                item.sku,
                side(item.quantity, Object::toString),
                side(item.price, (Recency version) -> version.sequence().value()),
                item.quantity.wanted() == null
                        ? HeldBack.NONE
                        : item.quantity.wanted().held(),
                item.acceptance == null
                        ? null
                        : new OfferStanding.Accepted(
                                item.acceptance.ticket(),
                                item.acceptance.at(),
                                item.acceptance.until(),
                                item.acceptance.isOvertakable()),
                quota == null
                        ? null
                        : new OfferStanding.Quota(
                                quota.toString(),
                                (long) Math.ceil(quota.used(item.spent, now)),
                                (long) quota.atOnce(),
                                item.quotaUntil));
    }

    private static <T, V extends Comparable<V>> Side<T> side(Part<T, V> part, Function<V, String> version) {
        Wanted<T, V> wanted = part.wanted();
        Confirmed<T, V> confirmed = part.confirmed();
        return new Side<>(
                wanted == null ? null : wanted.value(),
                wanted == null ? null : version.apply(wanted.version()),
                wanted == null ? null : wanted.committedAt(),
                confirmed == null ? null : confirmed.value(),
                confirmed == null ? null : version.apply(confirmed.version()),
                confirmed == null ? null : confirmed.committedAt(),
                confirmed == null ? null : confirmed.confirmedAt(),
                state(part));
    }

    private static State state(Part<?, ?> part) {
        if (part.wanted() == null) {
            return State.UNWANTED;
        }
        if (part.isHeld()) {
            return part.isBeyond() ? State.BEYOND : State.HELD;
        }
        if (part.needsWrite()) {
            return State.WAITING;
        }
        return part.accepted() == null ? State.SHOWN : State.ACCEPTED;
    }
}
