/**
 * What a channel shows of an item: pure functions from what is available and what a price list says to the offer, by the
 * rules of the channel's file. Whoever wants to know why listens to their steps; there is no second calculation.
 */
package io.crossdock.hub.policy;
