package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The buckets of limits that hold together, and the row of those that wait for them. The caller locks. */
final class Buckets {

    private final List<Bucket> buckets;
    private long row;

    /** @param pace as {@link Bucket} says */
    Buckets(List<Rate> rates, boolean pace) {
        this.buckets = rates.stream().map(rate -> new Bucket(rate, pace)).toList();
    }

    /** Somebody's place in the row. @param row that it is in: everybody may have left it since */
    record Place(long row, List<Double> numbers) {}

    void take(Price price, Instant now) {
        buckets.forEach(bucket -> bucket.take(price, now));
    }

    Place enterRow(Price price, Instant now) {
        List<Double> numbers = new ArrayList<>();
        buckets.forEach(bucket -> numbers.add(bucket.enterRow(price, now)));
        return new Place(row, numbers);
    }

    boolean holds(Place place) {
        return place != null && place.row() == row;
    }

    /** Its permit has come, or it waits no more. */
    void leaveRow(Place place, Price price) {
        if (holds(place)) {
            buckets.forEach(bucket -> bucket.leaveRow(price));
        }
    }

    /**
     * Whoever waits begins anew: a permit that it had would be one more than what then comes to whoever has the part, and
     * one that is given back would bring those before it theirs too early.
     */
    void clearRow(Instant now) {
        row++;
        buckets.forEach(bucket -> bucket.clearRow(now));
    }

    /** When a place's permit may be used. */
    Instant due(Place place, Instant now) {
        Instant due = now;
        for (int i = 0; i < buckets.size(); i++) {
            due = later(due, buckets.get(i).due(place.numbers().get(i), now));
        }
        return due;
    }

    Instant next(Price price, Instant now) {
        Instant next = now;
        for (Bucket bucket : buckets) {
            next = later(next, bucket.next(price, now));
        }
        return next;
    }

    boolean areAtRest(Price price, Instant now) {
        return buckets.stream().allMatch(bucket -> bucket.isAtRest(price, now));
    }

    boolean areUsable(Price price) {
        return buckets.stream().allMatch(bucket -> bucket.isUsable(price));
    }

    void giveBack(double points, Instant now) {
        buckets.stream().filter(bucket -> bucket.rate().isPoints()).forEach(bucket -> bucket.giveBack(points, now));
    }

    /** @param then when the account had so many points left */
    void holdAtMost(double points, Instant then, Instant now) {
        for (Bucket bucket : buckets) {
            if (bucket.rate().isPoints()) {
                double restored = (double) Duration.between(then, now).toNanos()
                        / bucket.rate().interval().toNanos();
                bucket.holdsAtMost(points + Math.max(0, restored), now);
            }
        }
    }

    void scale(double to, Instant now) {
        buckets.forEach(bucket -> bucket.scale(to, now));
    }

    List<Double> shrink(double to, Instant now) {
        return buckets.stream().map(bucket -> bucket.shrink(to, now)).toList();
    }

    /** @param comes what each gets; nothing where it is not told */
    void grow(double to, List<Double> comes, Instant now) {
        for (int i = 0; i < buckets.size(); i++) {
            buckets.get(i).grow(to, i < comes.size() ? comes.get(i) : 0, now);
        }
    }

    void lose(Instant now) {
        buckets.forEach(bucket -> bucket.lose(now));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
