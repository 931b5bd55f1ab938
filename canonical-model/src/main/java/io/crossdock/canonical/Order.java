package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * A whole order in one version; of two versions the higher is true.
 *
 * @param number what the buyer and the shop's staff call it
 * @param version rises with every change of the order in its system: its own version, or its last change in epoch
 *     milliseconds
 * @param locations the pool it may be taken from, where its lines do not name a location; empty where each does
 */
public record Order(
        @NotNull @Valid OrderId id,
        @NotNull @Valid ChannelId channel,
        @NotBlank @Size(max = 120) String number,
        @PositiveOrZero long version,
        @NotNull Instant placedAt,
        @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
        @NotNull @Size(max = 1000) List<@NotNull @Valid LocationId> locations,
        @NotEmpty @Size(max = 5000) List<@NotNull @Valid OrderLine> lines,
        @Valid Address shipTo) {

    public Order {
        locations = locations == null ? List.of() : List.copyOf(locations);
        lines = lines == null ? List.of() : List.copyOf(lines);
    }
}
