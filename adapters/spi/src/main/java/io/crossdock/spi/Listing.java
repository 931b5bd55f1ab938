package io.crossdock.spi;

import io.crossdock.canonical.Money;

/**
 * What a channel shows of one of its listings at the moment that it is read.
 *
 * @param key the channel's own key for it, no other listing's
 * @param sku our SKU, as the listing carries it; blank where it carries none
 * @param quantity pieces offered from the place that the channel's offers go to; null where the listing counts none
 * @param price null where it shows none
 */
public record Listing(String key, String sku, Long quantity, Money price, State state) {

    /** Whether buyers can find it. */
    public enum State {
        ON_SALE,
        HIDDEN
    }
}
