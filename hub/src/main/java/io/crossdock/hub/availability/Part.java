package io.crossdock.hub.availability;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import java.util.List;

/**
 * A part's own stock as its kits know it: an internal record, and what is remembered beside each kit.
 *
 * @param kit who is told; the key of the record
 * @param isKnown whether anybody has counted the part
 * @param isKit whether the part is a kit itself
 */
record Part(
        String kit,
        Sku sku,
        boolean isKnown,
        boolean isKit,
        List<LocationStock> locations,
        List<FloatingReservation> floating) {

    static final String CONTENT_TYPE = "application/vnd.crossdock.part.v1+json";

    Part {
        locations = locations == null ? List.of() : List.copyOf(locations);
        floating = floating == null ? List.of() : List.copyOf(floating);
    }

    static Part of(String kit, Sku sku, ItemStock item) {
        AvailabilityChanged own = item.availability(sku, 1);
        return new Part(kit, sku, item.isCounted(), item.isKit(), own.locations(), own.floating());
    }
}
