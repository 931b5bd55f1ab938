package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import io.crossdock.hub.budget.ItemQuota;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whose turn it is: the items that the channel has to be told of, in their order, and how many are left out, and why. An
 * item is lifted before it changes and placed again afterwards. Time is passed in; for one thread.
 */
final class Turns {

    private final TreeSet<Item> ready = new TreeSet<>(Item.URGENCY);
    private final TreeSet<Item> waiting = new TreeSet<>(Item.DUE);
    private final Brake brake;
    private final Predicate<Sku> isOnItsWay;
    private ItemQuota quota;
    private long parked;
    private long held;
    private long shown;

    /** @param isOnItsWay whether an item is in a request and has no turn until that is settled */
    Turns(Brake brake, Predicate<Sku> isOnItsWay) {
        this.brake = brake;
        this.isOnItsWay = isOnItsWay;
    }

    /** @param limit how often one item may be sent; null for no limit */
    void limitItems(ItemQuota limit) {
        quota = limit;
    }

    void lift(Item item) {
        if (item.since != null) {
            ready.remove(item);
            if (item.due() != null) {
                waiting.remove(item);
            }
        }
        if (item.isRefused()) {
            parked--;
        }
        if (item.price.isHeld()) {
            held--;
        }
        if (item.isShown()) {
            shown--;
        }
        brake.gone(item);
    }

    void place(Item item, Instant now) {
        item.rank(now);
        if (item.isRefused()) {
            parked++;
        }
        if (item.price.isHeld()) {
            held++;
        }
        if (item.isShown()) {
            shown++;
        }
        item.quotaUntil =
                quota == null || item.since == null ? null : quota.notBefore(item.spent, item.isDecrease(), now);
        if (item.since == null || isOnItsWay.test(item.sku)) {
            return;
        }
        brake.waits(item);
        if (brake.holds(item)) {
            return;
        }
        if (item.due() == null) {
            ready.add(item);
        } else {
            waiting.add(item);
        }
    }

    /** The items of the next request; they have no turn until they are placed again. */
    List<Item> take(int most, Instant now) {
        wake(now);
        List<Item> taken = new ArrayList<>();
        Iterator<Item> candidates = ready.iterator();
        while (candidates.hasNext() && taken.size() < most) {
            Item item = candidates.next();
            if (!item.alone) {
                taken.add(item);
            } else if (taken.isEmpty()) {
                taken.add(item);
                break;
            }
        }
        for (Item item : taken) {
            ready.remove(item);
            brake.sent(item, now);
            item.spent = quota == null ? null : quota.after(item.spent, now);
        }
        return taken;
    }

    private void wake(Instant now) {
        while (!waiting.isEmpty() && !waiting.first().due().isAfter(now)) {
            Item item = waiting.pollFirst();
            item.notBefore = null;
            item.quotaUntil = null;
            ready.add(item);
        }
    }

    /** When the next item may be taken: now, later, or null when there is none. */
    Instant nextDue(Instant now) {
        if (!ready.isEmpty()) {
            return now;
        }
        return waiting.isEmpty() ? null : waiting.first().due();
    }

    /** Has the brake judge anew what waits: the items that it may hold now and did not, or the other way round. */
    Set<Item> judge(Instant now) {
        return brake.judge(shown, now);
    }

    /** Somebody lets through what the brake holds. */
    void release() {
        brake.release();
    }

    boolean isBraked(Item item) {
        return brake.holds(item);
    }

    int braked() {
        return brake.held();
    }

    Brake.Holds brakeHolds() {
        return brake.holds();
    }

    Optional<String> brakeTold() {
        return brake.told(shown);
    }

    int pending() {
        return ready.size() + waiting.size() + brake.held();
    }

    /**
     * Since when what was to be told waits, of what is not only told again; null where nothing does.
     *
     * @param all also what waits for its own next attempt
     */
    Instant waitsSince(boolean all) {
        return (all ? Stream.concat(ready.stream(), waiting.stream()) : ready.stream())
                .map(Item::waitsSince)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Since when the channel shows something wrong of each item that has its turn now or later. */
    Stream<Instant> wrongSince() {
        return Stream.concat(ready.stream(), waiting.stream())
                .map(Item::wrongSince)
                .filter(Objects::nonNull);
    }

    long parked() {
        return parked;
    }

    long held() {
        return held;
    }

    /** Items of which the channel confirmed something. */
    long shown() {
        return shown;
    }
}
