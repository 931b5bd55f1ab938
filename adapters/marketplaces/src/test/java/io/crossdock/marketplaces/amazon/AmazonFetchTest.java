package io.crossdock.marketplaces.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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

class AmazonFetchTest {

    private static final String ORDER = """
            {"order":{"orderId":"306-0000001-0000001","createdTime":"2026-03-14T09:26:53Z",
              "lastUpdatedTime":"2026-03-14T10:00:00Z",
              "fulfillment":{"fulfillmentStatus":"UNSHIPPED","fulfilledBy":"MERCHANT"},
              "orderItems":[{"orderItemId":"1","quantityOrdered":1,"product":{"sellerSku":"MUG"}}]}}
            """;

    private final AmazonFetch fetch = new AmazonFetch();

    @Test
    void a_named_order_is_journaled_as_amazon_answered_it() {
        // given
        ApiScript api = ApiScript.inOrder().answers("getOrder", ORDER);
        InboundRecord thin = orderChange("MFN");

        // when
        InboundRecord fetched = fetch.fetch(thin, channel(Map.of()), api).orElseThrow();

        // then
        assertThat(fetched.kind()).isEqualTo("order");
        assertThat(fetched.id()).isEqualTo("306-0000001-0000001@note-1");
        assertThat(fetched.key()).isEqualTo("306-0000001-0000001");
        assertThat(fetched.receivedAt()).isEqualTo(thin.receivedAt());
        assertThat(fetched.traceparent()).isEqualTo(thin.traceparent());
        assertThat(fetched.body()).isEqualTo(ORDER.getBytes(StandardCharsets.UTF_8));
        assertThat(new AmazonTranslation().translate(fetched, channel(Map.of())))
                .hasSize(1);
    }

    @Test
    void who_bought_it_is_asked_for_only_where_the_channel_says_so() {
        // given
        ApiScript api = ApiScript.inOrder().answers("getOrder", ORDER).answers("getOrder", ORDER);

        // when
        fetch.fetch(orderChange("MFN"), channel(Map.of()), api);
        fetch.fetch(orderChange("MFN"), channel(Map.of("recipient", "include")), api);

        // then
        assertThat(api.requests())
                .extracting(Request::path)
                .containsOnly("/orders/2026-01-01/orders/306-0000001-0000001");
        assertThat(api.requests())
                .extracting(request -> request.query().get("includedData"))
                .containsExactly("FULFILLMENT", "FULFILLMENT,RECIPIENT");
        assertThatIllegalStateException()
                .isThrownBy(() -> fetch.fetch(orderChange("MFN"), channel(Map.of("recipient", "yes")), api))
                .withMessage("channel amazon-de: recipient is 'yes'; allowed: omit, include");
    }

    @Test
    void an_order_that_amazon_fulfils_costs_no_request() {
        assertThat(fetch.fetch(orderChange("AFN"), channel(Map.of()), ApiScript.inOrder()))
                .isEmpty();
    }

    @Test
    void an_order_that_amazon_does_not_find_is_rejected_with_its_code() {
        // given
        ApiScript api = ApiScript.inOrder()
                .answers("getOrder", 404, "{\"errors\":[{\"code\":\"NotFound\",\"message\":\"secret\"}]}");

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> fetch.fetch(orderChange("MFN"), channel(Map.of()), api))
                .withMessage("amazon getOrder 306-0000001-0000001: HTTP 404 NotFound")
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.REJECTED));
    }

    @Test
    void an_answer_without_an_order_is_not_journaled() {
        // given
        ApiScript api = ApiScript.inOrder().answers("getOrder", "{\"payload\":{}}");

        // when, then
        assertThatExceptionOfType(Failure.class)
                .isThrownBy(() -> fetch.fetch(orderChange("MFN"), channel(Map.of()), api))
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.MALFORMED));
    }

    @Test
    void other_records_are_not_thin() {
        assertThat(fetch.fetch(thin("order", ORDER), channel(Map.of()), ApiScript.inOrder()))
                .isEmpty();
    }

    private static InboundRecord orderChange(String fulfillmentType) {
        return thin("ORDER_CHANGE", """
                {"NotificationType":"ORDER_CHANGE","Payload":{"OrderChangeNotification":{
                  "AmazonOrderId":"306-0000001-0000001","Summary":{"FulfillmentType":"%s"}}}}
                """.formatted(fulfillmentType));
    }

    private static InboundRecord thin(String kind, String body) {
        return new InboundRecord(
                new ChannelId("amazon-de"),
                "note-1",
                kind,
                "306-0000001-0000001",
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-14T10:00:02Z"),
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    private static Channel channel(Map<String, String> properties) {
        return new Channel(
                new ChannelId("amazon-de"), "amazon", "EUR", List.of(new LocationId("hamburg")), Map.of(), properties);
    }
}
