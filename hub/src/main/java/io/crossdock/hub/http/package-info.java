/**
 * Calls to systems' APIs over camel-http: one pool of connections a channel, authentication, limits and timeouts, and
 * the translation of what went wrong into {@link io.crossdock.spi.Failure}s.
 */
package io.crossdock.hub.http;
