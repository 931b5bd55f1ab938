package io.crossdock.marketplaces.shopify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.LocationId;
import io.crossdock.conformance.ApiScript;
import io.crossdock.spi.Answer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.OrderListing.Listed;
import io.crossdock.spi.OrderListing.Page;
import io.crossdock.spi.OrderListing.Span;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShopifyOrdersTest {

    private static final Span SPAN = new Span(
            Instant.parse("2026-03-14T08:00:00.900Z"), Instant.parse("2026-03-14T10:00:00Z"), Optional.empty());
    private static final String PLACED = order("820982911946154508", "09:00:00", "null");
    private static final String CHANGED = order("820982911946154509", "09:30:00", "null");
    private static final String CANCELLED = order("820982911946154510", "09:40:00", "\"2026-03-14T04:40:00-05:00\"");
    private static final Channel CHANNEL = new Channel(
            new ChannelId("shopify-us"), "shopify", "USD", List.of(new LocationId("hamburg")), Map.of(), Map.of());

    private final ShopifyOrders orders = new ShopifyOrders();

    @Test
    void orders_of_a_span_are_listed_as_the_webhooks_that_would_have_told_them() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers("orders", "{\"orders\":[" + PLACED + "," + CHANGED + "," + CANCELLED + "]}");

        // when
        Page page = orders.list(SPAN, CHANNEL, api);

        // then
        assertThat(api.requests().get(0).path()).isEqualTo("/admin/api/2026-01/orders.json");
        assertThat(api.requests().get(0).query())
                .isEqualTo(Map.of(
                        "status", "any",
                        "updated_at_min", "2026-03-14T08:00:00Z",
                        "updated_at_max", "2026-03-14T10:00:00Z",
                        "limit", "100"));
        assertThat(page.next()).isEmpty();
        assertThat(page.orders())
                .extracting(Listed::kind)
                .containsExactly("orders/create", "orders/updated", "orders/cancelled");
        assertThat(page.orders()).extracting(Listed::isOpen).containsExactly(true, true, false);
        assertThat(page.orders().get(0).id()).isEqualTo("820982911946154508@2026-03-14T09:00:00-05:00");
        assertThat(page.orders().get(0).body()).isEqualTo(PLACED.getBytes(StandardCharsets.UTF_8));
        assertThat(page.orders())
                .extracting(listed -> event(listed).type())
                .containsExactly(EventType.ORDER_PLACED, EventType.ORDER_CHANGED, EventType.ORDER_CANCELLED);
    }

    @Test
    void the_next_page_is_asked_for_by_its_token_alone() {
        // given
        String previous =
                "<https://acme.example/admin/api/2026-01/orders.json?limit=100&page_info=before>; rel=\"previous\"";
        String next = "<https://acme.example/admin/api/2026-01/orders.json?limit=100&page_info=a%2Bb%3D>; rel=\"next\"";
        ApiScript api = ApiScript.inOrder()
                .answers("orders", request -> answer(previous + ", " + next))
                .answers("orders", request -> answer(previous));

        // when
        Page first = orders.list(SPAN, CHANNEL, api);
        Page second = orders.list(SPAN.at(first.next()), CHANNEL, api);

        // then
        assertThat(first.next()).contains("a+b=");
        assertThat(api.requests().get(1).query()).isEqualTo(Map.of("limit", "100", "page_info", "a+b="));
        assertThat(second.next()).isEmpty();
    }

    @Test
    void an_order_is_open_until_it_is_delivered_closed_or_cancelled() {
        // given
        ApiScript api = ApiScript.inOrder().answers("orders", """
                {"orders": [{"id": 1, "updated_at": "t", "closed_at": null, "fulfillment_status": null},
                            {"id": 2, "updated_at": "t", "fulfillment_status": "partial"},
                            {"id": 3, "updated_at": "t", "fulfillment_status": "fulfilled"},
                            {"id": 4, "updated_at": "t", "closed_at": "2026-03-14T09:00:00Z"}]}
                """);

        // when, then
        assertThat(orders.list(SPAN, CHANNEL, api).orders())
                .extracting(Listed::isOpen)
                .containsExactly(true, true, false, false);
    }

    @Test
    void what_shopify_refuses_is_rejected_with_its_status() {
        // given
        ApiScript api = ApiScript.inOrder().answers("orders", 400, "{\"errors\":\"secret\"}");

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> orders.list(SPAN, CHANNEL, api))
                .withMessage("shopify orders: HTTP 400");
    }

    @Test
    void an_answer_without_a_list_is_not_taken_for_an_empty_one() {
        // given
        ApiScript api = ApiScript.inOrder().answers("orders", "{}");

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> orders.list(SPAN, CHANNEL, api))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED));
    }

    private static Answer answer(String link) {
        return new Answer(200, "application/json", "{\"orders\":[]}".getBytes(StandardCharsets.UTF_8), link);
    }

    private static CanonicalEvent event(Listed listed) {
        InboundRecord inbound = new InboundRecord(
                CHANNEL.id(),
                listed.id(),
                listed.kind(),
                listed.ownId(),
                "application/json",
                listed.body(),
                Instant.parse("2026-03-14T12:00:00Z"),
                null);
        return new ShopifyTranslation().translate(inbound, CHANNEL).get(0);
    }

    private static String order(String id, String updated, String cancelledAt) {
        return """
                {"id": %s, "name": "#1001", "currency": "USD", "created_at": "2026-03-14T09:00:00-05:00",
                 "updated_at": "2026-03-14T%s-05:00", "cancelled_at": %s,
                 "line_items": [{"id": 7, "sku": "MUG", "quantity": 2, "current_quantity": 2, "price": "12.50"}]}""".formatted(id, updated, cancelledAt);
    }
}
