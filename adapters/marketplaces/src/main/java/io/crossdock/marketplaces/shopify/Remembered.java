package io.crossdock.marketplaces.shopify;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Sku;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers for a while which variant a SKU is; what it has forgotten is asked for again. */
final class VariantCache {

    /** 300 bytes each. */
    private static final int MOST = 20_000;

    /** So long a SKU that the shop's staff moved to another variant may go on setting the former one. */
    private static final Duration VALID = Duration.ofHours(1);

    private record Key(ChannelId channel, Sku sku) {}

    private record Remembered(ShopifyVariant variant, Instant until) {}

    private final Clock clock;
    private final Map<Key, Remembered> entries = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Remembered> eldest) {
            return size() > MOST;
        }
    };

    VariantCache(Clock clock) {
        this.clock = clock;
    }

    synchronized Optional<ShopifyVariant> get(ChannelId channel, Sku sku) {
        return Optional.ofNullable(entries.get(new Key(channel, sku)))
                .filter(entry -> entry.until().isAfter(clock.instant()))
                .map(Remembered::variant);
    }

    synchronized void put(ChannelId channel, Sku sku, ShopifyVariant variant) {
        entries.put(new Key(channel, sku), new Remembered(variant, clock.instant().plus(VALID)));
    }

    synchronized void forget(ChannelId channel, Sku sku) {
        entries.remove(new Key(channel, sku));
    }
}
