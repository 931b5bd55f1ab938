/**
 * {@code crossdock bench sync}: from the ERP's commit, and from an order on one channel, to the answers of all channels;
 * how much channels in trouble cost the others; how fast many items go out; what a hot item costs.
 */
package io.crossdock.bench.sync;
