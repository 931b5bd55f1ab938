package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;

/**
 * Changes come to a channel as fast as its service level says again, after a {@link ServiceLevelBreached breach}.
 *
 * @param p99Millis within which 99 of 100 changes should be on the channel
 * @param windowSeconds over how long that is counted
 * @param lagMillis within which 99 of 100 were; 0 where there was none to count
 * @param breachedAt when the breach was noticed
 * @param worstMillis the highest of what 99 of 100 took since then
 */
public record ServiceLevelRestored(
        @NotNull @Valid ChannelId channel,
        @Positive long p99Millis,
        @Positive long windowSeconds,
        @PositiveOrZero long lagMillis,
        @NotNull Instant breachedAt,
        @PositiveOrZero long worstMillis)
        implements CanonicalData {

    @Override
    public String subject() {
        return channel.value();
    }
}
