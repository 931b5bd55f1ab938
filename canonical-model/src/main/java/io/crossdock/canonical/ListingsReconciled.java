package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * What a channel shows was read and compared with what it confirmed and what is wanted; what had drifted is offered anew.
 *
 * @param from when the reading began
 * @param until when it ended
 * @param listings how many listings it read
 * @param agreeing items that show what is wanted
 * @param moving items that were being changed meanwhile, so that nothing can be said of them
 * @param drifts what is shown otherwise than wanted, by cause
 * @param repaired items that are offered anew
 * @param skus the first 100 of these
 */
public record ListingsReconciled(
        @NotNull @Valid ChannelId channel,
        @NotNull Instant from,
        @NotNull Instant until,
        @PositiveOrZero long listings,
        @PositiveOrZero long agreeing,
        @PositiveOrZero long moving,
        @NotNull @Size(max = 20) List<@NotNull @Valid Count> drifts,
        @PositiveOrZero long repaired,
        @NotNull @Size(max = 100) List<@NotBlank @Size(max = 64) String> skus)
        implements CanonicalData {

    /**
     * How often something was found.
     *
     * @param cause such as {@code edited} or {@code lost}
     */
    public record Count(
            @NotBlank @Size(max = 41) String cause,
            @Positive long count) {}

    public ListingsReconciled {
        drifts = drifts == null ? List.of() : List.copyOf(drifts);
        skus = skus == null ? List.of() : List.copyOf(skus);
    }

    @Override
    public String subject() {
        return channel.value();
    }
}
