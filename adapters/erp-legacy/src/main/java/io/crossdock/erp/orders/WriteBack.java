package io.crossdock.erp.orders;

import io.crossdock.canonical.Order;
import java.time.Instant;
import java.util.Set;

/**
 * {@code writeBack:} of a mapping file: which orders the ERP is to have, and how it takes them.
 *
 * @param since orders placed earlier are never entered: the ERP has them already, by whatever way it had before
 * @param channels whose orders are entered; empty for all
 * @param takesChanges whether the interface also takes an order that was changed or cancelled after it was entered
 */
public record WriteBack(Instant since, Set<String> channels, boolean takesChanges, OrderTarget target) {

    public WriteBack {
        channels = Set.copyOf(channels);
    }

    public boolean concerns(Order order) {
        return !order.placedAt().isBefore(since)
                && (channels.isEmpty() || channels.contains(order.channel().value()));
    }
}
