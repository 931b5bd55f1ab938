package io.crossdock.hub.reconcile;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ChannelReconciled;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How a reconciliation stands.
 *
 * @param listed orders that the system listed
 * @param missing how many of them the journal lacked
 * @param finished how many more it lacked that were left alone, since nothing of them is open
 * @param orders the system's own ids of the first missing ones
 * @param tooLarge the id of one that no journal takes; null as a rule
 */
public record Tally(
        Instant from,
        Instant until,
        int pages,
        long listed,
        long missing,
        long finished,
        List<String> orders,
        String tooLarge) {

    private static final int NAMED = 100;
    private static final int LONGEST_ID = 200;

    public Tally {
        orders = List.copyOf(orders);
    }

    static Tally none(Instant from, Instant until) {
        return new Tally(from, until, 0, 0, 0, 0, List.of(), null);
    }

    Tally plus(long moreListed, List<String> moreMissing, long moreFinished, String moreTooLarge) {
        List<String> named = new ArrayList<>(orders);
        moreMissing.stream()
                .filter(id -> !id.isBlank() && id.length() <= LONGEST_ID)
                .limit(NAMED - named.size())
                .forEach(named::add);
        return new Tally(
                from,
                until,
                pages + 1,
                listed + moreListed,
                missing + moreMissing.size(),
                finished + moreFinished,
                named,
                tooLarge == null ? moreTooLarge : tooLarge);
    }

    ChannelReconciled event(ChannelId channel) {
        return new ChannelReconciled(channel, from, until, listed, missing, orders);
    }
}
