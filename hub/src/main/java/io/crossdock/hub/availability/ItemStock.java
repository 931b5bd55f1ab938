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
import org.apache.kafka.common.serialization.Serde;

/**
 * One item: its levels, its master data, and the sum of what its claims do.
 *
 * @param version of the last availability that went out (see {@link VersionClock}); 0 before the first
 * @param waiting the claims that a level may change
 * @param touched by channel, the version at which it last changed the item by itself
 * @param kits the kits that it is a part of
 * @param expected what is to arrive of it
 */
record ItemStock(
        long version,
        Levels levels,
        Description description,
        Effect claimed,
        Waiting waiting,
        SortedMap<String, Long> touched,
        SortedSet<String> kits,
        Expectations expected) {

    static final ItemStock EMPTY = new ItemStock(
            0,
            Levels.NONE,
            Description.NONE,
            Effect.NONE,
            // An earlier release may have left marks of an item that it had no need to store.
            Waiting.MARKED,
            new TreeMap<>(),
            new TreeSet<>(),
            Expectations.NONE);

    static final Serde<ItemStock> SERDE = StateSerde.of(ItemStock.class, ItemStock::write, ItemStock::read);

    ItemStock {
        levels = levels == null ? Levels.NONE : levels;
        description = description == null ? Description.NONE : description;
        claimed = claimed == null ? Effect.NONE : claimed;
        waiting = waiting == null ? Waiting.MARKED : waiting;
        touched = touched == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(touched);
        kits = kits == null ? Collections.emptySortedSet() : Collections.unmodifiableSortedSet(kits);
        expected = expected == null ? Expectations.NONE : expected;
    }

    void write(StateWriter out) {
        out.number(version).map(levels.byLocation(), level -> level.write(out));
        description.write(out);
        claimed.write(out);
        waiting.write(out);
        out.map(touched, out::number).list(kits, (kit, to) -> to.text(kit));
        expected.write(out);
    }

    static ItemStock read(StateReader in) {
        return new ItemStock(
                in.number(),
                new Levels(in.map(() -> Level.read(in))),
                Description.read(in),
                Effect.read(in),
                Waiting.read(in),
                in.map(in::number),
                new TreeSet<>(in.list(StateReader::text)),
                in.form() < Expectations.FORM ? Expectations.NONE : Expectations.read(in));
    }

    ItemStock withVersion(long next) {
        return new ItemStock(next, levels, description, claimed, waiting, touched, kits, expected);
    }

    ItemStock with(Levels newer, Effect changed, Waiting since) {
        return new ItemStock(version, newer, description, changed, since, touched, kits, expected);
    }

    ItemStock with(Description arrived) {
        return arrived.isNewerThan(description)
                ? new ItemStock(version, levels, arrived, claimed, waiting, touched, kits, expected)
                : this;
    }

    /** The version to come is the first that knows what the channel did by itself. */
    ItemStock touchedBy(String channel, long next) {
        SortedMap<String, Long> all = new TreeMap<>(touched);
        all.put(channel, next);
        return new ItemStock(version, levels, description, claimed, waiting, all, kits, expected);
    }

    ItemStock with(KitMembership told) {
        SortedSet<String> all = new TreeSet<>(kits);
        boolean isNews = told.isPart() ? all.add(told.kit()) : all.remove(told.kit());
        return isNews ? new ItemStock(version, levels, description, claimed, waiting, touched, all, expected) : this;
    }

    ItemStock expecting(Expectations others) {
        return others.equals(expected)
                ? this
                : new ItemStock(version, levels, description, claimed, waiting, touched, kits, others);
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
        long highest = version;
        for (long at : touched.values()) {
            highest = Math.max(highest, at);
        }
        return VersionClock.after(highest, epochMillis);
    }

    /**
     * Whether there is anything to tell yet: an order that comes before the first level says nothing of how many there
     * are, and a channel that was told 0 would stop selling.
     */
    boolean isKnown() {
        return version > 0 || isCounted() || description.discontinued();
    }

    /** Whether what both show differs by pieces on hand at most. */
    boolean differsByLevelsAlone(ItemStock other) {
        return claimed.equals(other.claimed)
                && touched.equals(other.touched)
                && expected.equals(other.expected)
                && description.discontinued() == other.description.discontinued()
                && levels.byLocation().keySet().equals(other.levels.byLocation().keySet());
    }

    /** Whether the levels of both, which are of the same locations, say the same. */
    boolean hasAsManyOnHand(ItemStock other) {
        return levels.byLocation().entrySet().stream().allMatch(entry -> entry.getValue()
                .onHand()
                .equals(other.levels.byLocation().get(entry.getKey()).onHand()));
    }

    AvailabilityChanged availability(Sku sku, long asVersion) {
        SortedMap<String, BigDecimal> fixed = new TreeMap<>();
        SortedMap<String, BigDecimal> floating = new TreeMap<>();
        SortedSet<String> places = places();
        claimed.reserved().forEach((pool, quantity) -> {
            String among = pool.equals(Pool.ANYWHERE) ? String.join(",", places) : pool;
            Effect.add(Pool.isOne(among) ? fixed : floating, among, quantity);
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
            if (Pool.isOne(reserved.getKey())) {
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
