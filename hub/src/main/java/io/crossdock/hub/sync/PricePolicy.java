package io.crossdock.hub.sync;

import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import java.math.RoundingMode;
import java.util.Currency;
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
                .findFirst()
                .map(PricePolicy::rounded);
    }

    /** To what the currency can express: an ERP's 9.9900 EUR is 9.99 EUR, and no channel takes four decimals. */
    private static Money rounded(Money price) {
        int digits = Math.max(0, Currency.getInstance(price.currency()).getDefaultFractionDigits());
        return new Money(price.amount().setScale(digits, RoundingMode.HALF_UP), price.currency());
    }
}
