package io.crossdock.hub.explain;

import io.crossdock.canonical.ChannelId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * An item with levels, moves, orders that the ERP has booked or not, what is to arrive, a price and what channels
 * confirmed, or a kit of such; and what that comes to, reckoned in whole numbers and without the hub.
 */
final class RandomItem {

    static final List<String> LOCATIONS = List.of("hamburg", "lyon", "porto");

    /** When levels were committed: lately, as a sale that waits for a level for a month is given up. */
    static final Instant COUNTED = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));

    /** Until when a level includes tills' sales that says so. */
    static final Instant SALES_UNTIL = COUNTED.plus(Duration.ofMinutes(2));

    final String sku;
    final String category;
    final boolean discontinued;
    final long listedCents;
    final Map<ChannelId, Long> shownPieces = new LinkedHashMap<>();
    final Map<ChannelId, Long> shownCents = new LinkedHashMap<>();
    /** What was held back of the shown pieces, as the channel was slow. */
    final Map<ChannelId, Integer> heldBack = new LinkedHashMap<>();

    final Map<String, Counted> levels = new LinkedHashMap<>();
    final List<Move> moves = new ArrayList<>();
    final List<Promise> promises = new ArrayList<>();
    final List<Arrival> arrivals = new ArrayList<>();

    /** Pieces that a kit takes of each part; empty for what is no kit. */
    final Map<RandomItem, Integer> parts = new LinkedHashMap<>();

    /** @param hasSales whether it says that it includes sales until {@link #SALES_UNTIL} */
    record Counted(String source, long pieces, boolean hasSales) {}

    /** @param isLate whether it happened after the level was committed */
    record Move(String id, String location, long pieces, boolean isSale, boolean isLate) {

        boolean counts(Counted level) {
            return isLate && !(isSale && level.hasSales);
        }
    }

    /** @param day null where nobody knows when */
    record Arrival(String location, int pieces, Integer day) {}

    /**
     * @param isOwn whether the order names the item itself, and not a kit that it is in
     * @param locations it may be taken from one of them
     * @param booked pieces that the ERP booked at the first of them
     * @param isIncluded whether the levels are at or past that booking
     */
    record Promise(String order, boolean isOwn, List<String> locations, int pieces, int booked, boolean isIncluded) {

        long left() {
            return isIncluded ? pieces - booked : pieces;
        }
    }

    private RandomItem(String sku, Collection<ChannelId> channels, RandomGenerator random) {
        this.sku = sku;
        category = RandomPolicy.CATEGORIES.get(random.nextInt(RandomPolicy.CATEGORIES.size()));
        discontinued = random.nextInt(20) == 0;
        listedCents = 1 + random.nextInt(15_000);
        for (ChannelId channel : channels) {
            if (random.nextBoolean()) {
                shownPieces.put(channel, (long) random.nextInt(4));
                shownCents.put(channel, 1L + random.nextInt(15_000));
                heldBack.put(channel, random.nextInt(6));
            }
        }
    }

    static RandomItem single(String sku, Collection<ChannelId> channels, RandomGenerator random) {
        RandomItem item = new RandomItem(sku, channels, random);
        item.fill(random);
        return item;
    }

    /** A kit of items, with orders of it that take their pieces. */
    static RandomItem kit(String sku, List<RandomItem> parts, Collection<ChannelId> channels, RandomGenerator random) {
        RandomItem kit = new RandomItem(sku, channels, random);
        parts.forEach(part -> kit.parts.put(part, random.nextInt(1, 4)));
        int orders = random.nextInt(3);
        for (int i = 0; i < orders; i++) {
            Promise promise = promise(sku + "-" + i, random, false);
            kit.promises.add(promise);
            kit.parts.forEach((part, each) -> part.promises.add(
                    new Promise(promise.order, false, promise.locations, promise.pieces * each, 0, false)));
        }
        return kit;
    }

    private void fill(RandomGenerator random) {
        for (String location : LOCATIONS) {
            String source = random.nextInt(3) == 0 ? "/channels/wms" : "/erp/legacy";
            levels.put(location, new Counted(source, random.nextInt(-3, 40), random.nextBoolean()));
            int count = random.nextInt(3);
            for (int i = 0; i < count; i++) {
                String id = sku + " " + location + " " + i;
                boolean isSale = random.nextBoolean();
                int pieces = random.nextInt(1, 6) * (random.nextBoolean() ? 1 : -1);
                moves.add(new Move(id, location, pieces, isSale, random.nextInt(4) != 0));
            }
        }
        int orders = random.nextInt(4);
        for (int i = 0; i < orders; i++) {
            promises.add(promise(sku + "-" + i, random, true));
        }
        int purchases = random.nextInt(4);
        for (int i = 0; i < purchases; i++) {
            Integer day = random.nextInt(8) == 0 ? null : Integer.valueOf(random.nextInt(-6, 40));
            arrivals.add(new Arrival(LOCATIONS.get(random.nextInt(3)), random.nextInt(0, 30), day));
        }
    }

    private static Promise promise(String order, RandomGenerator random, boolean mayBeBooked) {
        int first = random.nextInt(3);
        List<String> places = LOCATIONS.subList(first, random.nextBoolean() ? first + 1 : LOCATIONS.size());
        int pieces = random.nextInt(1, 5);
        int booked = mayBeBooked && random.nextBoolean() ? random.nextInt(1, pieces + 1) : 0;
        return new Promise(order, true, List.copyOf(places), pieces, booked, booked > 0 && random.nextBoolean());
    }

    boolean isKit() {
        return !parts.isEmpty();
    }

    long onHand(String location) {
        if (isKit()) {
            return leastOfParts((part, each) -> whole(part.onHand(location), each));
        }
        Counted level = levels.get(location);
        return level.pieces
                + moves.stream()
                        .filter(move -> move.location.equals(location) && move.counts(level))
                        .mapToLong(Move::pieces)
                        .sum();
    }

    /** Promised from here and from nowhere else. */
    long reserved(String location) {
        return onHand(location) - free(location);
    }

    private long free(String location) {
        if (isKit()) {
            return leastOfParts((part, each) -> whole(part.free(location), each));
        }
        return onHand(location)
                - promises.stream()
                        .filter(promise -> promise.locations.equals(List.of(location)))
                        .mapToLong(Promise::left)
                        .sum();
    }

    /** What is promised from one of several locations, by these. */
    Map<List<String>, Long> unplaced() {
        Map<List<String>, Long> sums = new TreeMap<>(Comparator.comparing(List::toString));
        if (isKit()) {
            parts.forEach((part, each) -> part.unplaced().forEach((places, pieces) -> {
                int open =
                        (int) places.stream().filter(place -> free(place) > 0).count();
                if (open > 0) {
                    sums.merge(places, mostLost(pieces, each, open), Long::sum);
                }
            }));
            return sums;
        }
        promises.stream()
                .filter(promise -> promise.locations.size() > 1 && promise.left() > 0)
                .forEach(promise -> sums.merge(promise.locations, promise.left(), Long::sum));
        return sums;
    }

    /** Kits that nobody can make any more where so many pieces are taken at so many places, tried in every way. */
    private static long mostLost(long pieces, int each, int places) {
        if (places == 1) {
            return (pieces + each - 1) / each;
        }
        long most = 0;
        for (long here = 0; here <= pieces; here++) {
            most = Math.max(most, (here + each - 1) / each + mostLost(pieces - here, each, places - 1));
        }
        return most;
    }

    long available(List<String> pool) {
        long sum = pool.stream().mapToLong(this::free).sum();
        for (Map.Entry<List<String>, Long> promised : unplaced().entrySet()) {
            if (promised.getKey().stream().anyMatch(pool::contains)) {
                sum -= promised.getValue();
            }
        }
        return sum;
    }

    /** What arrives at one of the locations within so many days, and is not overdue for more than a day. */
    long expected(List<String> pool, int days) {
        return arrivals.stream()
                .filter(arrival -> pool.contains(arrival.location) && arrival.day != null)
                .filter(arrival -> arrival.day >= -1 && arrival.day < days)
                .mapToLong(Arrival::pieces)
                .sum();
    }

    /** Of all that was told and not yet booked in. */
    List<Arrival> purchases() {
        return arrivals.stream().filter(arrival -> arrival.pieces > 0).toList();
    }

    private interface OfPart {
        long kits(RandomItem part, int each);
    }

    private long leastOfParts(OfPart counted) {
        return parts.entrySet().stream()
                .mapToLong(part -> counted.kits(part.getKey(), part.getValue()))
                .min()
                .orElseThrow();
    }

    private static long whole(long pieces, int each) {
        return Math.max(0, pieces) / each;
    }
}
