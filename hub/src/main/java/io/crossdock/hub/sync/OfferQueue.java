package io.crossdock.hub.sync;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.ItemQuota;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.spi.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a channel still has to be told: per item only the newest wish, decreases first, then the oldest change, never two
 * requests an item at once, never a version below a confirmed one.
 *
 * <p>Pure and for one thread: time is passed in, nothing is sent from here.
 */
final class OfferQueue {

    private final ChannelId channel;
    private final Retries retries;
    private final Items items;
    private final InFlight inFlight = new InFlight();
    private final Asking asking = new Asking();
    private final Turns turns;
    private final Doubts doubts = new Doubts();
    private Duration gap = Duration.ZERO;

    /** @param guard holds prices that move too far */
    OfferQueue(ChannelId channel, Backoff backoff, PriceGuard guard) {
        this(channel, backoff, guard, new Brake(Optional.empty()));
    }

    /** @param brake holds changes of a kind that are unusually many */
    OfferQueue(ChannelId channel, Backoff backoff, PriceGuard guard, Brake brake) {
        this.channel = channel;
        this.retries = new Retries(backoff);
        this.items = new Items(guard);
        this.turns = new Turns(brake, sku -> inFlight.holds(sku) || asking.fences(sku));
    }

    /** An item waits so long after a request that it was in before it may be in another one. */
    void repeatsAfter(Duration gap) {
        this.gap = gap;
    }

    /** @param quota how often one item may be in a request; null for no limit */
    void limitItems(ItemQuota quota) {
        turns.limitItems(quota);
    }

    /** Has the brake judge anew what waits, before a batch is taken; whether it let go of something by that. */
    boolean brake(Instant now) {
        Set<Item> judged = turns.judge(now);
        judged.forEach(item -> change(item.partition, item.sku, now, same -> {}));
        return judged.stream().anyMatch(item -> item.since != null && !turns.isBraked(item));
    }

    /** Somebody lets through what the brake holds. */
    void letThrough() {
        turns.release();
    }

    /** Items that the brake holds. */
    int braked() {
        return turns.braked();
    }

    /** Since when the brake holds what. */
    Brake.Holds brakeHolds() {
        return turns.brakeHolds();
    }

    /** What the brake holds, in words; empty where it holds nothing. */
    Optional<String> brakeTold() {
        return turns.brakeTold();
    }

    /** Whether the channel has never confirmed anything, as far as is known. */
    boolean isNew() {
        return turns.shown() == 0;
    }

    void wantQuantity(int partition, Sku sku, Wanted<Long, Long> wanted, Instant now) {
        change(partition, sku, now, item -> item.quantity.want(wanted, false));
    }

    /** At that version of the availability the channel changed the quantity that it shows by itself, as by a sale. */
    void touchQuantity(int partition, Sku sku, long version, Instant now) {
        change(partition, sku, now, item -> item.quantity.touch(version));
    }

    /** The item's availability was deleted: nothing to offer any more. */
    void wantNoQuantity(int partition, Sku sku, Instant now) {
        change(partition, sku, now, item -> item.quantity.wantNothing());
    }

    /** @param isBeyond whether it is beyond the limits of the item's prices, so that it is held */
    void wantPrice(int partition, Sku sku, Wanted<Money, Recency> wanted, boolean isBeyond, Instant now) {
        change(partition, sku, now, item -> item.price.want(wanted, isBeyond));
    }

    /** Somebody lets a price go that moves too far. */
    void releasePrice(int partition, Sku sku, Confirmed<Money, Recency> released, Instant now) {
        change(partition, sku, now, item -> item.price.release(released));
    }

    /** As of a version the item has no price on the channel's list; the channel keeps what it shows. */
    void wantNoPrice(int partition, Sku sku, Recency version, Instant now) {
        change(partition, sku, now, item -> item.price.wantNothing(version));
    }

    /** The item's prices were deleted; the channel keeps what it shows. */
    void wantNoPrice(int partition, Sku sku, Instant now) {
        change(partition, sku, now, item -> item.price.wantNothing());
    }

    /** A receipt, read back or just written. Older ones than known are ignored. */
    void confirm(int partition, Sku sku, Receipt receipt, Instant now) {
        change(partition, sku, now, item -> {
            receipt.applyTo(item);
            if (receipt.endsAcceptance(item)) {
                endAcceptance(item);
            } else if (receipt.bringsAcceptance(item)) {
                item.accept(receipt.acceptance());
                asking.begin(receipt.acceptance(), now);
            }
        });
    }

