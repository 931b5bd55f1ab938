/**
 * Availability: one Kafka Streams topology (exactly once) that turns levels, moves, orders and bookings into {@link
 * io.crossdock.canonical.AvailabilityChanged}, one versioned record an item.
 *
 * <p>Two steps, each a pure core with a thin processor around it. {@link io.crossdock.hub.availability.OrderBook} keeps
 * the newest version of an order with what the ERP booked of it, and says for every SKU what is reserved ({@link
 * io.crossdock.hub.availability.Reservation}, by an internal topic keyed by SKU). {@link
 * io.crossdock.hub.availability.ItemLedger} keeps an item's levels and its claims. A {@link
 * io.crossdock.hub.availability.Claim} is what one document (an order, a till sale, an adjustment) takes from an item
 * until the ERP's levels say the same; its effect is a pure function of the claim and the newest level of each location,
 * and the item's totals are the sum of all effects. Therefore neither order nor repetition of events matters.
 *
 * <p>Claims are stored one by one and only those that wait for a level are visited when one arrives, so that an item
 * with thousands of open orders costs no more than another.
 */
package io.crossdock.hub.availability;
