package io.crossdock.hub.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.FloatingReservation;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kits that share parts, against a calculation that knows no kits, and one that tries every way of packing. */
class KitLawsTest {

    private static final int SEEDS = Boolean.getBoolean("crossdock.long") ? 300 : 3;

    @TempDir
    private Path state;

    @Test
    void what_is_sold_in_kits_takes_as_much_of_each_part_as_if_it_were_sold_by_the_piece() {
        int exact = 0;
        try (var hub = new TopologyUnderTest(state)) {
            for (int seed = 0; seed < SEEDS; seed++) {
                // given
                Random random = new Random(seed);
                KitDay day = new KitDay(random, "-" + seed);
                // when kits are known, and all else comes in any order
                day.descriptions().forEach(hub::give);
                Day.delivered(day.sold, random).forEach(hub::give);
                // then
                for (String part : KitDay.PARTS) {
                    agrees(hub.availability(day.sku(part)), new Reckoning(day.byThePiece, day.sku(part)));
                }
                for (String kit : KitDay.KITS.keySet()) {
                    exact += canBePacked(hub, day, kit, "seed " + seed + " kit " + kit);
                }
            }
            versionsRise(hub.out());
        }
        // Being careful about unplaced promises must be no excuse for telling 0 always.
        assertThat(exact).isGreaterThan(SEEDS);
    }

    private static void agrees(AvailabilityChanged told, Reckoning oracle) {
        Map<String, Integer> onHand = new TreeMap<>();
        BigDecimal reserved = BigDecimal.ZERO;
        for (LocationStock stock : told.locations()) {
            if (stock.onHand().signum() != 0) {
                onHand.put(stock.location().value(), stock.onHand().intValueExact());
            }
            reserved = reserved.add(stock.reserved());
        }
        for (FloatingReservation floating : told.floating()) {
            reserved = reserved.add(floating.quantity());
        }
        assertThat(onHand).as(told.sku().value()).isEqualTo(oracle.onHand());
        assertThat(reserved.intValueExact()).as(told.sku().value()).isEqualTo(oracle.reserved());
    }

    /**
     * However promises without a location are placed, so many kits can be packed: of each pool of locations no more is
     * told, and just as many where nothing is unplaced. Returns how often it was exact and more than none.
     */
    private static int canBePacked(TopologyUnderTest hub, KitDay day, String kit, String where) {
        Map<String, AvailabilityChanged> parts = new TreeMap<>();
        KitDay.KITS.get(kit).keySet().forEach(part -> parts.put(part, hub.availability(day.sku(part))));
        int exact = 0;
        for (List<String> pool : List.of(KitDay.LOCATIONS, List.of("hamburg", "lyon"), List.of("oslo"))) {
            int told = hub.availability(day.sku(kit))
                    .available(Events.locations(pool.toArray(new String[0])))
                    .intValueExact();
            int least = leastPacked(KitDay.KITS.get(kit), parts, pool);
            assertThat(told).as(where + " of " + pool).isLessThanOrEqualTo(least);
            if (parts.values().stream().allMatch(part -> part.floating().isEmpty())) {
                assertThat(told).as(where + " of " + pool).isEqualTo(least);
            }
            exact += told == least && told > 0 ? 1 : 0;
        }
        return exact;
    }

    private static int leastPacked(
            Map<String, Integer> takes, Map<String, AvailabilityChanged> parts, List<String> pool) {
        List<Map<String, Map<String, Integer>>> placings = new ArrayList<>(List.of(Map.of()));
        for (Map.Entry<String, AvailabilityChanged> part : parts.entrySet()) {
            List<Map<String, Map<String, Integer>>> more = new ArrayList<>();
            for (Map<String, Integer> free : free(part.getValue())) {
                for (Map<String, Map<String, Integer>> placing : placings) {
                    Map<String, Map<String, Integer>> with = new HashMap<>(placing);
                    with.put(part.getKey(), free);
                    more.add(with);
                }
            }
            placings = more;
        }
        return placings.stream()
                .mapToInt(placing -> pool.stream()
                        .mapToInt(location -> takes.entrySet().stream()
                                .mapToInt(take ->
                                        Math.max(0, placing.get(take.getKey()).getOrDefault(location, 0))
                                                / take.getValue())
                                .min()
                                .orElse(0))
                        .sum())
                .min()
                .orElseThrow();
    }

    /** What is free of a part by location, for every way to place what is promised from several. */
    private static List<Map<String, Integer>> free(AvailabilityChanged part) {
        Map<String, Integer> placed = new HashMap<>();
        for (LocationStock stock : part.locations()) {
            placed.put(
                    stock.location().value(),
                    stock.onHand().subtract(stock.reserved()).intValueExact());
        }
        List<Map<String, Integer>> ways = List.of(placed);
        for (FloatingReservation promised : part.floating()) {
            ways = ways.stream()
                    .flatMap(way ->
                            place(way, promised.locations(), promised.quantity().intValueExact()).stream())
                    .distinct()
                    .toList();
        }
        return ways;
    }

    private static List<Map<String, Integer>> place(Map<String, Integer> free, List<LocationId> among, int pieces) {
        if (among.size() == 1) {
            Map<String, Integer> all = new HashMap<>(free);
            all.merge(among.get(0).value(), -pieces, Integer::sum);
            return List.of(all);
        }
        List<Map<String, Integer>> ways = new ArrayList<>();
        for (int here = 0; here <= pieces; here++) {
            Map<String, Integer> some = new HashMap<>(free);
            some.merge(among.get(0).value(), -here, Integer::sum);
            ways.addAll(place(some, among.subList(1, among.size()), pieces - here));
        }
        return ways;
    }

    private static void versionsRise(List<CanonicalEvent> told) {
        Map<String, Long> versions = new HashMap<>();
        for (CanonicalEvent event : told) {
            long version = ((AvailabilityChanged) event.data()).version();
            Long earlier = versions.put(event.subject(), version);
            assertThat(earlier == null || version > earlier).as(event.subject()).isTrue();
        }
    }
}
