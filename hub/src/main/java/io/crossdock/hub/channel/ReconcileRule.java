package io.crossdock.hub.channel;

import java.time.Duration;

/**
 * How often the system's orders are compared with the journal, and which.
 *
 * @param every from one comparison to the next
 * @param window how much of the past each looks at; at least {@code every}, so that nothing lies between two
 * @param grace how long a notification may take before it is missed; at least two minutes, see {@link
 *     io.crossdock.spi.OrderListing.Span}
 */
public record ReconcileRule(Duration every, Duration window, Duration grace) {}