    /** The item's receipt was deleted: it is offered anew. */
    void forgetReceipt(int partition, Sku sku, Instant now) {
        change(partition, sku, now, item -> {
            endAcceptance(item);
            item.quantity.forgetConfirmed();
            item.price.forgetConfirmed();
        });
    }

    /** What the channel confirmed before that time is offered again, behind everything else; what it refused, too or not. */
    void resync(Instant before, boolean refused, Instant now) {
        items().toList().forEach(item -> change(item.partition, item.sku, now, same -> same.resync(before, refused)));
    }

    /** The partition has another owner; what is in flight stays known until it is settled. */
    void drop(int partition) {
        for (Item item : items.drop(partition)) {
            turns.lift(item);
            doubts.drop(item);
            asking.end(item.sku);
        }
    }

    /** The next batch; its items are in flight until each was settled by {@link #settled} or {@link #failed}. */
    List<Attempt> take(int most, Instant now) {
        List<Item> taken = turns.take(most, now);
        List<Attempt> attempts = new ArrayList<>(taken.size());
        for (Item item : taken) {
            item.repeatNotBefore = gap.isZero() ? null : now.plus(gap);
            doubts.sends(item);
            Attempt attempt = Attempt.of(channel, item);
            inFlight.begin(attempt);
            attempts.add(attempt);
        }
        return attempts;
    }

    /**
     * The receipt that an attempt earned, with what the item's other part had confirmed before; null where the item's
     * partition has another owner by now, who knows that better, or had one who told the channel something newer.
     */
    Receipt receipt(Attempt attempt, Instant confirmedAt) {
        Item item = item(attempt);
        return item == null || item.isPast(attempt)
                ? null
                : Receipt.of(attempt, item, isDecided(item, attempt), confirmedAt);
    }

    /** Whether an answer to the attempt leaves nothing to ask about: it is what was accepted, or came after it. */
    private boolean isDecided(Item item, Attempt attempt) {
        boolean isNewer = inFlight.holds(attempt) && !item.isPast(attempt);
        return item.acceptance == null || item.isAccepted(attempt) || isNewer;
    }

    /** The receipt of an acceptance; null where a newer one was confirmed meanwhile, or by another owner. */
    Receipt receipt(Acceptance acceptance) {
        Item item = item(acceptance.attempt());
        return item == null || item.isPast(acceptance.attempt()) ? null : Receipt.of(acceptance, item);
    }

    /** The channel accepted an attempt, and is to be asked what became of it. */
    void accepted(Acceptance acceptance, Instant now) {
        arrived(acceptance.attempt());
        changeIfKnown(acceptance.attempt(), now, item -> {
            item.accept(acceptance);
            asking.begin(acceptance, now);
        });
    }

    /** The same, and no receipt holds the ticket: whoever owns the channel next will not know whom to ask. */
    void acceptedUnwritten(Acceptance acceptance, Instant now) {
        accepted(acceptance, now);
        changeIfKnown(acceptance.attempt(), now, item -> item.hasUnwrittenTicket = true);
    }

    /** Accepted offers without a result, and when the channel is to be asked about them. */
    Asking asking() {
        return asking;
    }

    /** Whether a newer offer is on its way, which carries all that has no result yet. */
    boolean isBeingOvertaken(Acceptance acceptance) {
        return inFlight.holds(acceptance.attempt().offer().sku());
    }

    /** The channel works on it still, or could not be asked, or a newer one is on its way; false where its time is over. */
    boolean askAgain(Acceptance acceptance, Instant now) {
        return asking.again(acceptance, isBeingOvertaken(acceptance), now);
    }

    /** The answer is known, or that there is none; whether it was on its way: one of something accepted was not. */
    private boolean arrived(Attempt attempt) {
        boolean wasOnItsWay = inFlight.end(attempt);
        if (wasOnItsWay) {
            doubts.answered(attempt);
        }
        return wasOnItsWay;
    }

    private void endAcceptance(Item item) {
        asking.end(item.sku);
        item.endAcceptance();
    }

