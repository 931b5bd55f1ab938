package io.crossdock.hub.sync;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.ItemQuota;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.PriceGuard;
import java.time.Instant;
import java.util.Comparator;

/** All that is known of one item on one channel; mutable, owned by its {@link OfferQueue}. */
final class Item {

    /** Decreases before all else, what is only told again behind all else, then the oldest change; the arrival makes it an order. */
    static final Comparator<Item> URGENCY = Comparator.<Item>comparingInt(item -> item.urgency)
            .thenComparing(item -> item.since)
            .thenComparingLong(item -> item.arrival);

    static final Comparator<Item> DUE =
            Comparator.<Item, Instant>comparing(Item::due).thenComparingLong(item -> item.arrival);

    final Sku sku;
    final int partition;
    final long arrival;
    final Part<Long, Long> quantity = new Part<>((shown, wanted) -> false);
    final Part<Money, Recency> price;

    /** When what is due now began to be due; null while nothing is. */
    Instant since;

    /** Not to be sent before; null where at once. */
    Instant notBefore;

    /** Not to be sent before, since the system limits how often it is; null where at once. */
    Instant quotaUntil;

    /** What is used of its quota; null where nothing is, or nothing limits it. */
    ItemQuota.Spent spent;

    /** When the newest record of its availability or prices was written to Kafka; milliseconds of the epoch. */
    long recordedMillis;

    /** Its last attempt got no answer; it is remembered though nothing is wanted of it. */
    boolean unanswered;

    /** Once the request on its way succeeds, the item is not to be in another one before; null where at once. */
    Instant repeatNotBefore;

    /** What the channel accepted of it and works on; null where there is nothing. */
    Acceptance acceptance;

    /** No receipt tells of what the channel accepted. */
    boolean hasUnwrittenTicket;

    int attempts;

    /** Was in a request that was refused as a whole; sent alone, so that it cannot spoil the others again. */
    boolean alone;

    private int urgency;

    Item(Sku sku, int partition, long arrival, PriceGuard guard) {
        this.price = new Part<>(guard::holds);
        this.sku = sku;
        this.partition = partition;
        this.arrival = arrival;
    }

    /** When it is to be sent; null where at once. */
    Instant due() {
        boolean isQuotaLater = notBefore == null || (quotaUntil != null && quotaUntil.isAfter(notBefore));
        return isQuotaLater ? quotaUntil : notBefore;
    }

    boolean needsWrite() {
        return quantity.needsWrite() || price.needsWrite();
    }

    boolean isRefused() {
        return !needsWrite() && (quantity.isRefused() || price.isRefused());
    }

    /** Whether the channel confirmed something of it. */
    boolean isShown() {
        return quantity.confirmed() != null || price.confirmed() != null;
    }

    boolean isEmpty() {
        return quantity.isEmpty() && price.isEmpty() && !unanswered;
    }

    /** The channel accepted what the attempt carried, instead of what it accepted before. */
    void accept(Acceptance next) {
        settled();
        acceptance = next;
        hasUnwrittenTicket = false;
        accept(quantity, next.attempt().quantity());
        accept(price, next.attempt().price());
    }

    private static <T, V extends Comparable<V>> void accept(Part<T, V> part, Wanted<T, V> sent) {
        if (sent != null) {
            part.accept(sent);
        } else if (part.accepted() != null) {
            part.endAccepted();
            part.doubt();
        }
    }

    /** Whether the attempt is what the channel accepted and works on. */
    boolean isAccepted(Attempt attempt) {
        return acceptance != null && acceptance.isOf(attempt);
    }

    /** What was accepted has its result, or nobody knows of it any more. */
    void endAcceptance() {
        acceptance = null;
        hasUnwrittenTicket = false;
        quantity.endAccepted();
        price.endAccepted();
    }

    /** Its receipt is durable. */
    void settled() {
        attempts = 0;
        since = null;
        notBefore = repeatNotBefore;
        unanswered = false;
        alone = false;
    }

    /**
     * Whether its channel may have been told something since then that has no receipt: it changed, or was still to be
     * told of a change before.
     */
    boolean isSuspect(Instant since) {
        return (recordedMillis >= since.toEpochMilli() || needsWrite()) && (quantity.wentOn() || price.wentOn());
    }

    /** Whether nobody knows what the channel shows, and a receipt of something older is all that the next owner finds. */
    boolean isDoubtful() {
        return hasUnwrittenTicket || quantity.isDoubtful() || price.isDoubtful();
    }

    /** Whether a request that goes out now leaves the same behind, until it is answered. */
    boolean tellsChange() {
        return quantity.tellsChange() || price.tellsChange();
    }

    /** What was confirmed before that time is due once more, and what was refused if so wished. */
    void resync(Instant before, boolean refused) {
        quantity.resync(before, refused);
        price.resync(before, refused);
    }

    void suspect() {
        quantity.suspect();
        price.suspect();
    }

    /** Its last attempt got no answer and may be applied until then. */
    void waitUntil(Instant settledAt) {
        unanswered = true;
        waitAtLeastUntil(settledAt);
    }

    /** It may have to wait longer for something else. */
    void waitAtLeastUntil(Instant time) {
        if (notBefore == null || notBefore.isBefore(time)) {
            notBefore = time;
        }
    }

    /** Whether the channel has confirmed or accepted something newer than the attempt carries. */
    boolean isPast(Attempt attempt) {
        return quantity.isPast(attempt.quantity()) || price.isPast(attempt.price());
    }

    /** What the attempt carried may have arrived or not. */
    void doubt(Attempt attempt) {
        if (attempt.quantity() != null) {
            quantity.doubt();
        }
        if (attempt.price() != null) {
            price.doubt();
        }
    }

    /** What the attempt carried is given up until something newer is wanted. */
    void park(Attempt attempt) {
        alone = false;
        if (attempt.quantity() != null) {
            quantity.refuse(attempt.quantity().version());
        }
        if (attempt.price() != null) {
            price.refuse(attempt.price().version());
        }
    }

    /** Fixes the place in the queue, as of now; an item must not be in a sorted set meanwhile. */
    void rank(Instant now) {
        if (!needsWrite()) {
            since = null;
            return;
        }
        if (since == null) {
            since = earliest(committed(quantity), earliest(committed(price), now));
        }
        urgency = isDecrease() ? 0 : isResynced() ? 2 : 1;
    }

    /** Whether the channel is to show fewer pieces than it does, or nobody knows how many it does. */
    boolean isDecrease() {
        if (!quantity.needsWrite() || (quantity.confirmed() == null && quantity.accepted() == null)) {
            return false;
        }
        Long known = quantity.accepted() == null
                ? quantity.shown()
                : quantity.accepted().value();
        return known == null || quantity.wanted().value() < known;
    }

    /** Whether it is only told again. */
    boolean isResynced() {
        return (quantity.isResynced() || !quantity.needsWrite()) && (price.isResynced() || !price.needsWrite());
    }

    /** Since when it waits to be told; null where it does not, or is only told again. */
    Instant waitsSince() {
        return since == null || isResynced() ? null : since;
    }

    /** Since when the channel shows something wrong of it; null where it shows nothing, nothing is wrong, or nobody knows. */
    Instant wrongSince() {
        return earliest(quantity.wrongSince(), price.wrongSince());
    }

    private static Instant committed(Part<?, ?> part) {
        return part.needsWrite() ? part.due().committedAt() : null;
    }

    static Instant earliest(Instant known, Instant other) {
        return known == null || (other != null && known.isAfter(other)) ? other : known;
    }
}
