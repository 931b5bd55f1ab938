/**
 * The canonical events: what every system's records become, and the only language that crosses the hub.
 *
 * <p>A {@link io.crossdock.canonical.CanonicalEvent} is a CloudEvents 1.0 envelope around one immutable record of
 * {@link io.crossdock.canonical.CanonicalData}. Constraints are Jakarta Bean Validation annotations on the records;
 * {@link io.crossdock.canonical.EventValidation} checks them. Nothing here knows a transport, a broker or a system.
 */
package io.crossdock.canonical;
