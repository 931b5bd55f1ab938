package io.crossdock.marketplaces.amazon;

import io.crossdock.canonical.Money;
import io.crossdock.spi.Api;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Listing;
import io.crossdock.spi.ListingReader;
import java.util.List;
import java.util.Optional;

/**
 * The seller's listings on the channel's marketplace by {@code searchListingsItems}, Listings Items 2021-08-01 (model read
 * 2026-11-26): 20 a page, 5 requests a second. A search can be paged through up to its 1,000th item only, so that each
 * 1,000 begin a new one at the creation time of the last. What Amazon ships itself shows no quantity here.
 */
public final class AmazonListings implements ListingReader {

    private static final int PAGE = 20;
    private static final int MOST_OF_A_SEARCH = 1000;

    /** Where a reading goes on: in which search, after how many items of it, on which page of it. */
    private record Place(String createdAfter, int read, String token) {

        private static final Place FIRST = new Place("", 0, "");

        static Place of(String text) {
            String[] parts = text.split(" ", 3);
            return new Place(parts[0], Integer.parseInt(parts[1]), parts[2]);
        }

        String text() {
            return createdAfter + " " + read + " " + token;
        }
    }

    @Override
    public Page read(Asked asked, Channel channel, Api api) {
        AmazonClient client = new AmazonClient(channel, api);
        Place place = asked.page().map(Place::of).orElse(Place.FIRST);
        AmazonClient.FoundListings found = client.listings(given(place.createdAfter()), given(place.token()), PAGE);
        String marketplace = client.property("marketplaceId");
        List<Listing> listings = found.items().stream()
                .map(item -> listing(item, marketplace, channel))
                .toList();
        return new Page(listings, found.next().map(token -> next(place, token, found.items(), marketplace, channel)));
    }

    private static String next(
            Place place, String token, List<AmazonListing> items, String marketplace, Channel channel) {
        int read = place.read() + items.size();
        if (read + PAGE <= MOST_OF_A_SEARCH || items.isEmpty()) {
            return new Place(place.createdAfter(), read, token).text();
        }
        String last = items.get(items.size() - 1)
                .summary(marketplace)
                .map(AmazonListing.Summary::createdDate)
                .orElse("");
        if (last.isBlank() || last.contains(" ") || last.equals(place.createdAfter())) {
            throw Failure.rejected(
                    channel.system(),
                    AmazonClient.SEARCH,
                    "",
                    "more than " + MOST_OF_A_SEARCH + " listings of one creation time cannot be paged through");
        }
        return new Place(last, 0, "").text();
    }

    private static String given(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Listing listing(AmazonListing item, String marketplace, Channel channel) {
        if (item.sku() == null) {
            throw Failure.malformed(channel.system(), AmazonClient.SEARCH, "", "an item without SKU");
        }
        Optional<Money> price = item.price(marketplace).map(shown -> money(shown, item, channel));
        boolean isBuyable = item.summary(marketplace)
                .map(AmazonListing.Summary::status)
                .map(status -> status.contains("BUYABLE"))
                .orElse(false);
        return new Listing(
                item.sku(),
                item.sku(),
                item.quantity().orElse(null),
                price.orElse(null),
                isBuyable ? Listing.State.ON_SALE : Listing.State.HIDDEN);
    }

    private static Money money(AmazonListing.Price price, AmazonListing item, Channel channel) {
        if (price.amount() == null || price.currencyCode() == null) {
            throw Failure.malformed(channel.system(), AmazonClient.SEARCH, item.sku(), "a price without amount");
        }
        return new Money(price.amount(), price.currencyCode());
    }
}
