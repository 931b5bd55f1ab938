package io.crossdock.hub.availability;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelTouch;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One item: its levels, its master data, and the sum of what its claims do.
 *
 * @param version of the last availability that went out (see {@link VersionClock}); 0 before the first
 * @param touched by channel, the version at which it last changed the item by itself
 * @param kits the kits that it is a part of
 */
record ItemStock(
        long version,
        Levels levels,
        Description description,
        Effect claimed,
        SortedMap<String, Long> touched,
        SortedSet<String> kits) {

    static final ItemStock EMPTY =
            new ItemStock(0, Levels.NONE, Description.NONE, Effect.NONE, new TreeMap<>(), new TreeSet<>());

    ItemStock {
        levels = levels == null ? Levels.NONE : levels;
        description = description == null ? Description.NONE : description;
        claimed = claimed == null ? Effect.NONE : claimed;
        touched = touched == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(touched);
        kits = kits == null ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(kits);
    }

    ItemStock withVersion(long next) {
        return new ItemStock(next, levels, description, claimed, touched, kits);
    }

    ItemStock with(Levels newer, Effect changed) {
        return new ItemStock(version, newer, description, changed, touched, kits);
    }

    ItemStock with(Description arrived) {
        return arrived.isNewerThan(description)
                ? new ItemStock(version, levels, arrived, claimed, touched, kits)
                : this;
    }

    /** The version to come is the first that knows what the channel did by itself. */
    ItemStock touchedBy(String channel, long next) {
        SortedMap<String, Long> all = new TreeMap<>(touched);
        all.put(channel, next);
        return new ItemStock(version, levels, description, claimed, all, kits);
    }

    ItemStock with(KitMembership told) {
        SortedSet<String> all = new TreeSet<>(kits);
        boolean isNews = told.isPart() ? all.add(told.kit()) : all.remove(told.kit());
        return isNews ? new ItemStock(version, levels, description, claimed, touched, all) : this;
    }

    boolean isKit() {
        return !description.components().isEmpty();
    }

    boolean isCounted() {
        return !levels.byLocation().isEmpty();
    }

    /**
     * The version that comes next: higher than all that is known here, and than all that was told before what is known
     * here was lost.
     */
    long nextVersion(long epochMillis) {
        long highest = touched.values().stream().mapToLong(Long::longValue).reduce(version, Math::max);
        return VersionClock.after(highest, epochMillis);
    }

    /**
     * Whether there is anything to tell yet: an order that comes before the first level says nothing of how many there
     * are, and a channel that was told 0 would stop selling.
     */
    boolean isKnown() {
        return version > 0 || isCounted() || description.discontinued();
    }

    AvailabilityChanged availability(Sku sku, long asVersion) {
        SortedMap<String, BigDecimal> fixed = new TreeMap<>();
        SortedMap<String, BigDecimal> floating = new TreeMap<>();
        SortedSet<String> places = places();
        claimed.reserved().forEach((pool, quantity) -> {
            String among = pool.equals(Pool.ANYWHERE) ? String.join(",", places) : pool;
            Effect.add(Pool.locations(among).size() == 1 ? fixed : floating, among, quantity);
        });
        // Promised from anywhere, of an item that is nowhere: there is nothing that it could be taken from yet.
        floating.remove(Pool.ANYWHERE);
        List<LocationStock> locations = new ArrayList<>();
        for (String place : places) {
            locations.add(new LocationStock(
                    new LocationId(place), onHand(place), fixed.getOrDefault(place, BigDecimal.ZERO)));
        }
        List<FloatingReservation> unplaced = new ArrayList<>();
        floating.forEach((pool, quantity) -> unplaced.add(new FloatingReservation(Pool.locations(pool), quantity)));
        return new AvailabilityChanged(sku, asVersion, locations, unplaced, description.discontinued(), touches());
    }

    List<ChannelTouch> touches() {
        List<ChannelTouch> touches = new ArrayList<>();
        touched.forEach((channel, at) -> touches.add(new ChannelTouch(new ChannelId(channel), at)));
        return touches;
    }

    private SortedSet<String> places() {
        SortedSet<String> places = new TreeSet<>(levels.byLocation().keySet());
        places.addAll(claimed.moved().keySet());
        for (Map.Entry<String, BigDecimal> reserved : claimed.reserved().entrySet()) {
            if (Pool.locations(reserved.getKey()).size() == 1) {
                places.add(reserved.getKey());
            }
        }
        return places;
    }

    private BigDecimal onHand(String place) {
        Level level = levels.byLocation().get(place);
        BigDecimal counted = level == null ? BigDecimal.ZERO : level.onHand();
        return Pieces.of(counted.add(claimed.moved().getOrDefault(place, BigDecimal.ZERO)));
    }
}
