package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;

/**
 * The quantity physically present of one item at one location, after the change.
 *
 * <p>A level, not a difference: a lost or repeated event cannot make a channel drift.
 *
 * @param onHand pieces on hand; may be negative where the source says so
 */
public record StockCounted(
        @NotNull @Valid Sku sku,
        @NotNull @Valid LocationId location,
        @NotNull @Digits(integer = 12, fraction = 6) BigDecimal onHand)
        implements CanonicalData {

    @Override
    public String subject() {
        return sku.value();
    }
}
