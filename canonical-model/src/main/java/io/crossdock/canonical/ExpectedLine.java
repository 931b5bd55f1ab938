package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Pieces of an item that are to arrive together.
 *
 * @param quantity pieces that the level of the location does not include yet; 0 for none any more
 * @param expectedBy when they should be there at the latest, of a date its end; null where nobody knows
 * @param reference what people know them by, such as the number of a purchase order; null where there is none
 */
public record ExpectedLine(
        @NotNull @Valid LocationId location,

        @NotNull @PositiveOrZero @Digits(integer = 12, fraction = 6) BigDecimal quantity,

        Instant expectedBy,
        @Size(max = 160) String reference) {}
