package io.crossdock.hub.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What an account's buckets hold for the parts of its budget that no process has. They fill meanwhile, so that what goes
 * from one process to another is neither lost nor there twice.
 */
final class FreeParts {

    private static final double NEARLY = 1e-6;

    private final List<Rate> rates;
    private final List<Double> levels;
    private Instant filledAt;

    FreeParts(List<Rate> rates, List<Double> levels, Instant filledAt) {
        this.rates = rates;
        this.levels = new ArrayList<>(levels);
        this.filledAt = filledAt;
    }

    static FreeParts full(List<Rate> rates, Instant now) {
        return new FreeParts(
                rates, rates.stream().map(rate -> (double) rate.burst()).toList(), now);
    }

    static FreeParts empty(List<Rate> rates, Instant now) {
        return new FreeParts(rates, rates.stream().map(rate -> 0.0).toList(), now);
    }

    /** @param parts how many have been free since it was filled last */
    void fill(int parts, Instant now) {
        if (!now.isAfter(filledAt)) {
            return;
        }
        double nanos = Duration.between(filledAt, now).toNanos() * Parts.fraction(parts);
        for (int i = 0; i < levels.size(); i++) {
            double most = rates.get(i).burst() * Parts.fraction(parts);
            levels.set(
                    i,
                    Math.min(
                            most,
                            levels.get(i) + nanos / rates.get(i).interval().toNanos()));
        }
        filledAt = now;
    }

    /** More parts are free, whose buckets held so much: more than they can hold is not believed. */
    void add(int parts, List<Double> leaves) {
        for (int i = 0; i < levels.size() && i < leaves.size(); i++) {
            double most = rates.get(i).burst() * Parts.fraction(parts);
            levels.set(i, levels.get(i) + Math.max(0, Math.min(most, leaves.get(i))));
        }
    }

    /** Fewer are. */
    List<Double> take(int parts, int of) {
        List<Double> taken = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            double goes = levels.get(i) * parts / of;
            taken.add(goes);
            levels.set(i, levels.get(i) - goes);
        }
        return taken;
    }

    /** Of all parts. */
    boolean isFull(Instant now) {
        fill(Parts.WHOLE, now);
        for (int i = 0; i < levels.size(); i++) {
            if (levels.get(i) + NEARLY < rates.get(i).burst()) {
                return false;
            }
        }
        return true;
    }

    List<Double> levels() {
        return List.copyOf(levels);
    }

    Instant filledAt() {
        return filledAt;
    }
}
