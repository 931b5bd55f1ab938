package io.crossdock.hub.sync;

import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import java.math.BigDecimal;

/**
 * What is known of an item on a channel.
 *
 * @param onHand pieces that the ERP says are at the channel's locations; null where it says nothing
 */
public record ItemView(Sku sku, BigDecimal onHand, PartView<Long> quantity, PartView<Money> price) {

    /** Whether there is something of it to buy. */
    public boolean isOffered() {
        return quantity.wanted() != null && quantity.wanted() > 0;
    }
}
