package io.crossdock.marketplaces.shopify;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Sku;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers for a while something about an item of a channel that can be found out again when it is forgotten. */
final class Remembered<V> {

    /** 300 bytes each. */
    private static final int MOST = 20_000;

    private record Key(ChannelId channel, Sku sku) {}

    private record Noted<V>(V value, Instant until) {}

    private final Clock clock;
    private final Duration valid;
    private final Map<Key, Noted<V>> entries = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Noted<V>> eldest) {
            return size() > MOST;
        }
    };

    Remembered(Clock clock, Duration valid) {
        this.clock = clock;
        this.valid = valid;
    }

    synchronized Optional<V> get(ChannelId channel, Sku sku) {
        return Optional.ofNullable(entries.get(new Key(channel, sku)))
                .filter(entry -> entry.until().isAfter(clock.instant()))
                .map(Noted::value);
    }

    synchronized void put(ChannelId channel, Sku sku, V value) {
        entries.put(new Key(channel, sku), new Noted<>(value, clock.instant().plus(valid)));
    }

    synchronized void forget(ChannelId channel, Sku sku) {
        entries.remove(new Key(channel, sku));
    }
}
