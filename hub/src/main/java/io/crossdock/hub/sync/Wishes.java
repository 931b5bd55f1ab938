package io.crossdock.hub.sync;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.policy.CatalogItem;
import io.crossdock.hub.policy.Pooled;
import io.crossdock.hub.policy.PricePolicy.Priced;
import io.crossdock.hub.policy.Steps;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes wishes of what is available and what a price list says, by the channel's policy; again when an item's category
 * changes. Only a policy that asks for categories has what it was made of remembered.
 */
final class Wishes {

    private final SyncSettings settings;
    private final OfferQueue queue;
    private final boolean remembers;
    private final Map<Integer, Map<Sku, Known>> partitions = new HashMap<>();

    /** What the wishes for one item are made of. */
    private static final class Known {

        private String category = "";
        private Recency described;
        private Wanted<Pooled, Long> stock;
        private Wanted<Money, Recency> listed;

        private boolean isEmpty() {
            return described == null && stock == null && listed == null;
        }
    }

    Wishes(SyncSettings settings, OfferQueue queue) {
        this.settings = settings;
        this.queue = queue;
        this.remembers = settings.asksForCategory();
    }

    void stock(int partition, CanonicalEvent event, AvailabilityChanged available, Instant now) {
        if (isUnlisted(available.sku())) {
            return;
        }
        Known known = known(partition, available.sku());
        if (known.stock == null || known.stock.version() <= available.version()) {
            known.stock = new Wanted<>(
                    Pooled.of(available, settings.channel().locations()),
                    available.version(),
                    event.committedAt(),
                    event.traceparent());
            wantQuantity(partition, available.sku(), known, now);
        }
    }

    void noStock(int partition, Sku sku, Instant now) {
        Known known = known(partition, sku);
        known.stock = null;
        forget(partition, sku, known);
        queue.wantNoQuantity(partition, sku, now);
    }

    void price(int partition, CanonicalEvent event, PriceChanged changed, Instant now) {
        Optional<Money> listed = settings.price().listed(changed);
        if (listed.isEmpty() || isUnlisted(changed.sku())) {
            noPrice(partition, changed.sku(), now);
            return;
        }
        Known known = known(partition, changed.sku());
        Recency version = Recency.of(event);
        if (known.listed == null || known.listed.version().compareTo(version) <= 0) {
            known.listed = new Wanted<>(listed.get(), version, event.committedAt(), event.traceparent());
            wantPrice(partition, changed.sku(), known, now);
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

    void drop(int partition) {
        partitions.remove(partition);
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
        CatalogItem item = new CatalogItem(sku, known.category);
        long quantity = settings.stock().quantity(known.stock.value(), item, Steps.UNHEARD);
        queue.wantQuantity(partition, sku, known.stock.as(quantity), now);
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
