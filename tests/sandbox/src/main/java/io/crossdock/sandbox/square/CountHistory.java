package io.crossdock.sandbox.square;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of a variation's pieces at a location: the last physical count, by when it was counted, and the moves
 * since. A count that arrives late is still right about its own moment, so later moves are taken off it.
 */
final class CountHistory {

    private record Place(String sku, String location) {}

    private record Move(Instant at, long pieces) {}

    private static final class Known {
        private Instant countedAt = Instant.MIN;
        private final List<Move> moves = new ArrayList<>();
    }

    private final Map<Place, Known> known = new HashMap<>();

    /** @param pieces added; negative where they were taken */
    synchronized void moved(String sku, String location, Instant at, long pieces) {
        known(sku, location).moves.add(new Move(at, pieces));
    }

    synchronized boolean isStale(String sku, String location, Instant countedAt) {
        return countedAt.isBefore(known(sku, location).countedAt);
    }

    /** The pieces that follow from a count of so many at that time. */
    synchronized long counted(String sku, String location, Instant countedAt, long pieces) {
        Known place = known(sku, location);
        place.countedAt = countedAt;
        place.moves.removeIf(move -> !move.at().isAfter(countedAt));
        return pieces + place.moves.stream().mapToLong(Move::pieces).sum();
    }

    private Known known(String sku, String location) {
        return known.computeIfAbsent(new Place(sku, location), place -> new Known());
    }
}
