package io.crossdock.hub.writeback;

import io.crossdock.erp.orders.OrderEntry;

/**
 * That a number was given to an entry. Its JSON outlives a release: members may be added.
 *
 * @param number 1 to 999,999,999
 * @param order the entry's, with version and attempt
 * @param place where the event stands in Kafka that asked for the entry
 */
record Interchange(int number, String order, long version, int attempt, String place) {

    boolean isOf(OrderEntry entry) {
        return order.equals(entry.order().id().value())
                && version == entry.order().version()
                && attempt == entry.attempt();
    }

    /** @param known what became of its order; null when nothing is known of it */
    boolean isEntered(EntryState known) {
        return known != null && known.attempt() >= attempt;
    }
}
