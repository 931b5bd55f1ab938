package io.crossdock.hub.availability;

import io.crossdock.canonical.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

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

    void write(StateWriter out) {
        out.sequence(sequence)
                .number(revision)
                .map(booked, out::pieces)
                .pieces(open)
                .map(cancelled, out::pieces);
    }

    static Booking read(StateReader in) {
        return new Booking(in.sequence(), in.integer(), in.map(in::pieces), in.pieces(), in.map(in::pieces));
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

    /** The same of the parts of a kit that takes so many of each. */
    Booking times(BigDecimal each) {
        return new Booking(
                sequence,
                revision,
                multiplied(booked, each),
                Pieces.of(open.multiply(each)),
                multiplied(cancelled, each));
    }

    private static SortedMap<String, BigDecimal> multiplied(SortedMap<String, BigDecimal> pieces, BigDecimal each) {
        SortedMap<String, BigDecimal> multiplied = new TreeMap<>();
        pieces.forEach((location, quantity) -> multiplied.put(location, Pieces.of(quantity.multiply(each))));
        return multiplied;
    }

    /** What two items' bookings of one document say of a part of both, each as it was told last by then. */
    static List<Booking> sums(List<Booking> one, List<Booking> other) {
        SortedMap<Sequence, Integer> revisions = new TreeMap<>();
        Stream.concat(one.stream(), other.stream())
                .forEach(booking -> revisions.merge(booking.sequence, booking.revision, Math::max));
        List<Booking> sums = new ArrayList<>();
        revisions.forEach((at, revision) -> sums.add(asOf(one, at, revision).plus(asOf(other, at, revision))));
        return List.copyOf(sums);
    }

    private static Booking asOf(List<Booking> bookings, Sequence at, int revision) {
        Booking latest = ofNothing(at, revision);
        for (Booking booking : bookings) {
            if (booking.sequence.compareTo(at) <= 0) {
                latest = new Booking(at, revision, booking.booked, booking.open, booking.cancelled);
            }
        }
        return latest;
    }

    private Booking plus(Booking other) {
        SortedMap<String, BigDecimal> booked = new TreeMap<>(this.booked);
        other.booked.forEach((location, quantity) -> booked.merge(location, quantity, BigDecimal::add));
        SortedMap<String, BigDecimal> cancelled = new TreeMap<>(this.cancelled);
        other.cancelled.forEach((location, quantity) -> cancelled.merge(location, quantity, BigDecimal::add));
        return new Booking(sequence, revision, booked, open.add(other.open), cancelled);
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
