package io.crossdock.hub.sync;

import io.crossdock.canonical.Sku;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which accepted offers the channel is to be asked about, and when: soon at first, then after pauses that double, and once
 * more when their time is over. One offer an item. Time is passed in; for one thread.
 */
final class Asking {

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Map<Sku, Open> open = new HashMap<>();
    private final TreeSet<Open> due =
            new TreeSet<>(Comparator.<Open, Instant>comparing(one -> one.next).thenComparingLong(one -> one.arrival));
    private long arrivals;

    /** An accepted offer without a result. */
    private static final class Open {

        private final Acceptance acceptance;
        private final long arrival;
        private Duration pause;
        private Instant next;
        private boolean isLast;

        private Open(Acceptance acceptance, long arrival, Instant from) {
            this.acceptance = acceptance;
            this.arrival = arrival;
            this.pause = acceptance.askAfter();
            this.next = from.plus(pause);
        }
    }

    /** @param from when the process learned that it was accepted */
    void begin(Acceptance acceptance, Instant from) {
        Sku sku = acceptance.attempt().offer().sku();
        end(sku);
        Open one = new Open(acceptance, arrivals++, from);
        open.put(sku, one);
        due.add(one);
    }

    /** Nothing is to be asked about the item any more. */
    void end(Sku sku) {
        Open one = open.remove(sku);
        if (one != null) {
            due.remove(one);
        }
    }

    /** Whether it still has no result, nor a newer offer in its place. */
    boolean isOpen(Acceptance acceptance) {
        Open one = open.get(acceptance.attempt().offer().sku());
        return one != null && one.acceptance == acceptance;
    }

    /** Whether the item must not be told anything newer now. */
    boolean fences(Sku sku) {
        Open one = open.get(sku);
        return one != null && !one.acceptance.isOvertakable();
    }

    /**
     * What is to be asked about now; each has to be {@linkplain #end ended} or asked about {@linkplain #again again}.
     *
     * @param most so many, and those with the last one's ticket: one answer may tell of them all
     */
    List<Acceptance> take(int most, Instant now) {
        List<Acceptance> taken = new ArrayList<>();
        while (!due.isEmpty() && !due.first().next.isAfter(now)) {
            Open one = due.first();
            if (taken.size() >= most
                    && !one.acceptance
                            .ticket()
                            .equals(taken.get(taken.size() - 1).ticket())) {
                break;
            }
            due.remove(one);
            one.isLast = !one.acceptance.until().isAfter(now);
            taken.add(one.acceptance);
        }
        return taken;
    }

    /**
     * The channel still works on it, or could not be asked.
     *
     * @param whatever whether it is to be asked about again though its time is over
     * @return false where its time was over when it was asked, and it is not asked about again
     */
    boolean again(Acceptance acceptance, boolean whatever, Instant now) {
        Open one = open.get(acceptance.attempt().offer().sku());
        if (one.isLast && !whatever) {
            return false;
        }
        Duration doubled = one.pause.multipliedBy(2);
        Duration longer = doubled.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : doubled;
        one.pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        Instant next = now.plus(one.pause);
        one.next = !one.isLast && next.isAfter(acceptance.until()) ? acceptance.until() : next;
        due.add(one);
        return true;
    }

    /** When the next question is due; null where there is none. */
    Instant next() {
        return due.isEmpty() ? null : due.first().next;
    }

    /** What was accepted and has no result. */
    Stream<Attempt> all() {
        return open.values().stream().map(one -> one.acceptance.attempt());
    }

    /** Since when the channel shows something wrong of each that it works on, where that is known. */
    Stream<Instant> wrongSince() {
        return all().map(Attempt::wrongSince).filter(Objects::nonNull);
    }

    /** Accepted offers without a result. */
    int size() {
        return open.size();
    }
}
