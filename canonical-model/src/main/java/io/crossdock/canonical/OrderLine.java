package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * One line of an order.
 *
 * @param line the line's own key within its order, stable over the order's versions
 * @param quantity pieces still wanted: ordered less cancelled; 0 once the line is cancelled
 * @param unitPrice what one piece costs the buyer; null where the system does not tell
 * @param location where it will be taken from; null where that is not decided
 */
public record OrderLine(
        @NotBlank @Size(max = 120) String line,
        @NotNull @Valid Sku sku,

        @NotNull @PositiveOrZero @Digits(integer = 12, fraction = 6) BigDecimal quantity,

        @Valid Money unitPrice,
        @Valid LocationId location) {}
