package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;

/**
 * One line of what the ERP booked.
 *
 * @param location from where the ERP takes it; null where it does not tell
 */
public record BookedLine(
        @NotNull @Valid Sku sku,
        @Valid LocationId location,

        @NotNull @Positive @Digits(integer = 12, fraction = 6) BigDecimal quantity) {}
