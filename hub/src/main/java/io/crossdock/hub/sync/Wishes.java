package io.crossdock.hub.sync;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.CatalogItem;
import io.crossdock.hub.policy.HeldBack;
import io.crossdock.hub.policy.LagRule;
import io.crossdock.hub.policy.LagSafety;
import io.crossdock.hub.policy.Pooled;
import io.crossdock.hub.policy.PricePolicy.Priced;
import io.crossdock.hub.policy.SalesRate;
import io.crossdock.hub.policy.Steps;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes wishes of what is available and what a price list says, by the channel's policy; again when an item's category
 * changes, when a slow channel has to hold back another number of pieces, and when the time comes at which what is to
 * arrive begins or ends to count. Only a policy that asks for one of these has what it was made of remembered.
 */
final class Wishes {

    private final SyncSettings settings;
    private final OfferQueue queue;
    private final boolean remembers;
    private final Map<Integer, Map<Sku, Known>> partitions = new HashMap<>();

    /** Null where what the channel shows does not follow its lag. */
    private final LagSafety safety;

    /** Since when the lag counts; null before, and for who only looks: what receipts say was held back is. */
    private Instant liveSince;

    private Instant lookedAt;

    /** When items that are remembered will be shown otherwise since time has passed. */
    private final TreeSet<Moment> moments = new TreeSet<>(
            Comparator.comparing(Moment::at).thenComparing(Moment::partition).thenComparing(Moment::sku));

    private record Moment(Instant at, int partition, Sku sku) {}

    /** What the wishes for one item are made of. */
    private static final class Known {

        private String category = "";
        private Recency described;
        private Wanted<Pooled, Long> stock;
        private Wanted<Money, Recency> listed;
        private SalesRate sales;

        /** When it will be shown otherwise since time has passed; null for never. */
        private Instant changesAt;

        /** What the lag and the sales ask for, and what of that makes a difference and was wanted. */
        private HeldBack held = HeldBack.NONE;

        private HeldBack told = HeldBack.NONE;

        private boolean isEmpty() {
            return described == null && stock == null && listed == null && held.pieces() == 0;
        }
    }

    Wishes(SyncSettings settings, OfferQueue queue) {
        this.settings = settings;
        this.queue = queue;
        this.safety = rule() == null ? null : new LagSafety(rule());
        this.remembers =
                settings.asksForCategory() || safety != null || settings.stock().asksForExpected();
    }

    void stock(int partition, CanonicalEvent event, AvailabilityChanged available, Instant now) {
        if (isUnlisted(available.sku())) {
            return;
        }
        Known known = known(partition, available.sku());
        if (known.stock == null || known.stock.version() <= available.version()) {
            Pooled pooled = pooled(available);
            sold(known, event, available, pooled);
            known.stock = new Wanted<>(pooled, available.version(), event.committedAt(), event.traceparent())
                    .by(LagCause.of(available));
            hold(known, now);
            wantQuantity(partition, available.sku(), known, now);
        }
    }

    void noStock(int partition, Sku sku, Instant now) {
        Known known = known(partition, sku);
        remind(partition, sku, known, null);
        known.stock = null;
        known.sales = null;
        known.held = HeldBack.NONE;
        known.told = HeldBack.NONE;
        forget(partition, sku, known);
        queue.wantNoQuantity(partition, sku, now);
    }

    void price(int partition, CanonicalEvent event, PriceChanged changed, Instant now) {
        if (isUnlisted(changed.sku())) {
            noPrice(partition, changed.sku(), now);
            return;
        }
        Optional<Money> listed = settings.price().listed(changed);
        Known known = known(partition, changed.sku());
        Recency version = Recency.of(event);
        if (known.listed != null && known.listed.version().compareTo(version) > 0) {
            return;
        }
        if (listed.isPresent()) {
            known.listed = new Wanted<>(listed.get(), version, event.committedAt(), event.traceparent())
                    .by(LagCause.of(event));
            wantPrice(partition, changed.sku(), known, now);
        } else {
            known.listed = null;
            forget(partition, changed.sku(), known);
            queue.wantNoPrice(partition, changed.sku(), version, now);
        }
    }

    void noPrice(int partition, Sku sku, Instant now) {
        Known known = known(partition, sku);
        known.listed = null;
        forget(partition, sku, known);
        queue.wantNoPrice(partition, sku, now);
    }

    void description(int partition, Recency version, ItemDescribed item, Instant now) {
        Known known = known(partition, item.sku());
        if (known.described == null || known.described.compareTo(version) <= 0) {
            known.described = version;
            recategorize(partition, item.sku(), known, item.category() == null ? "" : item.category(), now);
        }
    }

    void noDescription(int partition, Sku sku, Instant now) {
        Known known = known(partition, sku);
        known.described = null;
        recategorize(partition, sku, known, "", now);
        forget(partition, sku, known);
    }

    /** Partitions are read from their begin. */
    void loads() {
        liveSince = null;
    }

    /** Until the lag counts, what a receipt says was held back still is. */
    void receipt(int partition, Sku sku, Receipt receipt, Instant now) {
        if (safety == null || liveSince != null || receipt.quantity() == null) {
            return;
        }
        Known known = known(partition, sku);
        known.held = receipt.quantity().held();
        known.told = known.held;
        if (known.stock != null) {
            wantQuantity(partition, sku, known, now);
        }
        forget(partition, sku, known);
    }

