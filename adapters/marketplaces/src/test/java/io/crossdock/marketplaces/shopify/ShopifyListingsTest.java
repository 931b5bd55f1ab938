package io.crossdock.marketplaces.shopify;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShopifyListingsTest {

    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final Channel CHANNEL = new Channel(
            new ChannelId("shopify-us"), "shopify", "USD", List.of(HAMBURG), Map.of(HAMBURG, "71"), Map.of());

    private final ShopifyListings listings = new ShopifyListings();

    @Test
    void variants_are_read_page_by_page_with_what_they_show_at_the_channels_location() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers("productVariants", answer("""
                        {"id": "gid://shopify/ProductVariant/1", "sku": "MUG", "price": "12.50",
                         "product": {"status": "ACTIVE"},
                         "inventoryItem": {"inventoryLevel": {"quantities": [{"name": "available", "quantity": -2}]}}},
                        {"id": "gid://shopify/ProductVariant/2", "sku": null, "price": "3.00",
                         "product": {"status": "DRAFT"}, "inventoryItem": {"inventoryLevel": null}}""", "\"c1\""))
                .answers("productVariants", answer("", "null"));

        // when
        Page first = listings.read(Asked.first(), CHANNEL, api);
        Page second = listings.read(new Asked(first.next()), CHANNEL, api);

        // then
        assertThat(first.listings())
                .containsExactly(
                        new Listing(
                                "gid://shopify/ProductVariant/1",
                                "MUG",
                                -2L,
                                new Money(new BigDecimal("12.50"), "USD"),
                                Listing.State.ON_SALE),
                        new Listing(
                                "gid://shopify/ProductVariant/2",
                                "",
                                null,
                                new Money(new BigDecimal("3.00"), "USD"),
                                Listing.State.HIDDEN));
        assertThat(first.next()).contains("c1");
        assertThat(second.next()).isEmpty();
        assertThat(ApiScript.json(api.requests().get(0))
                        .at("/variables/location")
                        .asText())
                .isEqualTo("gid://shopify/Location/71");
        assertThat(ApiScript.json(api.requests().get(0)).at("/variables/after").isNull())
                .isTrue();
        assertThat(ApiScript.json(api.requests().get(1)).at("/variables/after").asText())
                .isEqualTo("c1");
    }

    @Test
    void an_unknown_status_is_told_by_its_word() {
        // given
        ApiScript api = ApiScript.inOrder().answers("productVariants", answer("""
                {"id": "v", "sku": "MUG", "price": "1.00", "product": {"status": "PAUSED"}, "inventoryItem": {}}""", "null"));

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> listings.read(Asked.first(), CHANNEL, api))
                .withMessageContaining("unknown product status 'PAUSED'");
    }

    @Test
    void too_many_points_are_a_pause_of_the_time_that_is_missing() {
        // given
        ApiScript api = ApiScript.inOrder().answers("productVariants", """
                {"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
                 "extensions": {"cost": {"requestedQueryCost": 400,
                   "throttleStatus": {"currentlyAvailable": 100, "restoreRate": 100}}}}""");

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> listings.read(Asked.first(), CHANNEL, api))
                .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Optional.of(Duration.ofSeconds(3))));
    }

    private static String answer(String nodes, String cursor) {
        return """
                {"data": {"productVariants": {"nodes": [%s],
                  "pageInfo": {"hasNextPage": %s, "endCursor": %s}}}}""".formatted(nodes, !cursor.equals("null"), cursor);
    }
}
