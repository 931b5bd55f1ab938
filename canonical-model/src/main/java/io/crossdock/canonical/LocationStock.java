package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;

/**
 * An item's stock at one location.
 *
 * @param onHand pieces on hand, with the moves that no level includes yet; may be negative
 * @param reserved pieces promised to orders that the ERP's level does not exclude yet
 */
public record LocationStock(
        @NotNull @Valid LocationId location,
        @NotNull @Digits(integer = 12, fraction = 6) BigDecimal onHand,

        @NotNull @PositiveOrZero @Digits(integer = 12, fraction = 6) BigDecimal reserved) {}
