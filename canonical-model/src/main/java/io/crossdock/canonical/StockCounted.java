package io.crossdock.canonical;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * The quantity physically present of one item at one location, after the change.
 *
 * <p>A level, not a difference: a lost or repeated event cannot make a channel drift.
 *
 * @param onHand pieces on hand; may be negative where the source says so
 * @param salesUntil the level includes all that tills at the location sold and took back until then (see {@link
 *     StockMoved}); null where the source does not tell
 */
public record StockCounted(
        @NotNull @Valid Sku sku,
        @NotNull @Valid LocationId location,

        @NotNull @Digits(integer = StockCounted.INTEGER, fraction = StockCounted.FRACTION) BigDecimal onHand,

        Instant salesUntil)
        implements CanonicalData {

    static final int INTEGER = 12;
    static final int FRACTION = 6;

    /** Of a source that does not tell which sales it includes. */
    public StockCounted(Sku sku, LocationId location, BigDecimal onHand) {
        this(sku, location, onHand, null);
    }

    @Override
    public String subject() {
        return sku.value();
    }
}
