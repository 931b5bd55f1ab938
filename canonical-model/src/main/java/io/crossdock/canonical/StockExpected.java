package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What is to arrive of one item, as purchase orders and advance shipping notices tell it: all that the document tells of
 * the item, or all that the source knows of it. A newer one replaces the whole of the one before.
 *
 * @param document such as an advance shipping notice's number, unique within the source; null where the source tells all
 *     that it expects of the item at once. A source tells the same goods by one of the two
 * @param lines what has not arrived yet; empty once all of it was booked in, or is not awaited any more
 */
public record StockExpected(
        @NotNull @Valid Sku sku,
        @Size(max = 160) String document,
        @NotNull @Size(max = 1000) List<@NotNull @Valid ExpectedLine> lines)
        implements CanonicalData {

    public StockExpected {
        lines = lines == null ? List.of() : List.copyOf(lines);
    }

    @Override
    public String subject() {
        return sku.value();
    }
}
