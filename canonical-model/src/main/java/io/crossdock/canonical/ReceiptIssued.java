package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A channel confirmed that it took an offer: what it shows for the item now, as far as we know.
 *
 * @param quantity null until a quantity was confirmed
 * @param price null until a price was confirmed
 */
public record ReceiptIssued(
        @NotNull @Valid ChannelId channel,
        @NotNull @Valid Sku sku,
        @Valid ConfirmedQuantity quantity,
        @Valid ConfirmedPrice price)
        implements CanonicalData {

    /**
     * The last quantity that the channel took.
     *
     * @param version the availability's version that it came from
     * @param committedAt when the change that caused it was committed at its source
     * @param confirmedAt when the channel's answer arrived
     */
    public record ConfirmedQuantity(
            @NotNull BigDecimal value,
            @PositiveOrZero long version,
            Instant committedAt,
            @NotNull Instant confirmedAt) {}

    /**
     * The last price that the channel took.
     *
     * @param version the sequence of the price that it came from
     * @param committedAt when the change that caused it was committed at its source
     * @param confirmedAt when the channel's answer arrived
     */
    public record ConfirmedPrice(
            @NotNull @Valid Money value,
            @NotNull String version,
            Instant committedAt,
            @NotNull Instant confirmedAt) {}

    @Override
    public String subject() {
        return sku.value();
    }
}
