package io.crossdock.hub.sync;

import io.crossdock.canonical.ChannelId;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import java.time.Instant;

/**
 * An offer that a channel refused for good: it is not sent again until something newer is wanted.
 *
 * @param committedAt when its cause was committed; null where unknown
 * @param traceparent of its cause; null where there is none
 * @param at when the channel refused
 */
public record OfferProblem(
        ChannelId channel, Offer offer, Failure failure, Instant committedAt, String traceparent, Instant at) {}
