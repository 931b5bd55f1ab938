package io.crossdock.hub.sync;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.ReceiptIssued.HeldBackPieces;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.HeldBack;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * What a channel confirmed of an item, both parts.
 *
 * @param quantity null until one was confirmed
 * @param price null until one was confirmed
 */
record Receipt(Confirmed<Long, Long> quantity, Confirmed<Money, Recency> price) {

    /** @param item what was known before */
    static Receipt of(Attempt attempt, Item item, Instant confirmedAt) {
        return new Receipt(
                merged(attempt.quantity(), item.quantity.confirmed(), confirmedAt),
                merged(attempt.price(), item.price.confirmed(), confirmedAt));
    }

    private static <T, V extends Comparable<V>> Confirmed<T, V> merged(
            Wanted<T, V> sent, Confirmed<T, V> before, Instant confirmedAt) {
        if (sent == null) {
            return before;
        }
        return before == null
                ? new Confirmed<>(
                        sent.value(), sent.version(), sent.committedAt(), confirmedAt, null, null, sent.held())
                : before.then(sent, confirmedAt);
    }

    static Receipt read(ReceiptIssued event) {
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
                                held(quantity.heldBack())),
                price == null
                        ? null
                        : new Confirmed<>(
                                price.value(),
                                Recency.of(new Sequence(price.version())),
                                price.committedAt(),
                                price.confirmedAt(),
                                price.before(),
                                price.doubtedAt()));
    }

    private static HeldBack held(HeldBackPieces told) {
        return told == null
                ? HeldBack.NONE
                : new HeldBack(told.pieces(), told.perSecond().doubleValue(), Duration.ofMillis(told.lagMillis()));
    }

    private static HeldBackPieces told(HeldBack held) {
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
                                told(quantity.held())),
                price == null
                        ? null
                        : new ReceiptIssued.ConfirmedPrice(
                                price.value(),
                                price.version().sequence().value(),
                                price.committedAt(),
                                price.confirmedAt(),
                                price.before(),
                                price.doubtedAt()));
    }
}
