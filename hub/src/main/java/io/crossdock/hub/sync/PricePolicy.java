package io.crossdock.hub.sync;

import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import java.util.Optional;

/**
 * Which of an item's prices a channel shows.
 *
 * @param list the price list's name; null for a channel whose prices are kept elsewhere
 * @param currency the channel's; a price in another one is never sent
 */
public record PricePolicy(String list, String currency) {

    /** The price on the channel's list in its currency; empty where there is none. */
    public Optional<Money> price(PriceChanged prices) {
        return prices.prices().stream()
                .filter(price -> price.list().equals(list))
                .map(ListPrice::price)
                .filter(price -> price.currency().equals(currency))
                .findFirst();
    }
}
