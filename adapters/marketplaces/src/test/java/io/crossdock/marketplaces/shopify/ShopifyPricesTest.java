package io.crossdock.marketplaces.shopify;

import static io.crossdock.marketplaces.shopify.ShopifyAnswers.PRICES_SET;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.QUANTITIES_SET;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.graphqlError;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.prices;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.pricesRefused;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.pricesWithout;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.productsOf;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.userError;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.variantOfProduct;
import static io.crossdock.marketplaces.shopify.ShopifyAnswers.variants;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Failure.Kind;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Prices of many products, which the API takes one product at a time, or several by aliases. */
class ShopifyPricesTest {

    private static final String SEARCH = "productVariants";
    private static final String SET = "inventorySetQuantities";
    private static final String UPDATE = "productVariantsBulkUpdate";

    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final Channel CHANNEL = new Channel(
            new ChannelId("shopify-us"), "shopify", "USD", List.of(HAMBURG), Map.of(HAMBURG, "655441491"), Map.of());

    private final ShopifyOffers offers = new ShopifyOffers();

    @Test
    void prices_of_a_hundred_products_take_four_requests() {
        // given
        ApiScript api = listing(100);
        for (int i = 0; i < 4; i++) {
            api.answers(UPDATE, ShopifyAnswers::pricesSet);
        }

        // when
        List<OfferResult> results = offers.send(priceOffers(100), CHANNEL, api);

        // then
        assertThat(results).hasSize(100).allMatch(OfferResult::isConfirmed);
        api.isDone();
        assertThat(api.requests(UPDATE)).allSatisfy(request -> {
            assertThat(productsOf(request)).hasSize(25);
            assertThat(ApiScript.json(request).path("query").asText().split("allowPartialUpdates: true", -1))
                    .hasSize(26);
        });
        assertThat(api.requests(UPDATE).stream().flatMap(request -> productsOf(request).stream()))
                .doesNotHaveDuplicates()
                .hasSize(100);
    }

    @Test
    void variants_of_one_product_share_its_mutation() {
        ApiScript api = ApiScript.inOrder()
                .answers(
                        SEARCH,
                        variants(
                                variantOfProduct("SKU-0", 1, 7),
                                variantOfProduct("SKU-1", 2, 8),
                                variantOfProduct("SKU-2", 3, 7)))
                .answers(UPDATE, ShopifyAnswers::pricesSet);

        offers.send(priceOffers(3), CHANNEL, api);

        assertThat(productsOf(api.requests(UPDATE).get(0)))
                .containsExactly("gid://shopify/Product/7", "gid://shopify/Product/8");
        assertThat(ApiScript.json(api.requests(UPDATE).get(0))
                        .at("/variables/v0")
                        .findValuesAsText("id"))
                .containsExactly("gid://shopify/ProductVariant/1", "gid://shopify/ProductVariant/3");
    }

    @Test
    void a_refused_price_is_the_result_of_its_item_only() {
        ApiScript api = ApiScript.inOrder()
                .answers(
                        SEARCH,
                        variants(
                                variantOfProduct("SKU-0", 1, 1),
                                variantOfProduct("SKU-1", 2, 1),
                                variantOfProduct("SKU-2", 3, 2),
                                variantOfProduct("SKU-3", 4, 2)))
                .answers(
                        UPDATE,
                        prices(
                                pricesRefused(userError("INVALID_INPUT", "variants", "1", "price")),
                                pricesRefused(userError("GREATER_THAN_OR_EQUAL_TO", "variants", "0", "price"))));

        List<OfferResult> results = offers.send(priceOffers(4), CHANNEL, api);

        assertThat(messages(results))
                .containsExactly("ok", "SKU-1: INVALID_INPUT", "SKU-2: GREATER_THAN_OR_EQUAL_TO", "ok");
        assertThat(kinds(results)).containsExactly(null, Kind.REJECTED, Kind.REJECTED, null);
    }

    @Test
    void an_error_about_a_product_is_the_result_of_all_its_items() {
        ApiScript api = ApiScript.inOrder()
                .answers(
                        SEARCH,
                        variants(
                                variantOfProduct("SKU-0", 1, 1),
                                variantOfProduct("SKU-1", 2, 2),
                                variantOfProduct("SKU-2", 3, 2)))
                .answers(UPDATE, prices(PRICES_SET, pricesRefused(userError("PRODUCT_SUSPENDED", "productId"))));

        List<OfferResult> results = offers.send(priceOffers(3), CHANNEL, api);

        assertThat(messages(results)).containsExactly("ok", "SKU-1: PRODUCT_SUSPENDED", "SKU-2: PRODUCT_SUSPENDED");
    }

    @Test
    void a_product_that_is_gone_is_looked_up_again() {
        ApiScript api = listing(2)
                .answers(UPDATE, prices(PRICES_SET, pricesRefused(userError("PRODUCT_DOES_NOT_EXIST", "productId"))))
                .answers(SEARCH, variants(variantOfProduct("SKU-1", 9, 9)))
                .answers(UPDATE, ShopifyAnswers::pricesSet);

        assertThat(kinds(offers.send(priceOffers(2), CHANNEL, api))).containsExactly(null, Kind.UNAVAILABLE);
        assertThat(offers.send(List.of(price(1)), CHANNEL, api)).allMatch(OfferResult::isConfirmed);
        assertThat(productsOf(api.requests(UPDATE).get(1))).containsExactly("gid://shopify/Product/9");
    }

