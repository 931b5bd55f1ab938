package io.crossdock.pos.square;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Listing;
import io.crossdock.spi.ListingReader.Asked;
import io.crossdock.spi.ListingReader.Page;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SquareListingsTest {

    private static final LocationId LYON = new LocationId("lyon");
    private static final Channel CHANNEL =
            new Channel(new ChannelId("till"), "square", "EUR", List.of(LYON), Map.of(LYON, "L1"), Map.of());

    private final SquareListings listings = new SquareListings();

    @Test
    void variations_are_read_with_their_counts_at_the_channels_location() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers("SearchCatalogObjects", """
                        {"objects": [
                          {"id": "V1", "item_variation_data": {"sku": "MUG", "price_money": {"amount": 1250, "currency": "EUR"}}},
                          {"id": "V2", "item_variation_data": {"sku": "TEA", "price_money": {"amount": 300, "currency": "EUR"},
                            "location_overrides": [
                              {"location_id": "L2", "price_money": {"amount": 100, "currency": "EUR"}},
                              {"location_id": "L1", "price_money": {"amount": 350, "currency": "EUR"}}]}},
                          {"id": "V3", "item_variation_data": {"pricing_type": "VARIABLE_PRICING"}}],
                         "cursor": "c1"}""")
                .answers("BatchRetrieveInventoryCounts", """
                        {"counts": [{"catalog_object_id": "V2", "state": "IN_STOCK", "location_id": "L1", "quantity": "-1"}],
                         "cursor": "d1"}""")
                .answers("BatchRetrieveInventoryCounts", """
                        {"counts": [{"catalog_object_id": "V1", "state": "IN_STOCK", "location_id": "L1", "quantity": "4.00000"}]}""")
                .answers("SearchCatalogObjects", "{}");

        // when
        Page first = listings.read(Asked.first(), CHANNEL, api);
        Page second = listings.read(new Asked(first.next()), CHANNEL, api);

        // then
        assertThat(first.listings())
                .containsExactly(
                        new Listing("V1", "MUG", 4L, euros("12.50"), Listing.State.ON_SALE),
                        new Listing("V2", "TEA", -1L, euros("3.50"), Listing.State.ON_SALE),
                        new Listing("V3", "", 0L, null, Listing.State.ON_SALE));
        assertThat(second.listings()).isEmpty();
        assertThat(second.next()).isEmpty();
        assertThat(ApiScript.json(api.requests().get(0)))
                .hasToString("{\"object_types\":[\"ITEM_VARIATION\"],\"limit\":250}");
        assertThat(ApiScript.json(api.requests().get(2)))
                .hasToString("{\"catalog_object_ids\":[\"V1\",\"V2\",\"V3\"],\"location_ids\":[\"L1\"],"
                        + "\"states\":[\"IN_STOCK\"],\"limit\":3,\"cursor\":\"d1\"}");
        assertThat(ApiScript.json(api.requests().get(3)).path("cursor").asText())
                .isEqualTo("c1");
        api.isDone();
    }

    @Test
    void the_quantities_of_a_shop_that_counts_its_own_stock_are_not_ours_to_compare() {
        // given
        ApiScript api = ApiScript.inOrder().answers("SearchCatalogObjects", """
                {"objects": [{"id": "V1", "item_variation_data": {"sku": "MUG"}}]}""");
        Channel master = new Channel(
                CHANNEL.id(),
                CHANNEL.system(),
                CHANNEL.currency(),
                CHANNEL.locations(),
                CHANNEL.locationIds(),
                Map.of("counts", "master"));

        // when
        Page page = listings.read(Asked.first(), master, api);

        // then
        assertThat(page.listings()).containsExactly(new Listing("V1", "MUG", null, null, Listing.State.ON_SALE));
        api.isDone();
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }
}
