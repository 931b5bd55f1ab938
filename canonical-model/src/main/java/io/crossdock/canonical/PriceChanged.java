package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * All prices of an item as they are now: what is not in it does not hold any more, so that its topic can be compacted
 * by SKU.
 */
public record PriceChanged(
        @NotNull @Valid Sku sku, @NotNull @Size(max = 1000) List<@NotNull @Valid ListPrice> prices)
        implements CanonicalData {

    public PriceChanged {
        prices = prices == null ? List.of() : List.copyOf(prices);
    }

    @Override
    public String subject() {
        return sku.value();
    }
}
