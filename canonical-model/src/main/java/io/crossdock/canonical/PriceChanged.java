package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * All prices of an item as they are now: what is not in it does not hold any more, so that its topic can be compacted
 * by SKU.
 *
 * @param validUntil when one of them ends or another begins by its date, and the source tells them anew; null where no
 *     such date is known
 */
public record PriceChanged(
        @NotNull @Valid Sku sku, @NotNull @Size(max = 1000) List<@NotNull @Valid ListPrice> prices, Instant validUntil)
        implements CanonicalData {

    public PriceChanged {
        prices = prices == null ? List.of() : List.copyOf(prices);
    }

    /** Without dates. */
    public PriceChanged(Sku sku, List<ListPrice> prices) {
        this(sku, prices, null);
    }

    @Override
    public String subject() {
        return sku.value();
    }
}
