package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/**
 * A channel changed what it shows of an item by itself, as a shop does when it sells: what it shows is not what it was
 * last told, even where what it should show has not changed.
 *
 * @param version of the availability that first knows of it
 */
public record ChannelTouch(
        @NotNull @Valid ChannelId channel, @Positive long version) {}
