package io.crossdock.pos.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Sku;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import io.crossdock.spi.OfferResult;
import io.crossdock.spi.Request;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SquareOffersTest {

    private static final String SEARCH = "SearchCatalogObjects";
    private static final String COUNT = "BatchChangeInventory";
    private static final String READ = "BatchRetrieveCatalogObjects";
    private static final String UPSERT = "BatchUpsertCatalogObjects";
    private static final String BOTH = """
            {"objects":[{"id":"VARMUG","item_variation_data":{"sku":"MUG"}},
                        {"id":"VARTEA","item_variation_data":{"sku":"TEA"}},
                        {"id":"VARLOWER","item_variation_data":{"sku":"mug"}}]}
            """;

    private final SquareOffers sink = new SquareOffers(InstantSource.fixed(Instant.parse("2026-03-14T09:30:00.250Z")));

    @Test
    void a_shop_that_counts_its_own_stock_is_told_prices_and_no_quantities_which_it_would_tell_as_its_own() {
        // given
        ApiScript api = ApiScript.inOrder().answers(SEARCH, BOTH).answers(READ, variation("VARTEA", 1, 400, "EUR"));
        Channel known = channel("EUR");
        Channel master = new Channel(
                known.id(),
                known.system(),
                known.currency(),
                known.locations(),
                known.locationIds(),
                Map.of("counts", "master"));

        // when
        List<OfferResult> results =
                sink.send(List.of(quantity("NOWHERE", 7), price("TEA", "4.00", "EUR")), master, api);

        // then
        assertThat(results).hasSize(2).allMatch(OfferResult::isConfirmed);
        assertThat(ApiScript.json(api.requests(SEARCH).get(0)).at("/query/set_query/attribute_values"))
                .hasToString("[\"TEA\"]");
        assertThat(api.requests(COUNT)).isEmpty();
        // when
        results = sink.send(List.of(quantity("MUG", 7)), master, api);
        // then
        assertThat(results).singleElement().matches(OfferResult::isConfirmed);
        api.isDone();
    }

    @Test
    void quantities_become_physical_counts_at_the_first_location_that_square_knows() {
        // given
        ApiScript api = ApiScript.inOrder().answers(SEARCH, BOTH).answers(COUNT, "{\"counts\":[]}");

        // when
        List<OfferResult> results = sink.send(List.of(quantity("MUG", 7), quantity("TEA", 0)), channel("EUR"), api);

        // then
        assertThat(results).allMatch(OfferResult::isConfirmed).hasSize(2);
        assertThat(ApiScript.json(api.requests(SEARCH).get(0)))
                .hasToString(
                        "{\"object_types\":[\"ITEM_VARIATION\"],\"query\":{\"set_query\":{\"attribute_name\":\"sku\","
                                + "\"attribute_values\":[\"MUG\",\"TEA\"]}},\"limit\":1000}");
        JsonNode body = ApiScript.json(api.requests(COUNT).get(0));
        assertThat(body.get("changes").get(0))
                .hasToString("{\"type\":\"PHYSICAL_COUNT\",\"physical_count\":{\"catalog_object_id\":\"VARMUG\","
                        + "\"state\":\"IN_STOCK\",\"location_id\":\"LHAMBURG00001\",\"quantity\":\"7\","
                        + "\"occurred_at\":\"2026-03-14T09:30:00.250Z\"}}");
        assertThat(body.get("changes").get(1).at("/physical_count/quantity").asText())
                .isEqualTo("0");
        assertThat(body.get("ignore_unchanged_counts").asBoolean(true)).isFalse();
        assertThat(body.get("idempotency_key").asText()).hasSize(64);
        api.isDone();
    }

    @Test
    void a_variation_is_looked_up_once_and_the_same_offers_keep_their_key() {
        // given
        ApiScript api =
                ApiScript.inOrder().answers(SEARCH, BOTH).answers(COUNT, "{}").answers(COUNT, "{}");

        // when
        sink.send(List.of(quantity("MUG", 7), quantity("TEA", 3)), channel("EUR"), api);
        sink.send(List.of(quantity("TEA", 3), quantity("MUG", 7)), channel("EUR"), api);

        // then
        assertThat(api.requests(COUNT).stream().map(SquareOffersTest::key).distinct())
                .hasSize(1);
        api.isDone();
    }

    @Test
    void a_sku_that_no_variation_or_several_have_is_rejected_alone() {
        // given
        String objects = """
                {"objects":[{"id":"VARMUG","item_variation_data":{"sku":"MUG"}},
                            {"id":"VARTEA","item_variation_data":{"sku":"TEA"}},
                            {"id":"VARTEA2","item_variation_data":{"sku":"TEA"}}]}
                """;
        ApiScript api = ApiScript.inOrder().answers(SEARCH, objects).answers(COUNT, "{}");

        // when
        Map<String, OfferResult> results = bySku(
                sink.send(List.of(quantity("MUG", 7), quantity("TEA", 3), quantity("CUP", 1)), channel("EUR"), api));

        // then
        assertThat(results.get("MUG").isConfirmed()).isTrue();
        assertFailed(results.get("TEA"), "square SearchCatalogObjects TEA: several variations have this SKU");
        assertFailed(results.get("CUP"), "square SearchCatalogObjects CUP: no variation has this SKU");
        assertThat(ApiScript.json(api.requests(COUNT).get(0)).get("changes")).hasSize(1);
    }

    @Test
    void one_refused_count_neither_fails_nor_hides_the_others_and_is_looked_up_anew() {
        // given
        String error = "{\"errors\":[{\"category\":\"INVALID_REQUEST_ERROR\",\"code\":\"INVALID_VALUE\"}]}";
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, BOTH)
                .answers(COUNT, 400, error)
                .answers(COUNT, "{}")
                .answers(COUNT, 400, error)
                .answers(SEARCH, BOTH)
                .answers(COUNT, "{}");

        // when
        Map<String, OfferResult> results =
                bySku(sink.send(List.of(quantity("MUG", 7), quantity("TEA", 3)), channel("EUR"), api));
        sink.send(List.of(quantity("TEA", 3)), channel("EUR"), api);

        // then
        assertThat(results.get("MUG").isConfirmed()).isTrue();
        assertFailed(results.get("TEA"), "square BatchChangeInventory TEA: INVALID_VALUE");
        api.isDone();
    }

    @Test
    void offers_sent_before_at_another_time_are_counted_again_under_another_key() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, BOTH)
                .answers(COUNT, 400, "{\"errors\":[{\"code\":\"IDEMPOTENCY_KEY_REUSED\"}]}")
                .answers(COUNT, "{}");

        // when
        List<OfferResult> results = sink.send(List.of(quantity("MUG", 7)), channel("EUR"), api);

        // then
        assertThat(results).allMatch(OfferResult::isConfirmed);
        assertThat(api.requests(COUNT).stream().map(SquareOffersTest::key).distinct())
                .hasSize(2);
    }

    @Test
    void a_price_is_changed_in_the_variation_as_it_is_and_in_its_overrides_at_our_location() {
        // given
        String read = """
                {"objects":[{"id":"VARMUG","type":"ITEM_VARIATION","version":17,"custom_attribute_values":{"a":{"key":"a"}},
                  "item_variation_data":{"item_id":"ITEM1","sku":"MUG","pricing_type":"FIXED_PRICING",
                    "price_money":{"amount":999,"currency":"EUR"},
                    "location_overrides":[
                      {"location_id":"LHAMBURG00001","price_money":{"amount":899,"currency":"EUR"}},
                      {"location_id":"LELSEWHERE001","price_money":{"amount":799,"currency":"EUR"}},
                      {"location_id":"LHAMBURG00001","track_inventory":true}]}}]}
                """;
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, BOTH)
                .answers(READ, read)
                .answers(UPSERT, "{\"objects\":[{\"id\":\"VARMUG\"}]}");

        // when
        List<OfferResult> results = sink.send(List.of(price("MUG", "12.50", "EUR")), channel("EUR"), api);

        // then
        assertThat(results).allMatch(OfferResult::isConfirmed);
        assertThat(ApiScript.json(api.requests(UPSERT).get(0)).at("/batches/0/objects/0"))
                .hasToString("{\"id\":\"VARMUG\",\"type\":\"ITEM_VARIATION\",\"version\":17,"
                        + "\"custom_attribute_values\":{\"a\":{\"key\":\"a\"}},"
                        + "\"item_variation_data\":{\"item_id\":\"ITEM1\",\"sku\":\"MUG\",\"pricing_type\":\"FIXED_PRICING\","
                        + "\"price_money\":{\"amount\":1250,\"currency\":\"EUR\"},"
                        + "\"location_overrides\":["
                        + "{\"location_id\":\"LHAMBURG00001\",\"price_money\":{\"amount\":1250,\"currency\":\"EUR\"}},"
                        + "{\"location_id\":\"LELSEWHERE001\",\"price_money\":{\"amount\":799,\"currency\":\"EUR\"}},"
                        + "{\"location_id\":\"LHAMBURG00001\",\"track_inventory\":true}]}}");
    }

    @Test
    void a_price_is_written_in_the_smallest_unit_of_its_currency() {
        // given
        String both = "{\"objects\":[" + object("VARMUG", 1, 0, "JPY") + "," + object("VARTEA", 1, 0, "JPY") + "]}";
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, BOTH)
                .answers(READ, both)
                .answers(UPSERT, "{\"objects\":[{\"id\":\"VARMUG\"}]}");

        // when
        List<OfferResult> results =
                sink.send(List.of(price("MUG", "1500.00", "JPY"), price("TEA", "10.5", "JPY")), channel("JPY"), api);

        // then
        assertThat(ApiScript.json(api.requests(UPSERT).get(0))
                        .at("/batches/0/objects/0/item_variation_data/price_money"))
                .hasToString("{\"amount\":1500,\"currency\":\"JPY\"}");
        assertThat(bySku(results).get("MUG").isConfirmed()).isTrue();
        assertFailed(bySku(results).get("TEA"), "square BatchUpsertCatalogObjects TEA: no price in units of JPY");
    }

    @Test
    void a_price_that_is_shown_already_is_not_written() {
        // given
        ApiScript api = ApiScript.inOrder().answers(SEARCH, BOTH).answers(READ, variation("VARMUG", 1, 1250, "EUR"));

        // when
        List<OfferResult> results = sink.send(List.of(price("MUG", "12.5", "EUR")), channel("EUR"), api);

        // then
        assertThat(results).allMatch(OfferResult::isConfirmed);
        api.isDone();
    }

    @Test
    void where_somebody_wrote_in_between_the_variation_is_read_again_once() {
        // given
        String mismatch = "{\"errors\":[{\"code\":\"VERSION_MISMATCH\"}]}";
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, BOTH)
                .answers(READ, variation("VARMUG", 1, 999, "EUR"))
                .answers(UPSERT, 400, mismatch)
                .answers(READ, variation("VARMUG", 2, 999, "EUR"))
                .answers(UPSERT, 400, mismatch);

        // when
        List<OfferResult> results = sink.send(List.of(price("MUG", "12.50", "EUR")), channel("EUR"), api);

        // then
        assertFailed(results.get(0), "square BatchUpsertCatalogObjects MUG: VERSION_MISMATCH");
        List<Request> upserts = api.requests(UPSERT);
        assertThat(ApiScript.json(upserts.get(1))
                        .at("/batches/0/objects/0/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(upserts.stream().map(SquareOffersTest::key).distinct()).hasSize(2);
        api.isDone();
    }

    @Test
    void one_refused_price_leaves_the_others_written() {
        // given
        String refused = "{\"errors\":[{\"code\":\"INVALID_VALUE\"}],\"objects\":[{\"id\":\"VARMUG\"}]}";
        String both = "{\"objects\":[" + object("VARMUG", 1, 999, "EUR") + "," + object("VARTEA", 1, 999, "EUR") + "]}";
        ApiScript api =
                ApiScript.inOrder().answers(SEARCH, BOTH).answers(READ, both).answers(UPSERT, refused);

        // when
        Map<String, OfferResult> results = bySku(
                sink.send(List.of(price("MUG", "12.50", "EUR"), price("TEA", "4.00", "EUR")), channel("EUR"), api));

        // then
        assertThat(results.get("MUG").isConfirmed()).isTrue();
        assertFailed(results.get("TEA"), "square BatchUpsertCatalogObjects TEA: INVALID_VALUE");
        assertThat(ApiScript.json(api.requests(UPSERT).get(0)).get("batches")).hasSize(2);
    }

    @Test
    void quantities_that_were_taken_stay_confirmed_when_prices_cannot_be_written_now() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers(SEARCH, BOTH)
                .answers(COUNT, "{}")
                .fails(READ, Failure.throttled("square", READ, null));

        // when
        Map<String, OfferResult> results =
                bySku(sink.send(List.of(quantity("MUG", 7), price("TEA", "4.00", "EUR")), channel("EUR"), api));

        // then
        assertThat(results.get("MUG").isConfirmed()).isTrue();
        assertThat(results.get("TEA").failure().orElseThrow().kind()).isEqualTo(Failure.Kind.THROTTLED);
    }

    @Test
    void a_batch_whose_variations_cannot_be_found_now_fails_as_a_whole() {
        // given
        ApiScript api = ApiScript.inOrder().fails(SEARCH, Failure.unavailable("square", SEARCH, "HTTP 503", null));

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> sink.send(List.of(quantity("MUG", 7)), channel("EUR"), api))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNAVAILABLE));
    }

    @Test
    void a_channel_without_any_location_of_squares_is_told_so() {
        // given
        Channel nowhere = new Channel(
                new ChannelId("square-hamburg"),
                "square",
                "EUR",
                List.of(new LocationId("warehouse")),
                Map.of(),
                Map.of());

        // when, then
        assertThatIllegalStateException()
                .isThrownBy(() -> sink.send(
                        List.of(quantity("MUG", 7)),
                        nowhere,
                        ApiScript.inOrder().answers(SEARCH, BOTH)))
                .withMessageContaining("none of its locations has an id of Square's");
    }

    private static Offer quantity(String sku, long quantity) {
        return new Offer(new Sku(sku), quantity, null, null, sku + "-" + quantity);
    }

    private static Offer price(String sku, String amount, String currency) {
        return new Offer(new Sku(sku), null, null, new Money(new BigDecimal(amount), currency), sku + "-" + amount);
    }

    private static String variation(String id, int version, int amount, String currency) {
        return "{\"objects\":[" + object(id, version, amount, currency) + "]}";
    }

    private static String object(String id, int version, int amount, String currency) {
        return "{\"id\":\"" + id + "\",\"version\":" + version
                + ",\"item_variation_data\":{\"price_money\":{\"amount\":" + amount + ",\"currency\":\"" + currency
                + "\"}}}";
    }

    private static String key(Request request) {
        return ApiScript.json(request).get("idempotency_key").asText();
    }

    private static void assertFailed(OfferResult result, String message) {
        assertThat(result.failure())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessage(message));
    }

    private static Map<String, OfferResult> bySku(List<OfferResult> results) {
        return results.stream().collect(Collectors.toMap(result -> result.sku().value(), result -> result));
    }

    private static Channel channel(String currency) {
        LocationId warehouse = new LocationId("warehouse");
        LocationId shop = new LocationId("hamburg-shop");
        return new Channel(
                new ChannelId("square-hamburg"),
                "square",
                currency,
                List.of(warehouse, shop),
                Map.of(shop, "LHAMBURG00001"),
                Map.of());
    }
}
