package io.crossdock.hub.sync;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.BrakeRule;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Holds items whose change is one of unusually many of its kind, until somebody lets them through or they are few again.
 * What was sent within the window counts. What was let through is let through until something else is wanted of the item,
 * and nothing else is by that. For one thread; time is passed in.
 */
final class Brake {

    /** Fewer are usual in any channel, however small. */
    private static final int LEAST = 10;

    private final Optional<BrakeRule> rule;
    private final Kind zero;
    private final Kind price;

    /**
     * @param zerosSince since when items are held that would be set to zero; null while none are
     * @param pricesSince the same of prices that would be moved far
     */
    record Holds(Instant zerosSince, Instant pricesSince) {}

    Brake(Optional<BrakeRule> rule) {
        this.rule = rule;
        this.zero = new Kind(
                rule.map(BrakeRule::zeroPercent).orElse(null),
                Brake::isZeroed,
                item -> item.quantity.wanted().value(),
                "items would be set to zero");
        this.price = new Kind(
                rule.map(BrakeRule::pricePercent).orElse(null),
                this::isMovedFar,
                item -> item.price.wanted().value(),
                "prices would be moved far");
    }

    /** The item waits to be sent. */
    void waits(Item item) {
        zero.waits(item);
        price.waits(item);
    }

    /** The item waits no more. */
    void gone(Item item) {
        zero.waiting.remove(item);
        price.waiting.remove(item);
    }

    /** The item is on its way. */
    void sent(Item item, Instant now) {
        zero.sent(item, now);
        price.sent(item, now);
    }

    boolean holds(Item item) {
        return zero.holds && zero.waiting.contains(item) || price.holds && price.waiting.contains(item);
    }

    /**
     * Judges anew.
     *
     * @param items how many the channel shows
     * @return the items that may be held now and were not, or the other way round; none as a rule
     */
    Set<Item> judge(long items, Instant now) {
        Set<Item> changed = new LinkedHashSet<>();
        if (rule.isPresent()) {
            Instant since = now.minus(rule.get().window());
            zero.judge(items, since, now, changed);
            price.judge(items, since, now, changed);
        }
        return changed;
    }

    /** Somebody lets through what is held. */
    void release() {
        zero.release();
        price.release();
    }

    int held() {
        Set<Item> all = new LinkedHashSet<>();
        if (zero.holds) {
            all.addAll(zero.waiting);
        }
        if (price.holds) {
            all.addAll(price.waiting);
        }
        return all.size();
    }

    /** Since when what is held. */
    Holds holds() {
        return new Holds(zero.heldSince, price.heldSince);
    }

    /** What is held, in words; empty where nothing is. */
    Optional<String> told(long items) {
        Kind held = zero.holds ? zero : price;
        return held.holds
                ? Optional.of("the brake holds: " + held.waiting.size() + " of " + items + " " + held.what)
                : Optional.empty();
    }

    private static boolean isZeroed(Item item) {
        Confirmed<Long, ?> confirmed = item.quantity.confirmed();
        if (!item.quantity.needsWrite() || confirmed == null) {
            return false;
        }
        Wanted<Long, ?> wanted = item.quantity.wanted();
        return BrakeRule.isZeroed(
                BigDecimal.valueOf(confirmed.value()),
                BigDecimal.valueOf(wanted.value()),
                wanted.held().pieces() != 0);
    }

    private boolean isMovedFar(Item item) {
        Confirmed<Money, ?> confirmed = item.price.confirmed();
        if (!item.price.needsWrite() || confirmed == null) {
            return false;
        }
        return rule.orElseThrow()
                .isFar(confirmed.value().amount(), item.price.wanted().value().amount());
    }

    /** One kind of change. */
    private static final class Kind {

        private final Integer percent;
        private final Predicate<Item> is;
        private final Function<Item, Object> wanted;
        private final String what;
        private final Set<Item> waiting = new LinkedHashSet<>();
        private final Map<Sku, Instant> sent = new LinkedHashMap<>();
        private final Map<Sku, Object> letThrough = new HashMap<>();
        private final Set<Item> letThroughSinceJudged = new LinkedHashSet<>();
        private boolean holds;
        private Instant heldSince;

        Kind(Integer percent, Predicate<Item> is, Function<Item, Object> wanted, String what) {
            this.percent = percent;
            this.is = is;
            this.wanted = wanted;
            this.what = what;
        }

        void waits(Item item) {
            if (percent == null) {
                return;
            }
            boolean isIt = is.test(item);
            if (isIt && wanted.apply(item).equals(letThrough.get(item.sku))) {
                return;
            }
            letThrough.remove(item.sku);
            if (isIt) {
                sent.remove(item.sku);
                waiting.add(item);
            }
        }

        void sent(Item item, Instant now) {
            if (waiting.remove(item)) {
                sent.put(item.sku, now);
            }
        }

        void judge(long items, Instant since, Instant now, Set<Item> changed) {
            Iterator<Instant> oldest = sent.values().iterator();
            while (oldest.hasNext() && oldest.next().isBefore(since)) {
                oldest.remove();
            }
            changed.addAll(letThroughSinceJudged);
            letThroughSinceJudged.clear();
            boolean isUnusual =
                    percent != null && waiting.size() + sent.size() > Math.max(LEAST, items * percent / 100);
            boolean held = holds;
            holds = isUnusual && !waiting.isEmpty();
            if (holds != held) {
                heldSince = holds ? now : null;
                changed.addAll(waiting);
            }
        }

        void release() {
            if (holds) {
                waiting.forEach(item -> letThrough.put(item.sku, wanted.apply(item)));
                letThroughSinceJudged.addAll(waiting);
                waiting.clear();
                sent.clear();
                holds = false;
                heldSince = null;
            }
        }
    }
}
