package io.crossdock.hub.sync;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.ReceiptIssued.HeldBackPieces;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.ItemQuota;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.HeldBack;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * What a channel confirmed of an item, both parts, and what it has only accepted.
 *
 * @param quantity null until one was confirmed
 * @param price null until one was confirmed
 * @param acceptance null where nothing is without a result
 * @param spent what is used of the item's quota; null where nothing limits its writes
 */
record Receipt(
        Confirmed<Long, Long> quantity, Confirmed<Money, Recency> price, Acceptance acceptance, ItemQuota.Spent spent) {

    /** Of a channel that works on nothing and limits nothing. */
    Receipt(Confirmed<Long, Long> quantity, Confirmed<Money, Recency> price) {
        this(quantity, price, null, null);
    }

    /**
     * @param item what was known before
     * @param decided whether nothing that was accepted before is without a result any more
     */
    static Receipt of(Attempt attempt, Item item, boolean decided, Instant confirmedAt) {
        Acceptance open = item.acceptance;
        Instant acceptedAt = open != null && open.isOf(attempt) ? open.at() : null;
        return new Receipt(
                merged(attempt.quantity(), item.quantity.confirmed(), confirmedAt, acceptedAt),
                merged(attempt.price(), item.price.confirmed(), confirmedAt, acceptedAt),
                decided ? null : open,
                item.spent);
    }

    /** @param item what was known before */
    static Receipt of(Acceptance acceptance, Item item) {
        return new Receipt(item.quantity.confirmed(), item.price.confirmed(), acceptance, item.spent);
    }

    private static <T, V extends Comparable<V>> Confirmed<T, V> merged(
            Wanted<T, V> sent, Confirmed<T, V> before, Instant confirmedAt, Instant acceptedAt) {
        if (sent == null) {
            return before;
        }
        return before == null
                ? new Confirmed<>(
                        sent.value(),
                        sent.version(),
                        sent.committedAt(),
                        confirmedAt,
                        null,
                        null,
                        sent.held(),
                        acceptedAt)
                : before.then(sent, confirmedAt, acceptedAt);
    }

    /** @param partition of the item */
    static Receipt read(int partition, ReceiptIssued event) {
        var quantity = event.quantity();
        var price = event.price();
        return new Receipt(
                quantity == null
                        ? null
                        : new Confirmed<>(
                                quantity.value().longValue(),
                                quantity.version(),
                                quantity.committedAt(),
                                quantity.confirmedAt(),
                                quantity.before() == null
                                        ? null
                                        : quantity.before().longValue(),
                                quantity.doubtedAt(),
                                held(quantity.heldBack()),
                                quantity.acceptedAt()),
                price == null
                        ? null
                        : new Confirmed<>(
                                price.value(),
                                Recency.of(new Sequence(price.version())),
                                price.committedAt(),
                                price.confirmedAt(),
                                price.before(),
                                price.doubtedAt(),
                                HeldBack.NONE,
                                price.acceptedAt()),
                event.accepted() == null ? null : AcceptanceText.read(partition, event),
                event.writes() == null
                        ? null
                        : new ItemQuota.Spent(
                                event.writes().used().doubleValue(),
                                event.writes().asOf()));
    }

    static HeldBack held(HeldBackPieces told) {
        return told == null
                ? HeldBack.NONE
                : new HeldBack(told.pieces(), told.perSecond().doubleValue(), Duration.ofMillis(told.lagMillis()));
    }

    static HeldBackPieces told(HeldBack held) {
        BigDecimal perSecond = BigDecimal.valueOf(held.perSecond()).setScale(6, RoundingMode.HALF_UP);
        return held.pieces() == 0
                ? null
                : new HeldBackPieces(held.pieces(), perSecond, held.lag().toMillis());
    }

    void applyTo(Item item) {
        if (quantity != null) {
            item.quantity.confirm(quantity);
        }
        if (price != null) {
            item.price.confirm(price);
        }
        if (spent != null && (item.spent == null || spent.asOf().isAfter(item.spent.asOf()))) {
            item.spent = spent;
        }
    }

    /** The same of a channel that cannot be asked what became of what it works on. */
    Receipt withoutAcceptance() {
        return new Receipt(quantity, price, null, spent);
    }

    /** Whether it says that what the item's channel worked on has its result. */
    boolean endsAcceptance(Item item) {
        return acceptance == null && item.acceptance != null && isAnsweredAfter(item.acceptance.at(), this);
    }

    /** Whether it says that the item's channel works on something that nobody here knew of, and that has no result. */
    boolean bringsAcceptance(Item item) {
        return acceptance != null
                && (item.acceptance == null || acceptance.at().isAfter(item.acceptance.at()))
                && !isAnsweredAfter(acceptance.at(), new Receipt(item.quantity.confirmed(), item.price.confirmed()));
    }

    private static boolean isAnsweredAfter(Instant at, Receipt receipt) {
        return (receipt.quantity() != null && receipt.quantity().confirmedAt().isAfter(at))
                || (receipt.price() != null && receipt.price().confirmedAt().isAfter(at));
    }

    ReceiptIssued event(ChannelId channel, Sku sku) {
        return new ReceiptIssued(
                channel,
                sku,
                quantity == null
                        ? null
                        : new ReceiptIssued.ConfirmedQuantity(
                                BigDecimal.valueOf(quantity.value()),
                                quantity.version(),
                                quantity.committedAt(),
                                quantity.confirmedAt(),
                                quantity.before() == null ? null : BigDecimal.valueOf(quantity.before()),
                                quantity.doubtedAt(),
                                told(quantity.held()),
                                quantity.acceptedAt()),
                price == null
                        ? null
                        : new ReceiptIssued.ConfirmedPrice(
                                price.value(),
                                price.version().sequence().value(),
                                price.committedAt(),
                                price.confirmedAt(),
                                price.before(),
                                price.doubtedAt(),
                                price.acceptedAt()),
                acceptance == null ? null : AcceptanceText.event(acceptance),
                spent == null
                        ? null
                        : new ReceiptIssued.UsedWrites(
                                BigDecimal.valueOf(spent.writes()).setScale(6, RoundingMode.HALF_UP), spent.asOf()));
    }
}