    /** Pieces that are to arrive begin or end to count by the time alone. */
    void pass(Instant now) {
        while (!moments.isEmpty() && !moments.first().at().isAfter(now)) {
            Moment come = moments.first();
            Known known = partitions.get(come.partition()).get(come.sku());
            // Nobody's lag: no change at a source brought it about.
            Wanted<Long, Long> wish = wish(come.partition(), come.sku(), known, now);
            queue.wantQuantity(come.partition(), come.sku(), wish.committed(null), now);
        }
    }

    /**
     * The channel hears so late now. What is held back is worked out anew when that matters, and once a calm, since items
     * sell less and nothing else tells that.
     */
    void late(Duration lag, Instant now) {
        if (safety == null) {
            return;
        }
        boolean moved = safety.observe(lag, now);
        if (liveSince == null) {
            liveSince = now;
            lookedAt = now;
        }
        if (moved || !now.isBefore(lookedAt.plus(rule().calm()))) {
            lookedAt = now;
            partitions.forEach((partition, items) -> items.forEach((sku, known) -> look(partition, sku, known, now)));
        }
    }

    private void look(int partition, Sku sku, Known known, Instant now) {
        HeldBack before = known.held;
        if (known.stock != null && hold(known, now) != before) {
            // Nobody's lag: no change at a source brought it about.
            queue.wantQuantity(partition, sku, wish(partition, sku, known, now).committed(null), now);
        }
    }

    /** Nobody knows yet how an item sells of which nothing was sold since the start: what was held back of it stays. */
    private HeldBack hold(Known known, Instant now) {
        if (liveSince == null) {
            return known.held;
        }
        boolean isSettled = known.sales != null || !now.isBefore(liveSince.plus(rule().calm()));
        if (isSettled) {
            known.held = safety.of(known.held, known.sales == null ? 0 : known.sales.perSecond(now));
        }
        return known.held;
    }

    private Pooled pooled(AvailabilityChanged available) {
        Pooled pooled = Pooled.of(available, settings.channel().locations());
        return settings.stock().asksForExpected() ? pooled : new Pooled(pooled.available(), pooled.discontinued());
    }

    /** What channels sold between two versions; what the ERP moved or counted is no sale. */
    private void sold(Known known, CanonicalEvent event, AvailabilityChanged available, Pooled pooled) {
        if (safety == null || known.stock == null) {
            return;
        }
        long before = known.stock.version();
        BigDecimal pieces = known.stock.value().available().subtract(pooled.available());
        boolean isSale = available.touched().stream().anyMatch(touch -> touch.version() > before);
        if (isSale && pieces.signum() > 0) {
            known.sales = known.sales == null ? new SalesRate(rule().memory()) : known.sales;
            known.sales.sold(pieces.doubleValue(), event.committedAt() == null ? event.time() : event.committedAt());
        }
    }

    private LagRule rule() {
        return settings.stock().lagRule();
    }

    void drop(int partition) {
        partitions.remove(partition);
        moments.removeIf(moment -> moment.partition() == partition);
    }

    /** What a channel does not list it can show nothing of. */
    private boolean isUnlisted(Sku sku) {
        return settings.channel().listings().listingOf(sku).isEmpty();
    }

    private void recategorize(int partition, Sku sku, Known known, String category, Instant now) {
        if (known.category.equals(category)) {
            return;
        }
        known.category = category;
        if (known.stock != null) {
            wantQuantity(partition, sku, known, now);
        }
        if (known.listed != null) {
            wantPrice(partition, sku, known, now);
        }
    }

    private void wantQuantity(int partition, Sku sku, Known known, Instant now) {
        queue.wantQuantity(partition, sku, wish(partition, sku, known, now), now);
    }

    private Wanted<Long, Long> wish(int partition, Sku sku, Known known, Instant now) {
        CatalogItem item = new CatalogItem(sku, known.category);
        long quantity = quantity(known, item, known.held, now);
        if (quantity(known, item, known.told, now) != quantity) {
            known.told = quantity(known, item, HeldBack.NONE, now) == quantity ? HeldBack.NONE : known.held;
        }
        Optional<Instant> next = settings.stock().nextChange(known.stock.value(), item, now);
        remind(partition, sku, known, next.orElse(null));
        return known.stock.as(quantity).with(known.told);
    }

    private void remind(int partition, Sku sku, Known known, Instant next) {
        if (known.changesAt != null) {
            moments.remove(new Moment(known.changesAt, partition, sku));
        }
        if (next != null) {
            moments.add(new Moment(next, partition, sku));
        }
        known.changesAt = next;
    }

    private long quantity(Known known, CatalogItem item, HeldBack held, Instant now) {
        return settings.stock().quantity(known.stock.value(), item, held, now, Steps.UNHEARD);
    }

    private void wantPrice(int partition, Sku sku, Known known, Instant now) {
        CatalogItem item = new CatalogItem(sku, known.category);
        Priced priced = settings.price().price(known.listed.value(), item, Steps.UNHEARD);
        queue.wantPrice(partition, sku, known.listed.as(priced.price()), priced.bound() != null, now);
    }

    private Known known(int partition, Sku sku) {
        return remembers
                ? partitions
                        .computeIfAbsent(partition, number -> new HashMap<>())
                        .computeIfAbsent(sku, key -> new Known())
                : new Known();
    }

    private void forget(int partition, Sku sku, Known known) {
        if (remembers && known.isEmpty()) {
            partitions.get(partition).remove(sku);
        }
    }
}
