package io.crossdock.hub.policy;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.LocationId;
import java.math.BigDecimal;
import java.util.Collection;

/**
 * What there is of an item in a channel's pool of locations.
 *
 * @param available on hand less reserved; below zero when more was promised than is there
 * @param discontinued not sold any more
 */
public record Pooled(BigDecimal available, boolean discontinued) {

    public static Pooled of(AvailabilityChanged availability, Collection<LocationId> pool) {
        return new Pooled(availability.available(pool), availability.discontinued());
    }
}
