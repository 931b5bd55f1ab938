package io.crossdock.pos.square;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.OrderListing.Listed;
import io.crossdock.spi.OrderListing.Page;
import io.crossdock.spi.OrderListing.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SquareOrdersTest {

    private static final Span SPAN =
            new Span(Instant.parse("2026-03-14T08:00:00Z"), Instant.parse("2026-03-14T10:00:00Z"), Optional.empty());
    private static final String SALE = """
            {"id":"oSALE1", "location_id":"L0","state":"COMPLETED","updated_at":"2026-03-14T09:27:01.123Z",
             "closed_at":"2026-03-14T09:27:01Z",
             "line_items":[{"uid":"a","catalog_object_id":"VARTEA","quantity":"1"}]}""";
    private static final String ONLINE = """
            {"id":"oWEB1","location_id":"L0","state":"OPEN","version":4,"updated_at":"2026-03-14T09:30:00Z",
             "line_items":[{"uid":"b","catalog_object_id":"VARMUG","quantity":"2"}]}""";
    private static final String OBJECTS = """
            {"objects":[{"id":"VARMUG","item_variation_data":{"sku":"MUG-BLUE"}},
                        {"id":"VARTEA","item_variation_data":{"sku":"TEA-LOOSE"}}]}
            """;

    private final SquareOrders orders = new SquareOrders();

    @Test
    void orders_of_a_span_are_listed_with_the_catalog_objects_of_their_lines() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers("SearchOrders", "{\"orders\":[" + SALE + "," + ONLINE + "]}")
                .answers("BatchRetrieveCatalogObjects", OBJECTS);

        // when
        Page page = orders.list(SPAN, channel(1), api);

        // then
        assertThat(api.requests().get(0).path()).isEqualTo("/v2/orders/search");
        assertThat(ApiScript.json(api.requests().get(0)))
                .hasToString("{\"location_ids\":[\"L0\"],\"limit\":100,\"return_entries\":false,"
                        + "\"query\":{\"filter\":{\"date_time_filter\":{\"updated_at\":"
                        + "{\"start_at\":\"2026-03-14T08:00:00Z\",\"end_at\":\"2026-03-14T10:00:00Z\"}}},"
                        + "\"sort\":{\"sort_field\":\"UPDATED_AT\",\"sort_order\":\"ASC\"}}}");
        assertThat(page.next()).isEmpty();
        assertThat(page.orders()).extracting(Listed::isOpen).containsExactly(false, true);
        assertThat(page.orders()).extracting(Listed::id).containsExactly("oSALE1@2026-03-14T09:27:01.123Z", "oWEB1@4");
        assertThat(new String(page.orders().get(0).body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"order\":" + SALE
                        + ",\"objects\":[{\"id\":\"VARTEA\",\"item_variation_data\":{\"sku\":\"TEA-LOOSE\"}}]}");
        assertThat(translated(page.orders().get(0))).isEqualTo(1);
        assertThat(translated(page.orders().get(1))).isZero();
        api.isDone();
    }

    @Test
    void locations_beyond_ten_are_asked_for_after_the_last_page_of_the_first_ten() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers("SearchOrders", "{\"cursor\":\"c:1\"}")
                .answers("SearchOrders", "{}")
                .answers("SearchOrders", "{}");

        // when
        Page first = orders.list(SPAN, channel(12), api);
        Page second = orders.list(SPAN.at(first.next()), channel(12), api);
        Page third = orders.list(SPAN.at(second.next()), channel(12), api);

        // then
        assertThat(third.next()).isEmpty();
        assertThat(api.requests())
                .extracting(
                        request -> ApiScript.json(request).path("location_ids").size())
                .containsExactly(10, 10, 2);
        assertThat(api.requests())
                .extracting(request -> ApiScript.json(request).path("cursor").asText())
                .containsExactly("", "c:1", "");
        api.isDone();
    }

    @Test
    void a_channel_without_ids_of_locations_is_told_so() {
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> orders.list(SPAN, channel(0), ApiScript.inOrder()))
                .withMessage("square SearchOrders: the channel names no location's id");
    }

    @Test
    void what_square_refuses_is_rejected_with_its_code() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers("SearchOrders", 400, "{\"errors\":[{\"code\":\"BAD_REQUEST\",\"detail\":\"secret\"}]}");

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> orders.list(SPAN, channel(1), api))
                .withMessage("square SearchOrders: BAD_REQUEST");
    }

    private static int translated(Listed listed) {
        InboundRecord inbound = new InboundRecord(
                new ChannelId("till"),
                listed.id(),
                listed.kind(),
                listed.ownId(),
                "application/json",
                listed.body(),
                Instant.parse("2026-03-14T10:00:02Z"),
                null);
        return new SquareTranslation().translate(inbound, channel(1)).size();
    }

    private static Channel channel(int locations) {
        Map<LocationId, String> ids = new LinkedHashMap<>();
        for (int i = 0; i < locations; i++) {
            ids.put(new LocationId("shop-" + i), "L" + i);
        }
        return new Channel(new ChannelId("till"), "square", "EUR", List.copyOf(ids.keySet()), ids, Map.of());
    }
}
