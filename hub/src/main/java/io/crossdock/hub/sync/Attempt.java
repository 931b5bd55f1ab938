package io.crossdock.hub.sync;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.Money;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.HeldBack;
import io.crossdock.spi.Offer;
import java.time.Instant;

/**
 * An offer on its way, with the versions that it carries.
 *
 * @param quantity null where the offer has none
 * @param price null where the offer has none
 * @param wrongSince since when the channel shows something wrong of the item; null where it shows nothing of it yet, where
 *     nothing is wrong, or where nobody knows
 */
record Attempt(
        int partition, Offer offer, Wanted<Long, Long> quantity, Wanted<Money, Recency> price, Instant wrongSince) {

    static Attempt of(ChannelId channel, Item item) {
        Instant wrongSince = item.wrongSince();
        Wanted<Long, Long> quantity = item.quantity.isToTell() ? item.quantity.take() : null;
        Wanted<Money, Recency> price = item.price.isToTell() ? item.price.take() : null;
        Long shown = quantity == null ? null : item.quantity.shown();
        String content = item.sku + "\n" + text(quantity, item.quantity) + "\n" + shown + "\n" + text(price, item.price)
                + held(item, quantity);
        Offer offer = new Offer(
                item.sku,
                quantity == null ? null : quantity.value(),
                shown,
                price == null ? null : price.value(),
                CanonicalEvent.idOf("/channels/" + channel, EventType.RECEIPT_ISSUED, content));
        return new Attempt(item.partition, offer, quantity, price, wrongSince);
    }

    /** What is held back comes and goes at one version: the same quantity later is another offer. */
    private static String held(Item item, Wanted<Long, Long> quantity) {
        Confirmed<Long, Long> confirmed = item.quantity.confirmed();
        HeldBack before = confirmed == null ? HeldBack.NONE : confirmed.held();
        boolean isPlain = quantity == null || (quantity.held().pieces() == 0 && before.pieces() == 0);
        return isPlain ? "" : "\n" + quantity.held() + "\n" + before;
    }

    /**
     * What is confirmed until then makes it another offer: a system that answers a repeated key with its earlier answer
     * must not take what has drifted for the second time for what it put right the first time.
     */
    private static String text(Wanted<?, ?> wanted, Part<?, ?> part) {
        Instant after = part.confirmed() == null ? null : part.confirmed().confirmedAt();
        return wanted == null ? "" : wanted.value() + "@" + wanted.version() + " after " + after;
    }

    /** The oldest of its causes' commits; null where unknown. */
    Commit commit() {
        return Commit.earliest(quantity == null ? null : quantity.commit(), price == null ? null : price.commit());
    }

    /** When that was; null where unknown. */
    Instant committedAt() {
        Commit oldest = commit();
        return oldest == null ? null : oldest.at();
    }

    String traceparent() {
        String trace = quantity == null ? null : quantity.traceparent();
        return trace == null && price != null ? price.traceparent() : trace;
    }
}
