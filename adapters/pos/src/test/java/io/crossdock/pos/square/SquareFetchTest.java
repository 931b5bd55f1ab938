package io.crossdock.pos.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SquareFetchTest {

    private static final String EVENT = "9d1c0000-0000-4000-8000-000000000001";
    private static final String ORDER = """
            {"order":{"id":"oSALE1","location_id":"LHAMBURG00001","state":"COMPLETED","closed_at":"2026-03-14T09:27:01Z",
              "line_items":[
                {"uid":"a","catalog_object_id":"VARTEA","quantity":"1"},
                {"uid":"b","catalog_object_id":"VARMUG","quantity":"2"},
                {"uid":"c","item_type":"CUSTOM_AMOUNT","quantity":"1"}],
              "returns":[{"return_line_items":[{"uid":"d","catalog_object_id":"VARMUG","quantity":"1"}]}]}}
            """;
    private static final String OBJECTS = """
            {"objects":[{"id":"VARMUG","item_variation_data":{"sku":"MUG-BLUE"}},
                        {"id":"VARTEA","item_variation_data":{"sku":"TEA-LOOSE"}}]}
            """;

    private final SquareFetch fetch = new SquareFetch();

    @Test
    void a_named_order_is_journaled_whole_with_the_catalog_objects_of_its_lines() {
        // given
        ApiScript api =
                ApiScript.inOrder().answers("RetrieveOrder", ORDER).answers("BatchRetrieveCatalogObjects", OBJECTS);
        InboundRecord thin = thin("order.updated", orderNamed("order_updated", ", \"version\": 4"));

        // when
        InboundRecord fetched = fetch.fetch(thin, channel(Map.of()), api).orElseThrow();

        // then
        assertThat(fetched.kind()).isEqualTo("order");
        assertThat(fetched.id()).isEqualTo("oSALE1@4");
        assertThat(fetched.key()).isEqualTo("oSALE1");
        assertThat(fetched.receivedAt()).isEqualTo(thin.receivedAt());
        assertThat(fetched.traceparent()).isEqualTo(thin.traceparent());
        Request order = api.requests().get(0);
        assertThat(order.path()).isEqualTo("/v2/orders/oSALE1");
        assertThat(order.headers()).containsEntry("Square-Version", "2026-08-19");
        assertThat(ApiScript.json(api.requests().get(1)))
                .hasToString("{\"object_ids\":[\"VARMUG\",\"VARTEA\"],\"include_deleted_objects\":true}");
        assertThat(new SquareTranslation().translate(fetched, channel(Map.of())))
                .hasSize(3);
        api.isDone();
    }

    @Test
    void an_order_of_a_till_has_no_version_and_takes_its_id_from_the_notification() {
        // given
        ApiScript api =
                ApiScript.inOrder().answers("RetrieveOrder", ORDER).answers("BatchRetrieveCatalogObjects", OBJECTS);

        // when
        InboundRecord fetched = fetch.fetch(
                        thin("order.created", orderNamed("order_created", "")), channel(Map.of()), api)
                .orElseThrow();

        // then
        assertThat(fetched.id()).isEqualTo("oSALE1@" + EVENT);
    }

    @Test
    void an_order_without_catalog_lines_needs_no_catalog() {
        // given
        ApiScript api =
                ApiScript.inOrder().answers("RetrieveOrder", "{\"order\":{\"id\":\"oSALE1\",\"state\":\"OPEN\"}}");

        // when
        InboundRecord fetched = fetch.fetch(
                        thin("order.fulfillment.updated", orderNamed("order_fulfillment_updated", "")),
                        channel(Map.of()),
                        api)
                .orElseThrow();

        // then
        assertThat(new String(fetched.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"order\":{\"id\":\"oSALE1\",\"state\":\"OPEN\"},\"objects\":[]}");
    }

    @Test
    void an_order_that_square_does_not_find_is_rejected_with_its_code() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers(
                        "RetrieveOrder",
                        404,
                        "{\"errors\":[{\"category\":\"INVALID_REQUEST_ERROR\",\"code\":\"NOT_FOUND\",\"detail\":\"secret\"}]}");

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() ->
                        fetch.fetch(thin("order.updated", orderNamed("order_updated", "")), channel(Map.of()), api))
                .withMessage("square RetrieveOrder oSALE1: NOT_FOUND")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.REJECTED));
    }

    @Test
    void counts_are_fetched_for_a_shop_that_counts_its_own_stock_only() {
        // given
        String counts = """
                {"data":{"object":{"inventory_counts":[
                  {"catalog_object_id":"VARMUG","state":"IN_STOCK","location_id":"LHAMBURG00001","quantity":"7",
                   "calculated_at":"2026-03-14T09:30:00Z"}]}}}
                """;
        ApiScript api = ApiScript.inOrder().answers("BatchRetrieveCatalogObjects", OBJECTS);

        // when
        InboundRecord fetched = fetch.fetch(
                        thin("inventory.count.updated", counts), channel(Map.of("counts", "master")), api)
                .orElseThrow();

        // then
        assertThat(fetched.kind()).isEqualTo("counts");
        assertThat(new SquareTranslation().translate(fetched, channel(Map.of())))
                .singleElement()
                .satisfies(event -> assertThat(event.subject()).isEqualTo("MUG-BLUE"));
        assertThat(fetch.fetch(thin("inventory.count.updated", counts), channel(Map.of()), api))
                .isEmpty();
        api.isDone();
    }

    @Test
    void other_records_are_not_thin() {
        assertThat(fetch.fetch(thin("order", "{}"), channel(Map.of()), ApiScript.inOrder()))
                .isEmpty();
    }

    @Test
    void a_word_for_counts_that_nobody_knows_is_named() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> fetch.fetch(
                        thin("inventory.count.updated", "{}"), channel(Map.of("counts", "maybe")), ApiScript.inOrder()))
                .withMessage("channel square-hamburg: counts is 'maybe'; allowed: ours, master");
    }

    private static String orderNamed(String member, String more) {
        return "{\"data\":{\"id\":\"oSALE1\",\"object\":{\"" + member + "\":{\"order_id\":\"oSALE1\"" + more + "}}}}";
    }

    private static InboundRecord thin(String kind, String body) {
        return new InboundRecord(
                new ChannelId("square-hamburg"),
                EVENT,
                kind,
                "oSALE1",
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-14T09:27:03Z"),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    private static Channel channel(Map<String, String> properties) {
        LocationId shop = new LocationId("hamburg-shop");
        return new Channel(
                new ChannelId("square-hamburg"),
                "square",
                "EUR",
                List.of(shop),
                Map.of(shop, "LHAMBURG00001"),
                properties);
    }
}
