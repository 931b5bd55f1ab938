/**
 * From availability and prices to a channel's API and its receipts: policy, conflation, order, limits, one consumer a
 * channel. What a channel was offered and has confirmed is rebuilt from Kafka at every start, so nothing else is kept.
 */
package io.crossdock.hub.sync;
