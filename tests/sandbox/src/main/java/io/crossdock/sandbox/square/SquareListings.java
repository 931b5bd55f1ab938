package io.crossdock.sandbox.square;

import io.crossdock.sandbox.Ids;
import io.crossdock.sandbox.Setup;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The seller's item variations and the version of each, which is the time of its last change in milliseconds. */
final class SquareListings {

    private final List<SquareListing> all;
    private final Map<String, SquareListing> bySku = new HashMap<>();
    private final Map<String, SquareListing> byVariation = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    SquareListings(Setup setup) {
        all = setup.catalogue().stream()
                .map(item -> new SquareListing(
                        item.sku(),
                        Ids.capitals(setup.name() + " variation " + item.sku(), 24),
                        Ids.capitals(setup.name() + " item " + item.sku(), 24)))
                .toList();
        long start = setup.clock().millis();
        all.forEach(listing -> bySku.put(listing.sku(), listing));
        all.forEach(listing -> byVariation.put(listing.variation(), listing));
        all.forEach(listing -> versions.put(listing.variation(), start));
    }

    List<SquareListing> all() {
        return all;
    }

    SquareListing ofSku(String sku) {
        return Optional.ofNullable(bySku.get(sku))
                .orElseThrow(() -> new IllegalArgumentException("not listed: " + sku));
    }

    Optional<SquareListing> ofVariation(String id) {
        return Optional.ofNullable(byVariation.get(id));
    }

    synchronized long version(SquareListing listing) {
        return versions.get(listing.variation());
    }

    /** The variation has changed; its version rises even within a millisecond. */
    synchronized void changed(SquareListing listing, Instant at) {
        versions.merge(listing.variation(), at.toEpochMilli(), (old, now) -> Math.max(old + 1, now));
    }
}
