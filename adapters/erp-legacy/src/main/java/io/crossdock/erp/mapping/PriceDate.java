package io.crossdock.erp.mapping;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sequence;
import java.time.Instant;
import java.util.Optional;

/**
 * That an item's prices change by themselves.
 *
 * @param at the next date of any of them
 * @param told the place of the event that told so
 */
public record PriceDate(String sku, Instant at, Sequence told) {

    /** Empty where the prices hold until the ERP changes them. */
    public static Optional<PriceDate> of(CanonicalEvent event) {
        return event.data() instanceof PriceChanged prices && prices.validUntil() != null
                ? Optional.of(new PriceDate(event.subject(), prices.validUntil(), event.sequence()))
                : Optional.empty();
    }
}
