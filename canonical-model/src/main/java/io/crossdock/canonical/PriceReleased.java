package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Somebody let a price go to a channel, however far it is from the one that the channel shows.
 *
 * @param price what the channel may show
 * @param version the sequence of the price that it came from
 * @param by who did it
 * @param reason why
 */
public record PriceReleased(
        @NotNull @Valid ChannelId channel,
        @NotNull @Valid Sku sku,
        @NotNull @Valid Money price,
        @NotBlank @Size(max = 64) String version,
        @NotBlank @Size(max = 500) String by,
        @NotBlank @Size(max = 500) String reason)
        implements CanonicalData {

    @Override
    public String subject() {
        return sku.value();
    }
}
