package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.piece;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.OrderLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A seeded day of a shop that sells three items and three kits of them, told twice: as it is sold, and as if all of it had
 * been sold by the piece.
 */
final class KitDay {

    static final List<String> LOCATIONS = List.of("hamburg", "lyon", "oslo");
    static final Map<String, Map<String, Integer>> KITS =
            Map.of("K", Map.of("A", 1, "B", 2), "L", Map.of("A", 2, "C", 1), "M", Map.of("B", 1, "C", 1));
    static final List<String> PARTS = List.of("A", "B", "C");

    private static final List<String> SOLD = List.of("A", "B", "C", "K", "L", "M");
    private static final List<List<String>> POOLS = List.of(LOCATIONS, List.of("hamburg", "lyon"), List.of("oslo"));

    final List<CanonicalEvent> sold = new ArrayList<>();
    final List<CanonicalEvent> byThePiece = new ArrayList<>();
    private final Random random;
    private final String suffix;
    private final List<String> pool;
    private int keys;

    /** @param suffix of all SKUs and orders, so that days do not meet */
    KitDay(Random random, String suffix) {
        this.random = random;
        this.suffix = suffix;
        this.pool = any(POOLS); // One for all orders, since a test tries every way to place what they leave open.
        levels();
        for (int order = 1; order <= 4; order++) {
            order("o" + order + suffix);
        }
        for (int sale = 1; sale <= 3; sale++) {
            sale("s" + sale + suffix);
        }
    }

    String sku(String name) {
        return name + suffix;
    }

    /** What describes the kits, in any order. */
    List<CanonicalEvent> descriptions() {
        List<CanonicalEvent> descriptions = new ArrayList<>();
        KITS.forEach((kit, parts) -> {
            List<Object> pieces = new ArrayList<>();
            parts.forEach((part, each) -> pieces.addAll(List.of(sku(part), each)));
            descriptions.add(Events.kit(sku(kit), 1, pieces.toArray()));
        });
        Collections.shuffle(descriptions, random);
        return descriptions;
    }

    private void levels() {
        for (String part : PARTS) {
            for (String location : LOCATIONS) {
                for (int commit = 1; commit <= 20; commit += 1 + random.nextInt(12)) {
                    both(Events.level(sku(part), location, Integer.toString(random.nextInt(40) - 4), commit));
                }
            }
        }
    }

    private void order(String order) {
        for (int version = 1; version <= 1 + random.nextInt(2); version++) {
            Map<String, Integer> wants = some(2);
            String location = random.nextInt(3) > 0 ? any(pool) : null;
            sold.add(Events.changed(order, version, pool, lines(wants, location)));
            byThePiece.add(Events.changed(order, version, pool, lines(pieces(wants), location)));
        }
        if (random.nextBoolean()) {
            book(order, some(2), any(LOCATIONS));
        }
    }

    private void sale(String order) {
        String location = any(LOCATIONS);
        Map<String, Integer> wants = some(1);
        String move = order + "/" + keys++;
        wants.forEach((item, quantity) -> sold.add(Events.sold(move, sku(item), location, quantity, order)));
        pieces(wants)
                .forEach((part, quantity) -> byThePiece.add(Events.sold(move, sku(part), location, quantity, order)));
        if (random.nextBoolean()) {
            book(order, wants, location);
        }
    }

    /** An ERP books kits, or their parts. */
    private void book(String order, Map<String, Integer> items, String location) {
        int commit = 1 + random.nextInt(20);
        Map<String, Integer> told = random.nextBoolean() ? items : pieces(items);
        sold.add(Events.booked(order, commit, booked(told, location)));
        byThePiece.add(Events.booked(order, commit, booked(pieces(items), location)));
    }

    private BookedLine[] booked(Map<String, Integer> items, String location) {
        return items.entrySet().stream()
                .map(item -> piece(sku(item.getKey()), location, item.getValue()))
                .toArray(BookedLine[]::new);
    }

    private OrderLine[] lines(Map<String, Integer> items, String location) {
        return items.entrySet().stream()
                .map(item -> Events.line(item.getKey(), sku(item.getKey()), item.getValue(), location))
                .toArray(OrderLine[]::new);
    }

    private static Map<String, Integer> pieces(Map<String, Integer> items) {
        Map<String, Integer> pieces = new LinkedHashMap<>();
        items.forEach((item, quantity) -> KITS.getOrDefault(item, Map.of(item, 1))
                .forEach((part, each) -> pieces.merge(part, quantity * each, Integer::sum)));
        return pieces;
    }

    private Map<String, Integer> some(int most) {
        Map<String, Integer> some = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(most); i++) {
            some.put(any(SOLD), 1 + random.nextInt(2));
        }
        return some;
    }

    private void both(CanonicalEvent event) {
        sold.add(event);
        byThePiece.add(event);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
