package io.crossdock.marketplaces.amazon;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AmazonOrdersTest {

    private static final Span SPAN =
            new Span(Instant.parse("2026-03-14T08:00:00Z"), Instant.parse("2026-03-14T10:00:00Z"), Optional.empty());
    private static final String ORDER = """
            {"orderId":"306-0000001-0000001", "createdTime":"2026-03-14T09:26:53Z",
             "lastUpdatedTime":"2026-03-14T09:30:00Z",
             "fulfillment":{"fulfillmentStatus":"UNSHIPPED","fulfilledBy":"MERCHANT"},
             "orderItems":[{"orderItemId":"1","quantityOrdered":1,"product":{"sellerSku":"MUG"}}]}""";

    private final AmazonOrders orders = new AmazonOrders();

    @Test
    void orders_of_a_span_are_listed_as_get_order_would_answer_them() {
        // given
        ApiScript api = ApiScript.inOrder().answers("searchOrders", "{\"orders\":[" + ORDER + "]}");

        // when
        Page page = orders.list(SPAN, channel(Map.of()), api);

        // then
        assertThat(api.requests().get(0).path()).isEqualTo("/orders/2026-01-01/orders");
        assertThat(api.requests().get(0).query())
                .isEqualTo(Map.of(
                        "lastUpdatedAfter", "2026-03-14T08:00:00Z",
                        "lastUpdatedBefore", "2026-03-14T10:00:00Z",
                        "marketplaceIds", "A1PA6795UKMFR9",
                        "fulfilledBy", "MERCHANT",
                        "includedData", "FULFILLMENT",
                        "maxResultsPerPage", "100"));
        assertThat(page.next()).isEmpty();
        Listed listed = page.orders().get(0);
        assertThat(listed.isOpen()).isTrue();
        assertThat(listed.id()).isEqualTo("306-0000001-0000001@2026-03-14T09:30:00Z");
        assertThat(new String(listed.body(), StandardCharsets.UTF_8)).isEqualTo("{\"order\":" + ORDER + "}");
        InboundRecord inbound = new InboundRecord(
                new ChannelId("amazon-de"),
                listed.id(),
                listed.kind(),
                listed.ownId(),
                "application/json",
                listed.body(),
                Instant.parse("2026-03-14T10:00:02Z"),
                null);
        assertThat(new AmazonTranslation().translate(inbound, channel(Map.of())))
                .hasSize(1);
    }

    @Test
    void the_next_page_is_asked_for_with_all_that_the_first_was() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers("searchOrders", "{\"orders\":[],\"pagination\":{\"nextToken\":\"t/1=\"}}")
                .answers("searchOrders", "{\"orders\":[]}");
        Channel channel = channel(Map.of("recipient", "include"));

        // when
        Page first = orders.list(SPAN, channel, api);
        Page second = orders.list(SPAN.at(first.next()), channel, api);

        // then
        assertThat(first.next()).contains("t/1=");
        assertThat(second.next()).isEmpty();
        assertThat(api.requests().get(1).query())
                .containsAllEntriesOf(api.requests().get(0).query())
                .containsEntry("paginationToken", "t/1=")
                .containsEntry("includedData", "FULFILLMENT,RECIPIENT");
    }

    @Test
    void an_order_is_open_until_it_is_shipped_or_cancelled() {
        // given
        String other = ORDER.replace("0000001\"", "0000002\"");
        ApiScript api = ApiScript.inOrder()
                .answers(
                        "searchOrders",
                        "{\"orders\":[" + ORDER.replace("UNSHIPPED", "SHIPPED") + ","
                                + other.replace("UNSHIPPED", "PENDING") + "]}");

        // when, then
        assertThat(orders.list(SPAN, channel(Map.of()), api).orders())
                .extracting(Listed::isOpen)
                .containsExactly(false, true);
    }

    @Test
    void what_amazon_refuses_is_rejected_with_its_code() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers("searchOrders", 400, "{\"errors\":[{\"code\":\"InvalidInput\",\"message\":\"secret\"}]}");

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> orders.list(SPAN, channel(Map.of()), api))
                .withMessage("amazon searchOrders: HTTP 400 InvalidInput");
    }

    @Test
    void an_answer_without_a_list_is_not_taken_for_an_empty_one() {
        // given
        ApiScript api = ApiScript.inOrder().answers("searchOrders", "{\"payload\":{}}");

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> orders.list(SPAN, channel(Map.of()), api))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED));
    }

    private static Channel channel(Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(Map.of("marketplaceId", "A1PA6795UKMFR9"));
        properties.putAll(more);
        return new Channel(
                new ChannelId("amazon-de"), "amazon", "EUR", List.of(new LocationId("hamburg")), Map.of(), properties);
    }
}
