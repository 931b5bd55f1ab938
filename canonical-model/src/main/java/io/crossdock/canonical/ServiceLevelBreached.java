package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/**
 * Changes come to a channel later than its service level says.
 *
 * @param p99Millis within which 99 of 100 changes should be on the channel
 * @param windowSeconds over how long that is counted
 * @param lagMillis within which 99 of 100 were
 * @param changes how many were counted: those that the channel answered within the window, and those that wait for longer
 */
public record ServiceLevelBreached(
        @NotNull @Valid ChannelId channel,
        @Positive long p99Millis,
        @Positive long windowSeconds,
        @Positive long lagMillis,
        @Positive long changes)
        implements CanonicalData {

    @Override
    public String subject() {
        return channel.value();
    }
}
