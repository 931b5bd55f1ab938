package io.crossdock.hub.servicelevel;

import java.time.Instant;

/**
 * How a channel's sync stands, as its topic tells whoever looks from outside. Its JSON outlives a release: members may be
 * added.
 *
 * @param zerosHeldAt since when the brake holds items that would be set to zero; null while it holds none
 * @param pricesHeldAt the same of prices that would be moved far
 */
public record ChannelStanding(MeasuredLag lag, Instant zerosHeldAt, Instant pricesHeldAt) {

    /** Whether the other says the same, measured at another time. */
    public boolean isLike(ChannelStanding other) {
        return other != null
                && lag.isLike(other.lag)
                && equals(new ChannelStanding(lag, other.zerosHeldAt, other.pricesHeldAt));
    }
}
