package io.crossdock.hub.policy;

import io.crossdock.canonical.Money;
import java.math.BigDecimal;

/**
 * Holds a price that moves further from the last confirmed one than a price should at once.
 *
 * @param percent of the confirmed price, above 0; null where every price may go
 */
public record PriceGuard(Setting<BigDecimal> percent) {

    /** Lets every price go. */
    public static final PriceGuard NONE = new PriceGuard(null);

    public boolean isSet() {
        return percent != null;
    }

    /** Whether the step from one to the other is too far; one to another currency always is. */
    public boolean holds(Money confirmed, Money wanted) {
        if (percent == null) {
            return false;
        }
        if (!confirmed.currency().equals(wanted.currency())) {
            return true;
        }
        BigDecimal moved = wanted.amount().subtract(confirmed.amount()).abs();
        return moved.compareTo(StockPolicy.percent(confirmed.amount().abs(), percent.value())) > 0;
    }
}
