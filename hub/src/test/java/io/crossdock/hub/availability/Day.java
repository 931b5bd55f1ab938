package io.crossdock.hub.availability;

import static io.crossdock.hub.availability.Events.piece;

import io.crossdock.canonical.BookedLine;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.OrderLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A seeded day of a small business: every event once, in no particular order. */
final class Day {

    static final List<String> SKUS = List.of("A", "B");

    private static final List<String> LOCATIONS = List.of("hamburg", "lyon", "oslo");
    private static final List<List<String>> POOLS =
            List.of(LOCATIONS, List.of("lyon", "hamburg"), List.of("oslo"), List.of("hamburg", "lyon"), List.of());

    private final Random random;
    private final List<CanonicalEvent> events = new ArrayList<>();

    /** @param rebookings whether the ERP books an order more than once */
    static List<CanonicalEvent> of(Random random, boolean rebookings) {
        Day day = new Day(random);
        day.levels();
        day.orders(rebookings);
        day.sales();
        day.descriptions();
        return day.events;
    }

    private Day(Random random) {
        this.random = random;
    }

    /** What a mapping of lower revisions made of some of these facts before it was mended. */
    static List<CanonicalEvent> mistaken(List<CanonicalEvent> events, Random random) {
        List<CanonicalEvent> mistaken = new ArrayList<>();
        for (CanonicalEvent event : events) {
            if (random.nextInt(3) == 0) {
                mistaken.add(Events.revised(event, 0, Mistakes.in(event.data(), random)));
            }
        }
        return mistaken;
    }

    /** Everything one to five times, in any order. */
    static List<CanonicalEvent> delivered(List<CanonicalEvent> events, Random random) {
        List<CanonicalEvent> delivered = new ArrayList<>();
        for (CanonicalEvent event : events) {
            for (int times = 1 + random.nextInt(5); times > 0; times--) {
                delivered.add(event);
            }
        }
        java.util.Collections.shuffle(delivered, random);
        return delivered;
    }

    private void levels() {
        for (String sku : SKUS) {
            for (String location : LOCATIONS) {
                for (int commit = 1; commit <= 20; commit++) {
                    if (random.nextInt(6) == 0) {
                        String onHand = Integer.toString(random.nextInt(30) - 3);
                        events.add(
                                random.nextInt(8) == 0
                                        ? Events.levelWithSales(sku, location, onHand, commit, random.nextInt(3) - 1)
                                        : Events.level(sku, location, onHand, commit, commit + random.nextInt(5) - 2));
                    }
                }
            }
        }
    }

    private void orders(boolean rebookings) {
        for (int order = 1; order <= 4; order++) {
            List<String> pool = POOLS.get(random.nextInt(POOLS.size()));
            for (int version = 1; version <= 1 + random.nextInt(3); version++) {
                events.add(version(Integer.toString(order), version, pool));
            }
            int bookings = rebookings ? random.nextInt(4) : random.nextInt(2);
            for (int booking = 0; booking < bookings; booking++) {
                events.add(Events.booked(
                        Integer.toString(order), 1 + 5 * booking + random.nextInt(5), pieces(1), pieces(0), pieces(0)));
            }
        }
    }

    private CanonicalEvent version(String order, int version, List<String> pool) {
        List<OrderLine> lines = new ArrayList<>();
        for (int line = 0; line <= random.nextInt(3); line++) {
            lines.add(Events.line(Integer.toString(line), any(SKUS), random.nextInt(4), sometimes()));
        }
        OrderLine[] all = lines.toArray(new OrderLine[0]);
        return switch (random.nextInt(5)) {
            case 0 -> Events.cancelled(order, version, Events.line("0", any(SKUS), 0, null));
            case 1 -> Events.placed(order, version, pool, all);
            default -> Events.changed(order, version, pool, all);
        };
    }

    private List<BookedLine> pieces(int least) {
        List<BookedLine> pieces = new ArrayList<>();
        for (int line = 0; line < least + random.nextInt(2); line++) {
            pieces.add(piece(any(SKUS), sometimes(), 1 + random.nextInt(3)));
        }
        return pieces;
    }

    private void sales() {
        for (int sale = 1; sale <= 4; sale++) {
            String order = "sale-" + sale;
            String location = any(LOCATIONS);
            String sku = any(SKUS);
            for (int move = 0; move <= random.nextInt(2); move++) {
                events.add(Events.sold(order + "/" + move, sku, location, 1 + random.nextInt(3), order));
            }
            if (random.nextBoolean()) {
                String booked = random.nextInt(4) == 0 ? sometimes() : location;
                events.add(Events.booked(order, 1 + random.nextInt(20), piece(sku, booked, 2)));
            }
        }
        events.add(Events.soldAt(random.nextInt(22), "sold", any(SKUS), any(LOCATIONS), 1 + random.nextInt(3)));
        for (int move = 1; move <= 4; move++) {
            events.add(Events.adjusted(
                    "adjusted-" + move, any(SKUS), any(LOCATIONS), random.nextInt(9) - 4, random.nextInt(22)));
        }
    }

    private void descriptions() {
        for (int commit = 1; commit <= random.nextInt(4); commit++) {
            events.add(Events.described(any(SKUS), random.nextBoolean(), commit));
        }
    }

    private String sometimes() {
        return random.nextInt(3) == 0 ? null : any(LOCATIONS);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
