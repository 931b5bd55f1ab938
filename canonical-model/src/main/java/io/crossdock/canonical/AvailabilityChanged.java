package io.crossdock.canonical;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/**
 * An item's stock over all locations, as of one version; a channel sums its own pool.
 *
 * @param touched the channels that sold or counted the item by themselves, with the last version of each
 * @param version rises by every change of the item, so that a newer one is told from an older
 * @param locations each location once
 * @param floating promises without a location, each set of locations once
 * @param discontinued not sold any more: every channel shows 0
 * @param expected what is to arrive, the soonest first: no part of what is available. What was overdue when this was told
 *     is not in it; what does not come stays in it until the item is told anew
 * @param cause whose doing the change was that this was told after; null where unknown
 */
public record AvailabilityChanged(
        @NotNull @Valid Sku sku,
        @Positive long version,
        @NotNull @Size(max = 10_000) List<@NotNull @Valid LocationStock> locations,
        @NotNull @Size(max = 10_000) List<@NotNull @Valid FloatingReservation> floating,
        boolean discontinued,
        @NotNull List<@NotNull @Valid ChannelTouch> touched,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = AvailabilityChanged.MOST_EXPECTED) List<@NotNull @Valid ExpectedStock> expected,

        @Valid ChangeCause cause)
        implements CanonicalData {

    /** So many arrivals of an item are told at most. */
    public static final int MOST_EXPECTED = 100;

    public AvailabilityChanged {
        locations = locations == null ? List.of() : List.copyOf(locations);
        floating = floating == null ? List.of() : List.copyOf(floating);
        touched = touched == null ? List.of() : List.copyOf(touched);
        expected = expected == null ? List.of() : List.copyOf(expected);
    }

    /** Of an item of which nothing is expected. */
    public AvailabilityChanged(
            Sku sku,
            long version,
            List<LocationStock> locations,
            List<FloatingReservation> floating,
            boolean discontinued,
            List<ChannelTouch> touched) {
        this(sku, version, locations, floating, discontinued, touched, List.of());
    }

    /** Of which nobody knows the cause. */
    public AvailabilityChanged(
            Sku sku,
            long version,
            List<LocationStock> locations,
            List<FloatingReservation> floating,
            boolean discontinued,
            List<ChannelTouch> touched,
            List<ExpectedStock> expected) {
        this(sku, version, locations, floating, discontinued, touched, expected, null);
    }

    /** The same stock, of which other pieces are expected. */
    public AvailabilityChanged expecting(List<ExpectedStock> others) {
        return new AvailabilityChanged(sku, version, locations, floating, discontinued, touched, others, cause);
    }

    /** The same stock in another version, which somebody brought about. */
    public AvailabilityChanged since(long other, ChangeCause by) {
        return new AvailabilityChanged(sku, other, locations, floating, discontinued, touched, expected, by);
    }

    /** On hand less reserved over the pool's locations; below zero when more was promised than is there. */
    public BigDecimal available(Collection<LocationId> pool) {
        BigDecimal sum = BigDecimal.ZERO;
        for (LocationStock stock : locations) {
            if (pool.contains(stock.location())) {
                sum = sum.add(stock.onHand()).subtract(stock.reserved());
            }
        }
        for (FloatingReservation reservation : floating) {
            if (reservation.locations().stream().anyMatch(pool::contains)) {
                sum = sum.subtract(reservation.quantity());
            }
        }
        return sum;
    }

    /** The last version at which the channel changed the item by itself; 0 where it never did. */
    public long touchedBy(ChannelId channel) {
        return touched.stream()
                .filter(touch -> touch.channel().equals(channel))
                .mapToLong(ChannelTouch::version)
                .findFirst()
                .orElse(0);
    }

    @Override
    public String subject() {
        return sku.value();
    }
}
