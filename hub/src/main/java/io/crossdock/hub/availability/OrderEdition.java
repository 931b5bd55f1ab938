package io.crossdock.hub.availability;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.OrderState;
import java.time.Instant;
import java.util.Comparator;

/**
 * Which version of an order an event tells; of two the higher is true. Some systems count their versions in seconds, so
 * that a change and a cancellation may share one: then the later event is true, then the cancellation, and as a last
 * resort the id decides, so that the outcome never hangs on the order of arrival.
 */
public record OrderEdition(long version, int revision, Instant time, int finality, String id)
        implements Comparable<OrderEdition> {

    private static final Comparator<OrderEdition> ORDER = Comparator.comparingLong(OrderEdition::version)
            .thenComparingInt(OrderEdition::revision)
            .thenComparing(OrderEdition::time)
            .thenComparingInt(OrderEdition::finality)
            .thenComparing(OrderEdition::id);

    /** The edition that an event tells. */
    public static OrderEdition of(CanonicalEvent event, OrderState state) {
        int finality =
                switch (event.type()) {
                    case ORDER_CANCELLED -> 2;
                    case ORDER_CHANGED -> 1;
                    default -> 0;
                };
        return new OrderEdition(
                state.order().version(), event.translationRevision(), event.time(), finality, event.id());
    }

    void write(StateWriter out) {
        out.number(version).number(revision).time(time).number(finality).text(id);
    }

    static OrderEdition read(StateReader in) {
        return new OrderEdition(in.number(), in.integer(), in.time(), in.integer(), in.text());
    }

    @Override
    public int compareTo(OrderEdition other) {
        return ORDER.compare(this, other);
    }
}
