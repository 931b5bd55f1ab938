package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * The orders that a channel's system lists for a span of time were compared with what had arrived; what was missing was
 * taken in.
 *
 * @param from the span's begin, by the system's time of an order's last change
 * @param until the span's end
 * @param listed how many orders the system listed
 * @param missing how many of them nobody had told in their present state
 * @param orders the system's own ids of the first 100 that were missing
 */
public record ChannelReconciled(
        @NotNull @Valid ChannelId channel,
        @NotNull Instant from,
        @NotNull Instant until,
        @PositiveOrZero long listed,
        @PositiveOrZero long missing,
        @NotNull @Size(max = 100) List<@NotBlank @Size(max = 200) String> orders)
        implements CanonicalData {

    public ChannelReconciled {
        orders = orders == null ? List.of() : List.copyOf(orders);
    }

    @Override
    public String subject() {
        return channel.value();
    }
}
