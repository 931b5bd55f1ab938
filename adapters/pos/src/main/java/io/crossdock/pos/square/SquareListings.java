package io.crossdock.pos.square;

import io.crossdock.canonical.Money;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Listing;
import io.crossdock.spi.ListingReader;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All variations of the seller's catalog by {@code SearchCatalogObjects}, and what is in stock of them at the location
 * that offers go to by {@code BatchRetrieveInventoryCounts} (OpenAPI document of Square-Version 2026-08-19, read
 * 2026-11-26). Each page is two requests or more. Square counts what was ever counted there: a variation without a count
 * has no piece.
 */
public final class SquareListings implements ListingReader {

    /** Of at most 1,000: as many ids are then asked for in one request. */
    private static final int PAGE = 250;

    @Override
    public Page read(Asked asked, Channel channel, Api api) {
        SquareClient client = new SquareClient(channel, api);
        String location = SquareCounts.location(channel);
        SquareClient.FoundVariations found = client.allVariations(asked.page().orElse(null), PAGE);
        Map<String, Long> counts = new HashMap<>();
        List<String> ids = found.variations().stream().map(SquareObject::id).toList();
        boolean countsAreOurs = SquareFetch.countsAreOurs(channel);
        if (countsAreOurs) {
            for (SquareCount count : client.counts(ids, location)) {
                counts.put(count.catalogObjectId(), pieces(count, channel));
            }
        }
        List<Listing> listings = found.variations().stream()
                .map(variation -> new Listing(
                        variation.id(),
                        variation.sku() == null ? "" : variation.sku(),
                        countsAreOurs ? counts.getOrDefault(variation.id(), 0L) : null,
                        price(variation, location, channel),
                        Listing.State.ON_SALE))
                .toList();
        return new Page(listings, found.next());
    }

    private static long pieces(SquareCount count, Channel channel) {
        try {
            return count.quantity().longValueExact();
        } catch (ArithmeticException e) {
            throw Failure.unmappable(
                    channel.system(), SquareClient.COUNTS, count.catalogObjectId(), "no whole number of pieces");
        }
    }

    private static Money price(SquareObject variation, String location, Channel channel) {
        SquareObject.Price shown = variation.price(location);
        if (shown == null) {
            return null;
        }
        try {
            int digits = Currency.getInstance(shown.currency()).getDefaultFractionDigits();
            return new Money(BigDecimal.valueOf(shown.amount(), digits), shown.currency());
        } catch (IllegalArgumentException e) {
            throw Failure.unmappable(
                    channel.system(), SquareClient.SEARCH, variation.id(), "unknown currency of its price");
        }
    }
}
