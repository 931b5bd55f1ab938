/**
 * What an adapter implements and what it may lean on. An adapter is pure at its core: a
 * {@link io.crossdock.spi.Translation} turns an inbound record into canonical events, an
 * {@link io.crossdock.spi.OfferSink} says which requests put offers on a channel and reads the answers, a
 * {@link io.crossdock.spi.Fetch} completes a notification that only names a thing, an
 * {@link io.crossdock.spi.OrderListing} lists what notifications may not have told. Whatever touches the network is
 * behind {@link io.crossdock.spi.Api}; authentication, timeouts, limits and retries are the hub's.
 */
package io.crossdock.spi;
