package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * Pieces of one order line that were shipped or come back.
 *
 * @param line the order line's key, as in {@link OrderLine}
 */
public record QuantityLine(
        @NotBlank @Size(max = 120) String line,
        @NotNull @Valid Sku sku,

        @NotNull @Positive @Digits(integer = 12, fraction = 6) BigDecimal quantity) {}