    /**
     * The receipt of an attempt is durable.
     *
     * @param receipt null where there is none to write
     */
    void settled(Attempt attempt, Receipt receipt, Instant now) {
        Item known = item(attempt);
        boolean isDecided = known != null && isDecided(known, attempt);
        boolean wasOnItsWay = arrived(attempt);
        changeIfKnown(attempt, now, item -> {
            if (isDecided && !item.isAccepted(attempt)) {
                // It is newer than what was accepted, and than all that was sent since: nothing of that is in doubt.
                endAcceptance(item);
            }
            if (receipt != null) {
                receipt.applyTo(item);
            } else {
                // An answer that comes so late may be of a request that was applied after the newer one.
                item.doubt(attempt);
            }
            if (isDecided) {
                endAcceptance(item);
            }
            if (wasOnItsWay || !isNewerOpen(item)) {
                item.settled();
            }
        });
    }

    /** Whether something newer than what the item's channel accepted is on its way, or got no answer. */
    private boolean isNewerOpen(Item item) {
        return item.unanswered || inFlight.holds(item.sku);
    }

    /**
     * An attempt failed.
     *
     * @param whole the request failed as a whole, so that the failure need not be this item's
     * @param batch how many items the request had
     * @return whether the item is given up until a newer version is wanted
     */
    boolean failed(Attempt attempt, Failure failure, boolean whole, int batch, Instant now) {
        arrived(attempt);
        changeIfKnown(attempt, now, item -> {
            if (item.isAccepted(attempt)) {
                endAcceptance(item);
            }
            retries.failed(item, attempt, failure, whole, batch, now);
        });
        return Retries.parks(failure, whole, batch);
    }

    /** A failed attempt got no answer: the channel may still apply it until then, and its item gets no other request. */
    void unanswered(Attempt attempt, Instant settledAt, Instant now) {
        inFlight.unanswered(settledAt);
        changeIfKnown(attempt, now, item -> item.waitUntil(settledAt));
    }

    /** When all that was sent is settled, see {@link InFlight#settledAt}. */
    Instant settledAt(Duration settles, Instant now) {
        return inFlight.settledAt(settles, now);
    }

    /** Since when the next owner has to {@link #suspect}; empty where it need not. */
    Optional<Instant> unknownSince() {
        return doubts.since();
    }

    /** The owner before may have sent what nobody knows of: what was recorded since then, or was to be told, is unsure. */
    void suspect(Instant since, Instant now) {
        List<Item> suspects = items().filter(item -> item.isSuspect(since)).toList();
        suspects.forEach(item -> change(item.partition, item.sku, now, Item::suspect));
    }

    /** All that is known, in no order. */
    Stream<Item> items() {
        return items.all();
    }

    /** When the next item may be taken: now, later, or null when there is none. */
    Instant nextDue(Instant now) {
        return turns.nextDue(now);
    }

    /** Items to be told to the channel, without those in flight. */
    int pending() {
        return turns.pending();
    }

    /**
     * Since when what was to be told waits, of what is not only told again; null where nothing does.
     *
     * @param all also what waits for its own next attempt
     */
    Instant waitsSince(boolean all) {
        return turns.waitsSince(all);
    }

    /** Since when each item waits whose offer was accepted and has no result, or what is stuck behind it. */
    Stream<Instant> acceptedSince() {
        return asking.all()
                .map(attempt ->
                        Item.earliest(attempt.committedAt(), item(attempt).waitsSince()))
                .filter(Objects::nonNull);
    }

    /** Since when the channel shows something wrong of each item that waits to be told or is on its way. */
    Stream<Instant> wrongSince() {
        return Stream.of(turns.wrongSince(), inFlight.wrongSince(), asking.wrongSince())
                .flatMap(since -> since);
    }

    int inFlight() {
        return inFlight.size();
    }

    /** Items that the channel refused, until something newer is wanted. */
    long parked() {
        return turns.parked();
    }

    /** Items whose price is held, since it moves too far or is beyond its limits. */
    long held() {
        return turns.held();
    }

    Optional<Item> item(int partition, Sku sku) {
        return items.find(partition, sku);
    }

    Collection<Item> items(int partition) {
        return items.of(partition);
    }

    private Item item(Attempt attempt) {
        return item(attempt.partition(), attempt.offer().sku()).orElse(null);
    }

    private void changeIfKnown(Attempt attempt, Instant now, Consumer<Item> change) {
        if (item(attempt) != null) {
            change(attempt.partition(), attempt.offer().sku(), now, change);
        }
    }

    private void change(int partition, Sku sku, Instant now, Consumer<Item> change) {
        Item item = items.get(partition, sku);
        turns.lift(item);
        change.accept(item);
        doubts.look(item);
        if (item.isEmpty()) {
            items.remove(item);
        } else {
            turns.place(item, now);
        }
    }
}
