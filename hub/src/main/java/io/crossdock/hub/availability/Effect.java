package io.crossdock.hub.availability;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What claims do to an item: pieces by place, without zeros.
 *
 * @param moved what moves add to on hand, by location
 * @param reserved what is promised, by pool (see {@link Pool})
 */
record Effect(SortedMap<String, BigDecimal> moved, SortedMap<String, BigDecimal> reserved) {

    static final Effect NONE = new Effect(new TreeMap<>(), new TreeMap<>());

    Effect {
        moved = moved == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(moved);
        reserved = reserved == null ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(reserved);
    }

    void write(StateWriter out) {
        out.map(moved, out::pieces).map(reserved, out::pieces);
    }

    static Effect read(StateReader in) {
        return new Effect(in.map(in::pieces), in.map(in::pieces));
    }

    Effect plus(Effect other) {
        if (other.isNone()) {
            return this;
        }
        return new Effect(sum(moved, other.moved), sum(reserved, other.reserved));
    }

    Effect minus(Effect other) {
        if (other.isNone()) {
            return this;
        }
        return plus(new Effect(negated(other.moved), negated(other.reserved)));
    }

    boolean isNone() {
        return moved.isEmpty() && reserved.isEmpty();
    }

    static void add(Map<String, BigDecimal> sums, String place, BigDecimal quantity) {
        BigDecimal sum = Pieces.of(sums.getOrDefault(place, BigDecimal.ZERO).add(quantity));
        if (sum.signum() == 0) {
            sums.remove(place);
        } else {
            sums.put(place, sum);
        }
    }

    private static SortedMap<String, BigDecimal> sum(Map<String, BigDecimal> one, Map<String, BigDecimal> other) {
        SortedMap<String, BigDecimal> sums = new TreeMap<>(one);
        other.forEach((place, quantity) -> add(sums, place, quantity));
        return sums;
    }

    private static SortedMap<String, BigDecimal> negated(Map<String, BigDecimal> quantities) {
        SortedMap<String, BigDecimal> negated = new TreeMap<>();
        quantities.forEach((place, quantity) -> negated.put(place, quantity.negate()));
        return negated;
    }
}
