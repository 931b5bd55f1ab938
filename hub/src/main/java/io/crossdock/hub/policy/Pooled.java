package io.crossdock.hub.policy;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.ExpectedStock;
import io.crossdock.canonical.LocationId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/**
 * What there is of an item in a channel's pool of locations.
 *
 * @param available on hand less reserved; below zero when more was promised than is there
 * @param discontinued not sold any more
 * @param expected what is to arrive there
 */
public record Pooled(BigDecimal available, boolean discontinued, List<ExpectedStock> expected) {

    public Pooled {
        expected = List.copyOf(expected);
    }

    /** Of an item of which nothing is expected. */
    public Pooled(BigDecimal available, boolean discontinued) {
        this(available, discontinued, List.of());
    }

    public static Pooled of(AvailabilityChanged availability, Collection<LocationId> pool) {
        return new Pooled(
                availability.available(pool),
                availability.discontinued(),
                availability.expected().stream()
                        .filter(coming -> pool.contains(coming.location()))
                        .toList());
    }
}
