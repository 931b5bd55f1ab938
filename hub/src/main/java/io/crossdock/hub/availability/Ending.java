package io.crossdock.hub.availability;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What would end what a document takes from an item, in words, by the same rules by which it ends. */
final class Ending {

    private Ending() {}

    /** When its lines hold nothing any more; by levels, bookings and what is told of the order. */
    static String ofReservation(Claim claim, Levels levels) {
        List<Booking> bookings = claim.bookings();
        if (bookings.isEmpty()) {
            return "the ERP books it and a level includes that, or it is cancelled";
        }
        String awaited = awaited(bookings, levels);
        if (!awaited.isEmpty()) {
            return awaited + ", as the ERP has booked it";
        }
        return bookings.get(bookings.size() - 1).open().signum() > 0
                ? "the ERP's levels exclude it, which has it open, or it is cancelled"
                : "the ERP books the rest of it, or that is cancelled";
    }

    static String ofMove(Move move, Claim claim, Levels levels) {
        String told = "a level of " + move.location() + " includes sales until " + move.at();
        if (claim.adjustment()) {
            String committed = "a level of " + move.location() + " is committed after " + move.at();
            return move.sale() ? told + ", or one that names no time is committed after that" : committed;
        }
        if (claim.bookings().isEmpty()) {
            return "the ERP books it and a level includes that" + (move.sale() ? ", or " + told : "");
        }
        String booked = soonest(move, claim.bookings())
                .map(booking -> come(awaited(move, booking, levels), booking) + ", as the ERP has booked it")
                .orElse("the ERP books it where it was");
        return move.sale() ? booked + ", or " + told : booked;
    }

    /** The first booking of the move's own place, or else of any: one whose levels have come is enough. */
    private static Optional<Booking> soonest(Move move, List<Booking> bookings) {
        return bookings.stream()
                .filter(booking -> booking.booked().containsKey(move.location()))
                .findFirst()
                .or(() -> bookings.stream()
                        .filter(booking -> !booking.booked().isEmpty())
                        .findFirst());
    }

    private static List<String> awaited(Move move, Booking booking, Levels levels) {
        Set<String> places = booking.booked().keySet();
        if (places.contains(move.location())) {
            return List.of(levelOf(move.location()));
        }
        return places.stream()
                .map(place -> place.equals(Booking.ANY) ? move.location() : place)
                .filter(place -> !booking.reachedBy(levels, place))
                .map(Ending::levelOf)
                .distinct()
                .toList();
    }

    /** The levels that do not include yet what is booked; empty where all do. */
    private static String awaited(List<Booking> bookings, Levels levels) {
        Booking newest = bookings.get(bookings.size() - 1);
        Set<String> places = new TreeSet<>();
        bookings.forEach(booking -> places.addAll(booking.booked().keySet()));
        List<String> awaited = new ArrayList<>();
        for (String place : places) {
            if (!newest.reachedBy(levels, place)) {
                awaited.add(place.equals(Booking.ANY) ? "a level" : levelOf(place));
            }
        }
        return awaited.isEmpty() ? "" : come(awaited, newest);
    }

    private static String levelOf(String place) {
        return "a level of " + place;
    }

    private static String come(List<String> awaited, Booking booking) {
        return String.join(" and ", awaited) + (awaited.size() > 1 ? " come" : " comes") + " at or past "
                + booking.sequence().brief();
    }
}
