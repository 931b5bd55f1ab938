package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;

/**
 * Somebody approved, paused or resumed a channel, let through what its brake held, or had it told everything again.
 *
 * @param revision rises by one with every such decision about the channel
 * @param from to which a channel returns that is resumed
 * @param released the revision at which somebody last let through what the brake held; 0 where nobody ever did
 * @param resyncedAt what the channel confirmed before is offered again; null where nobody ever asked for that
 * @param by who did it
 * @param reason why
 */
public record ChannelModeSet(
        @NotNull @Valid ChannelId channel,
        @Positive long revision,
        @NotNull ChannelMode from,
        @NotNull ChannelMode to,
        @PositiveOrZero long released,
        Instant resyncedAt,
        @NotBlank @Size(max = 500) String by,
        @NotBlank @Size(max = 500) String reason)
        implements CanonicalData {

    @Override
    public String subject() {
        return channel.value();
    }
}
