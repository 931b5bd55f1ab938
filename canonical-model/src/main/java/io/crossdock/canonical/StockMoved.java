package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/**
 * A difference that the ERP's level does not include yet: a till's sale, a warehouse's adjustment. It counts until a
 * level that includes it has arrived: at or past its document's {@link OrderBooked}, or one that says until when it includes
 * sales.
 *
 * @param move the movement's own key; a repeated one is counted once
 * @param quantity pieces, negative for what left
 * @param order the document that the ERP will book it under (see {@link OrderBooked}); null where there is none
 */
public record StockMoved(
        @NotBlank @Size(max = 160) String move,
        @NotNull @Valid Sku sku,
        @NotNull @Valid LocationId location,
        @NotNull @Digits(integer = 12, fraction = 6) BigDecimal quantity,
        @NotNull Reason reason,
        @Valid OrderId order)
        implements CanonicalData {

    /** Why stock moved. */
    public enum Reason {
        SOLD,
        RETURNED,
        ADJUSTED
    }

    @Override
    public String subject() {
        return sku.value();
    }
}
