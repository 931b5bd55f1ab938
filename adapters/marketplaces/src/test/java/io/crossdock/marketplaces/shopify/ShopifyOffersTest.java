package io.crossdock.marketplaces.shopify;

import static io.crossdock.marketplaces.shopify.ShopifyAnswers.QUANTITIES_SET;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.firstPage;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.graphqlError;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.quantitiesRefused;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.quantityError;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.userError;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.variant;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.variants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Failure.Kind;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Request;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How offers become requests, and what becomes of them where the shop refuses or does not know them. */
class ShopifyOffersTest extends ShopifyOffersStories {

    private static final String UPDATE = "productVariantsBulkUpdate";

    @Test
    void quantities_and_prices_are_set_with_one_request_each() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 9), variant("MUG-RED", 2, 4)))
                .answers(SET, QUANTITIES_SET)
                .answers(UPDATE, ShopifyAnswers::pricesSet);

        // when
        List<OfferResult> results = offers.send(
                List.of(
                        new Offer(new Sku("MUG-BLUE"), 7L, 8L, usd("19.5"), "offer-1"),
                        new Offer(new Sku("MUG-RED"), 0L, 4L, null, "offer-2")),
                channel,
                api);

        // then
        assertThat(results)
                .allMatch(OfferResult::isConfirmed)
                .extracting(OfferResult::sku)
                .hasSize(2);
        api.isDone();
        assertThat(api.requests())
                .allSatisfy(request -> assertThat(request.path()).isEqualTo("/admin/api/2026-01/graphql.json"));
        assertThat(variablesOf(api, SEARCH, 0)).isEqualTo(json("""
                {"query": "sku:\\"MUG-BLUE\\" OR sku:\\"MUG-RED\\"", "first": 2, "after": null,
                 "location": "gid://shopify/Location/655441491"}"""));
        assertThat(variablesOf(api, SET, 0).get("input")).isEqualTo(json("""
                {"name": "available", "reason": "correction", "quantities": [
                  {"inventoryItemId": "gid://shopify/InventoryItem/1", "locationId": "gid://shopify/Location/655441491",
                   "quantity": 7, "changeFromQuantity": 8},
                  {"inventoryItemId": "gid://shopify/InventoryItem/2", "locationId": "gid://shopify/Location/655441491",
                   "quantity": 0, "changeFromQuantity": 4}]}"""));
        assertThat(variablesOf(api, UPDATE, 0)).isEqualTo(json("""
                {"p0": "gid://shopify/Product/1",
                 "v0": [{"id": "gid://shopify/ProductVariant/1", "price": "19.50"}]}"""));
    }

    @Test
    void an_error_about_the_whole_request_befalls_the_batch() {
        ApiScript api = ApiScript.byOperation()
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 9)))
                .answers(SET, quantitiesRefused(userError("INVALID_REASON", "input", "reason")))
                .answers(SET, quantitiesRefused(userError("IDEMPOTENCY_CONCURRENT_REQUEST")));
        Offer offer = quantity("MUG-BLUE", 7L, 9L, "offer-1");

        assertThatThrownBy(() -> send(api, offer)).satisfies(failure -> assertKind(failure, Kind.REJECTED));
        assertThatThrownBy(() -> send(api, offer)).satisfies(failure -> assertKind(failure, Kind.UNAVAILABLE));
    }

    @Test
    void an_unknown_sku_and_one_of_two_variants_are_rejected_and_the_others_are_sent() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers(
                        SEARCH,
                        variants(
                                variant("MUG-BLUE", 1, 9),
                                variant("mug-red", 2, 4),
                                variant("TWICE", 3, 1),
                                variant("TWICE", 4, 1)))
                .answers(SET, QUANTITIES_SET);

        // when
        List<OfferResult> results = offers.send(
                List.of(
                        quantity("MUG-RED", 1L, 4L, "offer-1"),
                        quantity("TWICE", 1L, 4L, "offer-2"),
                        quantity("MUG-BLUE", 7L, 9L, "offer-3")),
                channel,
                api);

        // then
        assertFailed(results.get(0), Kind.REJECTED, "MUG-RED: no variant with this SKU");
        assertFailed(results.get(1), Kind.REJECTED, "TWICE: listed twice");
        assertThat(results.get(2).isConfirmed()).isTrue();
        api.isDone();
    }

    @Test
    void quotes_in_a_sku_are_escaped_and_all_pages_are_read() {
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, firstPage(variant("19\\\" rack", 1, 9)))
                .answers(SEARCH, variants(variant("19\" rack", 2, 9)))
                .answers(SET, QUANTITIES_SET);

        assertThat(send(api, quantity("19\" rack", 7L, 9L, "offer-1")).isConfirmed())
                .isTrue();
        assertThat(variablesOf(api, SEARCH, 0).path("query").asText()).isEqualTo("sku:\"19\\\" rack\"");
        assertThat(variablesOf(api, SEARCH, 1).path("after").asText()).isEqualTo("c1");
    }

    @Test
    void a_variant_is_looked_up_again_after_an_hour_or_when_it_is_gone() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 9)))
                .answers(SET, QUANTITIES_SET)
                .answers(SET, QUANTITIES_SET)
                .answers(SEARCH, variants(variant("MUG-BLUE", 5, 9)))
                .answers(SET, quantitiesRefused(quantityError("INVALID_INVENTORY_ITEM", 0, "inventoryItemId")))
                .answers(SEARCH, variants());
        Offer offer = quantity("MUG-BLUE", 7L, 9L, "offer-1");

        // when
        send(api, offer);
        clock.pass(Duration.ofMinutes(59));
        send(api, offer);
        clock.pass(Duration.ofMinutes(2));
        OfferResult gone = send(api, offer);
        OfferResult after = send(api, offer);

        // then
        assertFailed(gone, Kind.UNAVAILABLE, "looked up again");
        assertFailed(after, Kind.REJECTED, "no variant with this SKU");
        api.isDone();
    }

    @Test
    void a_price_in_another_currency_or_of_too_many_decimals_is_rejected_but_holds_up_no_quantity() {
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 9), variant("MUG-RED", 2, 4)))
                .answers(SET, QUANTITIES_SET);

        List<OfferResult> results = offers.send(
                List.of(
                        new Offer(new Sku("MUG-BLUE"), 7L, 9L, new Money(new BigDecimal("19"), "EUR"), "offer-1"),
                        new Offer(new Sku("MUG-RED"), null, null, usd("19.999"), "offer-2")),
                channel,
                api);

        assertFailed(results.get(0), Kind.REJECTED, "a price in EUR on a channel that sells in USD");
        assertFailed(results.get(1), Kind.REJECTED, "more decimals than USD has");
        api.isDone();
    }

    @Test
    void a_price_is_written_with_the_decimals_of_its_currency() {
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, variants(variant("MUG-BLUE", 1, 9)))
                .answers(UPDATE, ShopifyAnswers::pricesSet);
        Offer offer = new Offer(new Sku("MUG-BLUE"), null, null, new Money(new BigDecimal("1.2E+3"), "JPY"), "offer-1");

        assertThat(offers.send(List.of(offer), channel("JPY"), api)).allMatch(OfferResult::isConfirmed);
        assertThat(variablesOf(api, UPDATE, 0).at("/v0/0/price").asText()).isEqualTo("1200");
    }

    @Test
    void too_many_points_are_throttled_until_the_bucket_holds_what_the_request_costs() {
        ApiScript api = ApiScript.inOrder().answers(SEARCH, graphqlError("THROTTLED"));

        assertThatThrownBy(() -> send(api, quantity("MUG-BLUE", 7L, 9L, "offer-1")))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
                    assertThat(failure.retryAfter()).contains(Duration.ofMillis(2500));
                });
    }

    @Test
    void other_errors_of_the_whole_request_have_the_kind_that_their_code_means() {
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, graphqlError("ACCESS_DENIED"))
                .answers(SEARCH, graphqlError("INTERNAL_SERVER_ERROR"))
                .answers(SEARCH, graphqlError("MAX_COST_EXCEEDED"))
                .answers(SEARCH, "{\"errors\":\"Not Found\"}")
                .answers(SEARCH, 404, "{\"errors\":\"Not Found\"}")
                .answers(SEARCH, "{\"data\":null}");
        Offer offer = quantity("MUG-BLUE", 7L, 9L, "offer-1");

        for (Kind kind : List.of(
                Kind.UNAUTHORIZED, Kind.UNAVAILABLE, Kind.REJECTED, Kind.REJECTED, Kind.REJECTED, Kind.MALFORMED)) {
            assertThatThrownBy(() -> send(api, offer)).satisfies(failure -> assertKind(failure, kind));
        }
    }

    @Test
    void a_channel_without_a_location_of_shopify_is_told_so() {
        Channel nowhere = new Channel(new ChannelId("shopify-us"), "shopify", "USD", List.of(LYON), Map.of(), Map.of());

        assertThatThrownBy(() -> offers.send(List.of(price("A")), nowhere, ApiScript.inOrder()))
                .hasMessageContaining("names no location")
                .satisfies(failure -> assertKind(failure, Kind.REJECTED));
    }

    private static Offer price(String sku) {
        return new Offer(new Sku(sku), null, null, usd("19"), "offer-" + sku);
    }

    private static JsonNode json(String text) {
        return ApiScript.json(Request.json("expected", "POST", "/", text.getBytes(StandardCharsets.UTF_8)));
    }
}
