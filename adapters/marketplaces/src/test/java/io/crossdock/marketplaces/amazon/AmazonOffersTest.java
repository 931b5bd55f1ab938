package io.crossdock.marketplaces.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Request;
import io.crossdock.spi.Ticket;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AmazonOffersTest {

    private static final String PATCH = "patchListingsItem";
    private static final String SEARCH = "searchListingsItems";
    private static final String ACCEPTED =
            "{\"sku\":\"MUG\",\"status\":\"ACCEPTED\",\"submissionId\":\"s1\",\"issues\":[{\"code\":\"1\",\"severity\":\"WARNING\"}]}";

    private final AmazonOffers sink = new AmazonOffers();

    @Test
    void an_item_gets_one_patch_with_its_quantity_and_its_price() {
        // given
        ApiScript api = ApiScript.inOrder().answers(PATCH, ACCEPTED);
        Money price = new Money(new BigDecimal("12.5"), "EUR");

        // when
        List<OfferResult> results =
                sink.send(List.of(new Offer(new Sku("TEA LOOSE/100G"), 7L, null, price, "k")), channel(), api);

        // then
        assertThat(results)
                .singleElement()
                .matches(result -> !result.isConfirmed() && result.failure().isEmpty());
        assertThat(results.get(0).ticket())
                .contains(new Ticket("s1", Duration.ofSeconds(2), Duration.ofMinutes(15), true));
        Request request = api.requests().get(0);
        assertThat(request.method()).isEqualTo("PATCH");
        assertThat(request.path()).isEqualTo("/listings/2021-08-01/items/AINVENTEDSELLER/TEA%20LOOSE%2F100G");
        assertThat(request.query()).containsExactly(Map.entry("marketplaceIds", "A1PA6795UKMFR9"));
        assertThat(ApiScript.json(request))
                .hasToString("{\"productType\":\"PRODUCT\",\"patches\":["
                        + "{\"op\":\"merge\",\"path\":\"/attributes/fulfillment_availability\","
                        + "\"value\":[{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":7}]},"
                        + "{\"op\":\"replace\",\"path\":\"/attributes/purchasable_offer\","
                        + "\"value\":[{\"marketplace_id\":\"A1PA6795UKMFR9\",\"currency\":\"EUR\","
                        + "\"our_price\":[{\"schedule\":[{\"value_with_tax\":12.5}]}]}]}]}");
    }

    @Test
    void a_part_that_needs_no_write_is_not_sent() {
        // given
        ApiScript api = ApiScript.inOrder().answers(PATCH, ACCEPTED);

        // when
        sink.send(List.of(quantity("MUG", 0)), channel(), api);

        // then
        assertThat(ApiScript.json(api.requests().get(0)).get("patches")).hasSize(1);
        assertThat(ApiScript.json(api.requests().get(0))
                        .at("/patches/0/value/0/quantity")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void an_invalid_item_is_rejected_with_the_codes_of_its_errors_and_the_others_go_on() {
        // given
        String invalid = """
                {"sku":"MUG","status":"INVALID","issues":[
                  {"code":"90000900","message":"secret","severity":"ERROR"},
                  {"code":"18155","message":"secret","severity":"WARNING"}]}
                """;
        ApiScript api = ApiScript.inOrder()
                .answers(PATCH, invalid)
                .answers(PATCH, 404, "{\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"secret\"}]}")
                .answers(PATCH, "{\"status\":\"PARKED\"}")
                .answers(PATCH, 400, "<html>")
                .answers(PATCH, ACCEPTED);

        // when
        List<OfferResult> results = sink.send(
                List.of(quantity("A", 1), quantity("B", 1), quantity("C", 1), quantity("D", 1), quantity("E", 1)),
                channel(),
                api);

        // then
        assertFailed(results.get(0), Failure.Kind.REJECTED, "amazon patchListingsItem A: INVALID 90000900");
        assertFailed(results.get(1), Failure.Kind.REJECTED, "amazon patchListingsItem B: HTTP 404 NOT_FOUND");
        assertFailed(results.get(2), Failure.Kind.MALFORMED, "amazon patchListingsItem C: unknown status 'PARKED'");
        assertFailed(results.get(3), Failure.Kind.REJECTED, "amazon patchListingsItem D: HTTP 400");
        assertThat(results.get(4).ticket()).isPresent();
    }

    @Test
    void an_accepted_patch_that_has_no_id_to_keep_is_asked_about_all_the_same() {
        for (String id : List.of("\"\"", "null", "\"" + "s".repeat(201) + "\"")) {
            // given
            ApiScript api = ApiScript.inOrder().answers(PATCH, "{\"status\":\"ACCEPTED\",\"submissionId\":" + id + "}");

            // when
            List<OfferResult> results = sink.send(List.of(quantity("MUG", 1)), channel(), api);

            // then
            assertThat(results.get(0).ticket()).contains(AmazonOffers.ticket("unnamed"));
        }
    }

    @Test
    void each_item_is_a_request_of_its_own_so_that_none_waits_with_an_old_value() {
        assertThat(sink.batch()).isEqualTo(1);
    }

    @Test
    void that_amazon_wants_us_to_wait_is_the_items_result() {
        // given
        ApiScript api = ApiScript.inOrder().fails(PATCH, Failure.throttled("amazon", PATCH, null));

        // when
        List<OfferResult> results = sink.send(List.of(quantity("A", 1)), channel(), api);

        // then
        assertThat(results).singleElement().satisfies(result -> assertThat(
                        result.failure().orElseThrow().kind())
                .isEqualTo(Failure.Kind.THROTTLED));
    }

    @Test
    void a_patch_is_confirmed_once_the_listing_shows_it_and_asked_about_again_until_then() {
        // given
        ApiScript api = ApiScript.inOrder().answers(SEARCH, """
                {"items":[
                  {"sku":"A","fulfillmentAvailability":[{"fulfillmentChannelCode":"DEFAULT","quantity":1}],
                   "offers":[{"marketplaceId":"A1PA6795UKMFR9","offerType":"B2C",
                              "price":{"currencyCode":"EUR","amount":12.50}}]},
                  {"sku":"B","fulfillmentAvailability":[{"fulfillmentChannelCode":"DEFAULT","quantity":7}],
                   "issues":[{"code":"99","severity":"ERROR","attributeNames":["fulfillment_availability"]}]},
                  {"sku":"C","offers":[{"marketplaceId":"A1PA6795UKMFR9","offerType":"B2C",
                                        "price":{"currencyCode":"EUR","amount":11}}]}]}
                """);
        Money price = new Money(new BigDecimal("12.5"), "EUR");

        // when
        List<OfferResult> results = sink.ask(
                List.of(
                        new AcceptedOffer(new Offer(new Sku("A"), 1L, null, price, "k"), "s1", false),
                        new AcceptedOffer(quantity("B", 1), "s2", false),
                        new AcceptedOffer(new Offer(new Sku("C"), null, null, price, "k"), "s3", false),
                        new AcceptedOffer(quantity("D", 1), "s4", false)),
                channel(),
                api);

        // then
        assertThat(results.get(0).isConfirmed()).isTrue();
        assertThat(results.subList(1, 4))
                .extracting(result -> result.ticket().orElseThrow().id())
                .containsExactly("s2", "s3", "s4");
        assertThat(api.requests().get(0).query())
                .containsEntry("identifiersType", "SKU")
                .containsEntry("identifiers", "A,B,C,D");
    }

    @Test
    void a_patch_whose_time_is_over_is_rejected_for_what_the_listing_says_and_else_still_open() {
        // given
        ApiScript api = ApiScript.inOrder().answers(SEARCH, """
                {"items":[
                  {"sku":"A","issues":[
                    {"code":"99","severity":"ERROR","attributeNames":["fulfillment_availability"]},
                    {"code":"7","severity":"ERROR","attributeNames":["main_image"]}]},
                  {"sku":"B","issues":[{"code":"98","severity":"WARNING","attributeNames":["fulfillment_availability"]}]}]}
                """);

        // when
        List<OfferResult> results = sink.ask(
                List.of(
                        new AcceptedOffer(quantity("A", 1), "s1", true),
                        new AcceptedOffer(quantity("B", 1), "s2", true),
                        new AcceptedOffer(quantity("C", 1), "s3", true)),
                channel(),
                api);

        // then
        assertFailed(results.get(0), Failure.Kind.REJECTED, "amazon patchListingsItem A: accepted, and not shown: 99");
        assertThat(results.get(1).ticket()).isPresent();
        assertFailed(
                results.get(2),
                Failure.Kind.REJECTED,
                "amazon patchListingsItem C: accepted, but there is no such listing");
    }

    @Test
    void more_listings_than_a_search_names_and_skus_with_a_comma_are_read_all_the_same() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, "{\"items\":[]}")
                .answers(SEARCH, "{\"items\":[]}")
                .answers("getListingsItem", """
                        {"sku":"X,Y","fulfillmentAvailability":[{"fulfillmentChannelCode":"DEFAULT","quantity":1}]}
                        """)
                .answers("getListingsItem", 404, "{}");
        List<AcceptedOffer> accepted = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            accepted.add(new AcceptedOffer(quantity("S" + i, 1), "s", false));
        }
        accepted.add(new AcceptedOffer(quantity("X,Y", 1), "s", false));
        accepted.add(new AcceptedOffer(quantity("X,Z", 1), "s", false));

        // when
        List<OfferResult> results = sink.ask(accepted, channel(), api);

        // then
        assertThat(results).hasSize(23);
        assertThat(results.get(21).isConfirmed()).isTrue();
        assertThat(results.get(22).ticket()).isPresent();
        api.isDone();
    }

    @Test
    void listings_that_were_read_count_where_a_later_search_is_not_let_in() {
        // given
        ApiScript api =
                ApiScript.inOrder().answers(SEARCH, """
                        {"items":[
                          {"sku":"S0","fulfillmentAvailability":[{"fulfillmentChannelCode":"DEFAULT","quantity":1}]}]}
                        """).fails(SEARCH, Failure.throttled("amazon", SEARCH, null));
        List<AcceptedOffer> accepted = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            accepted.add(new AcceptedOffer(quantity("S" + i, 1), "s", false));
        }

        // when
        List<OfferResult> results = sink.ask(accepted, channel(), api);

        // then
        assertThat(results.get(0).isConfirmed()).isTrue();
        assertThat(results.get(1).ticket()).isPresent();
        assertThat(results.get(20).failure())
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.THROTTLED));
    }

    @Test
    void a_price_that_its_currency_cannot_show_is_not_rounded() {
        // given
        Offer offer = new Offer(new Sku("MUG"), null, null, new Money(new BigDecimal("12.505"), "EUR"), "k");

        // when
        List<OfferResult> results = sink.send(List.of(offer), channel(), ApiScript.inOrder());

        // then
        assertFailed(results.get(0), Failure.Kind.UNMAPPABLE, "amazon patchListingsItem MUG: no price in units of EUR");
    }

    @Test
    void a_channel_file_without_the_seller_is_told_so() {
        // given
        Channel incomplete = new Channel(new ChannelId("amazon-de"), "amazon", "EUR", List.of(), Map.of(), Map.of());

        // when, then
        assertThatIllegalStateException()
                .isThrownBy(() -> sink.send(List.of(quantity("MUG", 1)), incomplete, ApiScript.inOrder()))
                .withMessage("channel amazon-de: properties.sellerId is missing");
    }

    private static Offer quantity(String sku, long quantity) {
        return new Offer(new Sku(sku), quantity, null, null, sku + "-" + quantity);
    }

    private static void assertFailed(OfferResult result, Failure.Kind kind, String message) {
        assertThat(result.failure()).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure).hasMessage(message);
        });
    }

    private static Channel channel() {
        return new Channel(
                new ChannelId("amazon-de"),
                "amazon",
                "EUR",
                List.of(new LocationId("hamburg")),
                Map.of(),
                Map.of("sellerId", "AINVENTEDSELLER", "marketplaceId", "A1PA6795UKMFR9"));
    }
}
