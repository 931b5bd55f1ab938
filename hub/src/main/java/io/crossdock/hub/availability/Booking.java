package io.crossdock.hub.availability;

import io.crossdock.canonical.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;

/**
 * What the ERP has of one item under one document, from a commit on: all of it, not what was added.
 *
 * @param booked pieces that its levels exclude, by location; {@link #ANY} where the ERP does not tell; empty where they
 *     exclude nothing of the item
 * @param open pieces that it knows and its levels hold still
 * @param cancelled pieces that nobody will take any more, by location
 */
record Booking(
        Sequence sequence,
        int revision,
        SortedMap<String, BigDecimal> booked,
        BigDecimal open,
        SortedMap<String, BigDecimal> cancelled) {

    static final String ANY = "";

    /** An ERP that touches an order over and over must not make its record grow. */
    static final int MAX_KEPT = 16;

    Booking {
        booked = booked == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(booked);
        open = open == null ? BigDecimal.ZERO : open;
        cancelled = cancelled == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(cancelled);
    }

    /** One that says of an item that the ERP has nothing of it. */
    static Booking ofNothing(Sequence sequence, int revision) {
        return new Booking(
                sequence, revision, Collections.emptySortedMap(), BigDecimal.ZERO, Collections.emptySortedMap());
    }

    /** Pieces that the ERP has taken or will take. */
    BigDecimal kept() {
        return booked.values().stream().reduce(open, BigDecimal::add);
    }

    /** Whether levels say what this booking says of a location. */
    boolean reachedBy(Levels levels, String location) {
        String commit = sequence.commit();
        return location.equals(ANY) ? levels.reachedAnywhere(commit) : levels.reached(location, commit);
    }

    /**
     * The known bookings and another one, in the order of their sequences.
     *
     * <p>Where there are too many, one in the middle of a run of equal bookings goes: the first of a run tells since
     * when, the last that it was still so. Only then the second oldest.
     */
    static List<Booking> add(List<Booking> known, Booking arrived) {
        List<Booking> all = new ArrayList<>();
        for (Booking booking : known) {
            if (booking.sequence.equals(arrived.sequence)) {
                if (booking.revision >= arrived.revision) {
                    return known;
                }
            } else {
                all.add(booking);
            }
        }
        all.add(arrived);
        all.sort(Comparator.comparing(Booking::sequence));
        if (all.size() > MAX_KEPT) {
            all.remove(leastTelling(all));
        }
        return List.copyOf(all);
    }

    private static int leastTelling(List<Booking> all) {
        for (int i = 1; i < all.size() - 1; i++) {
            if (all.get(i).booked.equals(all.get(i - 1).booked)
                    && all.get(i).booked.equals(all.get(i + 1).booked)) {
                return i;
            }
        }
        return 1;
    }
}