    @Test
    void one_product_that_fails_by_itself_holds_up_none_beside_or_after_it() {
        ApiScript api = listing(27)
                .answers(UPDATE, request -> {
                    String[] payloads = IntStream.range(0, 25)
                            .mapToObj(i -> i == 3 ? "null" : PRICES_SET)
                            .toArray(String[]::new);
                    return ShopifyAnswers.answer(pricesWithout(3, "INTERNAL_SERVER_ERROR", payloads));
                })
                .answers(UPDATE, ShopifyAnswers::pricesSet);

        List<OfferResult> results = offers.send(priceOffers(27), CHANNEL, api);

        assertThat(results.get(3).failure().map(Failure::kind)).contains(Kind.UNAVAILABLE);
        assertThat(results.stream().filter(OfferResult::isConfirmed)).hasSize(26);
    }

    @Test
    void a_request_refused_whole_goes_again_in_halves_until_only_the_one_to_blame_is_left() {
        // given
        ApiScript api = listing(4)
                .answers(UPDATE, graphqlError("MAX_COST_EXCEEDED"))
                .answers(UPDATE, ShopifyAnswers::pricesSet)
                .answers(UPDATE, graphqlError("INVALID_VARIABLE"))
                .answers(UPDATE, graphqlError("INVALID_VARIABLE"))
                .answers(UPDATE, ShopifyAnswers::pricesSet);

        // when
        List<OfferResult> results = offers.send(priceOffers(4), CHANNEL, api);

        // then
        assertThat(kinds(results)).containsExactly(null, null, Kind.REJECTED, null);
        assertThat(api.requests(UPDATE))
                .extracting(request -> productsOf(request).size())
                .containsExactly(4, 2, 2, 1, 1);
        api.isDone();
    }

    @Test
    void when_prices_are_throttled_half_way_those_done_are_confirmed_and_no_further_one_is_tried() {
        ApiScript api =
                listing(60).answers(UPDATE, ShopifyAnswers::pricesSet).answers(UPDATE, graphqlError("THROTTLED"));

        List<OfferResult> results = offers.send(priceOffers(60), CHANNEL, api);

        assertThat(results.subList(0, 25)).allMatch(OfferResult::isConfirmed);
        assertThat(kinds(results.subList(25, 60))).containsOnly(Kind.THROTTLED);
        api.isDone();
    }

    /** It would cost the very points that the price waits for, so that the price never came. */
    @Test
    void the_quantity_of_an_offer_whose_price_was_throttled_is_neither_read_nor_set_again() {
        // given
        Offer offer = new Offer(new Sku("SKU-0"), 7L, null, usd(), "offer-1");
        Offer newer = new Offer(new Sku("SKU-0"), 6L, null, usd(), "offer-2");
        ApiScript api = listing(1)
                .answers(SET, QUANTITIES_SET)
                .answers(UPDATE, graphqlError("THROTTLED"))
                .answers(UPDATE, ShopifyAnswers::pricesSet)
                .answers(SEARCH, variants(variantOfProduct("SKU-0", 1, 1)))
                .answers(SET, QUANTITIES_SET)
                .answers(UPDATE, graphqlError("THROTTLED"))
                .answers(SEARCH, variants(variantOfProduct("SKU-0", 1, 1)))
                .answers(SET, QUANTITIES_SET)
                .answers(UPDATE, ShopifyAnswers::pricesSet);

        // when
        List<OfferResult> results = IntStream.range(0, 3)
                .mapToObj(i -> offers.send(List.of(offer), CHANNEL, api).get(0))
                .toList();
        OfferResult newest = offers.send(List.of(newer), CHANNEL, api).get(0);

        // then: the third is set anew, since the second was confirmed, and so is the newer one
        assertThat(kinds(results)).containsExactly(Kind.THROTTLED, null, Kind.THROTTLED);
        assertThat(newest.isConfirmed()).isTrue();
        api.isDone();
    }

    /** So many items, each a product of its own. */
    private static ApiScript listing(int items) {
        return ApiScript.inOrder()
                .answers(
                        SEARCH,
                        variants(IntStream.range(0, items)
                                .mapToObj(i -> variantOfProduct("SKU-" + i, i + 1, i + 1))
                                .toArray(String[]::new)));
    }

    private static List<Offer> priceOffers(int items) {
        return IntStream.range(0, items).mapToObj(ShopifyPricesTest::price).toList();
    }

    private static Offer price(int item) {
        return new Offer(new Sku("SKU-" + item), null, null, usd(), "offer-" + item);
    }

    private static Money usd() {
        return new Money(new BigDecimal("19"), "USD");
    }

    private static List<Kind> kinds(List<OfferResult> results) {
        return results.stream()
                .map(result -> result.failure().map(Failure::kind).orElse(null))
                .toList();
    }

    private static List<String> messages(List<OfferResult> results) {
        return results.stream().map(result -> message(result.failure())).toList();
    }

    /** Without the system and the operation. */
    private static String message(Optional<Failure> failure) {
        return failure.map(one -> one.getMessage().replaceAll(".*(SKU-)", "$1")).orElse("ok");
    }
}
