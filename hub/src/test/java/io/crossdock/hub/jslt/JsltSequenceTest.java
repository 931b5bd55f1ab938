package io.crossdock.hub.jslt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** Availability skips a level that has no place among others; a partner's has one by its time. */
class JsltSequenceTest {

    private static final Channel CHANNEL =
            new Channel(new ChannelId("acme-eu"), "acme", "EUR", List.of(), Map.of(), Map.of());
    private static final String EVENT =
            "[{\"type\": \"crossdock.%s.v1\", \"fact\": \"f\", \"time\": .at, \"data\": %s}]";
    private static final String COUNTED =
            EVENT.formatted("stock.counted", "{\"sku\": \"A-1\", \"location\": \"hamburg\", \"onHand\": 7}");
    private static final String PRICED = EVENT.formatted("price.changed", "{\"sku\": \"A-1\", \"prices\": []}");
    private static final String BOOKED = EVENT.formatted(
            "order.booked",
            "{\"order\": \"acme-eu:P-1\", \"erpNumber\": \"4711\", \"lines\": [{\"sku\": \"A-1\", \"location\": \"hamburg\","
                    + " \"quantity\": 1}]}");

    @Test
    void levels_and_prices_are_ordered_by_their_time_to_the_microsecond() {
        assertThat(event(COUNTED, "1970-01-01T00:00:01.000002Z").sequence())
                .hasToString("000000-00000000000001000002-000000");
        CanonicalEvent earlier = event(PRICED, "2026-01-02T03:04:05.123456Z");
        CanonicalEvent later = event(PRICED, "2026-01-02T03:04:05.123457Z");
        assertThat(later.sequence()).isGreaterThan(earlier.sequence());
    }

    @Test
    void a_time_that_has_no_place_is_told() {
        refused(COUNTED, "1969-12-31T23:59:59Z", "'time' is not");
        refused(COUNTED, "+1000000000-12-31T23:59:59Z", "'time' is not");
    }

    @Test
    void what_only_the_erp_can_put_in_its_place_is_refused() {
        refused(BOOKED, "2026-01-02T03:04:05Z", "crossdock.order.booked.v1: without a sequence");
    }

    private static void refused(String expression, String at, String why) {
        assertThatThrownBy(() -> event(expression, at))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNMAPPABLE))
                .hasMessageContaining(why);
    }

    private static CanonicalEvent event(String expression, String at) {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("channels", (ChannelLookup) name -> CHANNEL);
        JsltAction action = new JsltAction();
        action.setCamelContext(context);
        action.setChannel("acme-eu");
        action.setEvents(expression);
        byte[] body = "{\"at\": \"%s\"}".formatted(at).getBytes(UTF_8);
        List<?> events = (List<?>) action.translate(new InboundRecord(
                CHANNEL.id(), "id-1", "count", "key-1", "application/json", body, Instant.EPOCH, null));
        return (CanonicalEvent) events.get(0);
    }
}
