package io.crossdock.hub.listings;

import io.crossdock.canonical.Sku;
import io.crossdock.spi.Listing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What a channel was read to show, by SKU, each with when its page was asked for. */
final class ReadListings {

    private final Map<Sku, Read> bySku = new HashMap<>();
    private final Map<Sku, Listing> duplicates = new TreeMap<>();
    private long listings;
    private long hidden;
    private long withoutSku;

    /** @param askedAt what changed later may be in it or not */
    record Read(Listing listing, Instant askedAt) {}

    /** A listing that was read before replaces what was read of it then. */
    void add(List<Listing> page, Instant askedAt) {
        for (Listing listing : page) {
            if (listing.sku().isBlank()) {
                withoutSku++;
                continue;
            }
            Sku sku = new Sku(listing.sku());
            Read earlier = bySku.put(sku, new Read(listing, askedAt));
            if (earlier == null) {
                listings++;
                hidden += listing.state() == Listing.State.HIDDEN ? 1 : 0;
            } else if (!earlier.listing().key().equals(listing.key())) {
                listings++;
                duplicates.put(sku, listing);
            }
        }
    }

    Optional<Read> of(Sku sku) {
        return Optional.ofNullable(bySku.get(sku));
    }

    boolean isDuplicate(Sku sku) {
        return duplicates.containsKey(sku);
    }

    void forEach(BiConsumer<Sku, Read> action) {
        bySku.forEach(action);
    }

    /** Those that carry a SKU. */
    long listings() {
        return listings;
    }

    long hidden() {
        return hidden;
    }

    long withoutSku() {
        return withoutSku;
    }
}
