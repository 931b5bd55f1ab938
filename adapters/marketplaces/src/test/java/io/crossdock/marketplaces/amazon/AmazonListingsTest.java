package io.crossdock.marketplaces.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Listing;
import io.crossdock.spi.ListingReader.Asked;
import io.crossdock.spi.ListingReader.Page;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AmazonListingsTest {

    private static final Channel CHANNEL = new Channel(
            new ChannelId("amazon-de"),
            "amazon",
            "EUR",
            List.of(new LocationId("hamburg")),
            Map.of(),
            Map.of("sellerId", "A1", "marketplaceId", "DE"));

    private final AmazonListings listings = new AmazonListings();

    @Test
    void a_listing_is_what_consumers_see_on_the_channels_marketplace_and_the_seller_ships() {
        // given
        ApiScript api = ApiScript.inOrder().answers("searchListingsItems", """
                {"numberOfResults": 2, "items": [
                  {"sku": "MUG/BLUE",
                   "summaries": [{"marketplaceId": "FR", "status": []},
                                 {"marketplaceId": "DE", "status": ["BUYABLE"], "createdDate": "2025-02-01T00:00:00Z"}],
                   "offers": [{"marketplaceId": "DE", "offerType": "B2B", "price": {"currencyCode": "EUR", "amount": "8"}},
                              {"marketplaceId": "DE", "offerType": "B2C",
                               "price": {"currencyCode": "EUR", "amount": "9.90"}}],
                   "fulfillmentAvailability": [{"fulfillmentChannelCode": "DEFAULT", "quantity": 4}]},
                  {"sku": "TEA", "summaries": [{"marketplaceId": "DE", "status": ["DISCOVERABLE"]}],
                   "fulfillmentAvailability": [{"fulfillmentChannelCode": "AMAZON_EU"}]}]}""");

        // when
        Page page = listings.read(Asked.first(), CHANNEL, api);

        // then
        assertThat(api.requests().get(0).path()).isEqualTo("/listings/2021-08-01/items/A1");
        assertThat(api.requests().get(0).query())
                .containsEntry("marketplaceIds", "DE")
                .containsEntry("pageSize", "20")
                .doesNotContainKeys("pageToken", "createdAfter");
        assertThat(page.listings())
                .containsExactly(
                        new Listing(
                                "MUG/BLUE",
                                "MUG/BLUE",
                                4L,
                                new Money(new BigDecimal("9.90"), "EUR"),
                                Listing.State.ON_SALE),
                        new Listing("TEA", "TEA", null, null, Listing.State.HIDDEN));
        assertThat(page.next()).isEmpty();
    }

    @Test
    void after_a_thousand_items_another_search_begins_where_the_last_was_created() {
        // given
        ApiScript api = ApiScript.inOrder();
        for (int page = 0; page < 50; page++) {
            api.answers("searchListingsItems", page(20 * page, "token-" + page));
        }
        api.answers("searchListingsItems", page(999, null));

        // when
        Page page = listings.read(Asked.first(), CHANNEL, api);
        while (page.next().isPresent()) {
            page = listings.read(new Asked(page.next()), CHANNEL, api);
        }

        // then
        api.isDone();
        assertThat(api.requests().get(49).query()).containsEntry("pageToken", "token-48");
        assertThat(api.requests().get(50).query())
                .containsEntry("createdAfter", time(999))
                .doesNotContainKey("pageToken");
    }

    @Test
    void a_thousand_items_of_one_moment_cannot_be_passed_and_are_told() {
        // given
        ApiScript api = ApiScript.inOrder().answers("searchListingsItems", page(7, "t"));

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> listings.read(new Asked(Optional.of(time(26) + " 980 x")), CHANNEL, api))
                .withMessageContaining("cannot be paged through");
    }

    private static String page(int from, String token) {
        String items = IntStream.range(from, from + 20)
                .mapToObj(
                        i -> "{\"sku\": \"S%d\", \"summaries\": [{\"marketplaceId\": \"DE\", \"createdDate\": \"%s\"}]}"
                                .formatted(i, time(i)))
                .collect(Collectors.joining(","));
        String pagination = token == null ? "{}" : "{\"nextToken\": \"" + token + "\"}";
        return "{\"numberOfResults\": 2000, \"items\": [" + items + "], \"pagination\": " + pagination + "}";
    }

    private static String time(int second) {
        return "2025-01-01T%02d:%02d:%02dZ".formatted(second / 3600, second / 60 % 60, second % 60);
    }
}
