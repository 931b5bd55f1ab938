package io.crossdock.hub.availability;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many whole kits can be made of their parts (docs/adr/0030). A kit is packed at one location, so that what lies
 * elsewhere does not help, and its own pieces do not count.
 */
final class KitStock {

    /** Why none can be made, wherever its parts lie. */
    enum Refusal {
        ITS_OWN_PART("it is its own part"),
        PART_IS_A_KIT("a part of it is a kit");

        private final String why;

        Refusal(String why) {
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    private final Sku sku;
    private final ItemStock item;
    private final Map<String, Part> parts;

    /** @param parts by SKU; a part that has not answered yet is missing */
    KitStock(Sku sku, ItemStock item, Map<String, Part> parts) {
        this.sku = sku;
        this.item = item;
        this.parts = parts;
    }

    /** Null where kits can be made. */
    Refusal refusal() {
        if (item.description().isItsOwnPart(sku)) {
            return Refusal.ITS_OWN_PART;
        }
        return parts.values().stream().anyMatch(Part::isKit) ? Refusal.PART_IS_A_KIT : null;
    }

    /**
     * Whether there is anything to tell: until each part has answered nothing is, and a kit that was never told of waits
     * until each part has been counted, as any item waits.
     */
    boolean isKnown() {
        return item.description().discontinued()
                || refusal() != null
                || (parts.size() == takes().size()
                        && (item.version() > 0 || parts.values().stream().allMatch(Part::isKnown)));
    }

    AvailabilityChanged availability(long asVersion) {
        List<LocationStock> locations = refusal() == null ? locations() : List.of();
        return new AvailabilityChanged(
                sku,
                asVersion,
                locations,
                floating(locations),
                item.description().discontinued(),
                item.touches());
    }

    private SortedMap<String, BigDecimal> takes() {
        return item.description().parts();
    }

    private List<LocationStock> locations() {
        SortedSet<String> places = new TreeSet<>();
        parts.values().forEach(part -> part.locations()
                .forEach(stock -> places.add(stock.location().value())));
        List<LocationStock> locations = new ArrayList<>();
        for (String place : places) {
            BigDecimal fromOnHand = null;
            BigDecimal fromFree = null;
            for (Map.Entry<String, BigDecimal> take : takes().entrySet()) {
                LocationStock stock = at(place, parts.get(take.getKey()));
                fromOnHand = least(fromOnHand, whole(stock.onHand(), take.getValue()));
                fromFree = least(fromFree, whole(stock.onHand().subtract(stock.reserved()), take.getValue()));
            }
            locations.add(new LocationStock(new LocationId(place), fromOnHand, fromOnHand.subtract(fromFree)));
        }
        return locations;
    }

    private static LocationStock at(String place, Part part) {
        LocationId location = new LocationId(place);
        return (part == null ? List.<LocationStock>of() : part.locations())
                .stream()
                        .filter(stock -> stock.location().equals(location))
                        .findFirst()
                        .orElse(new LocationStock(location, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    private static BigDecimal least(BigDecimal one, BigDecimal other) {
        return one == null ? other : one.min(other);
    }

    private static BigDecimal whole(BigDecimal pieces, BigDecimal each) {
        return Pieces.of(pieces.max(BigDecimal.ZERO).divideToIntegralValue(each));
    }

    /** Pieces of different parts that may be taken at different locations cost a kit each. */
    private List<FloatingReservation> floating(List<LocationStock> made) {
        Map<LocationId, BigDecimal> free = new HashMap<>();
        made.forEach(stock -> free.put(stock.location(), stock.onHand().subtract(stock.reserved())));
        SortedMap<String, BigDecimal> lost = new TreeMap<>();
        for (Map.Entry<String, BigDecimal> take : takes().entrySet()) {
            Part part = parts.get(take.getKey());
            for (FloatingReservation promised : part == null ? List.<FloatingReservation>of() : part.floating()) {
                long places = promised.locations().stream()
                        .filter(location ->
                                free.getOrDefault(location, BigDecimal.ZERO).signum() > 0)
                        .count();
                if (places > 0) {
                    Effect.add(lost, Pool.of(promised.locations()), most(promised.quantity(), take.getValue(), places));
                }
            }
        }
        List<FloatingReservation> floating = new ArrayList<>();
        lost.forEach((pool, kits) -> floating.add(new FloatingReservation(Pool.locations(pool), kits)));
        return floating;
    }

    /**
     * Kits that can be lost at the most when pieces are taken at so many places: one started at each, and whole ones of
     * the rest.
     */
    private static BigDecimal most(BigDecimal pieces, BigDecimal each, long places) {
        if (isWhole(pieces) && isWhole(each)) {
            BigDecimal started = BigDecimal.valueOf(places).min(pieces);
            return started.add(pieces.subtract(started).divideToIntegralValue(each));
        }
        return pieces.divide(each, 0, RoundingMode.CEILING).add(BigDecimal.valueOf(places - 1));
    }

    private static boolean isWhole(BigDecimal number) {
        return Pieces.of(number).scale() <= 0;
    }
}
