package io.crossdock.marketplaces.shopify;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.OrderState;
import io.crossdock.spi.Channel;
import io.crossdock.spi.InboundRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A change that followed another within a second was lost, and with it the release of its pieces. */
class ShopifySameSecondTest {

    private static final Channel CHANNEL = new Channel(
            new ChannelId("shopify-us"), "shopify", "USD", List.of(new LocationId("hamburg")), Map.of(), Map.of());

    private static final String TWO_MUGS = line(1, 2, 2);

    @Test
    void states_of_an_order_rise_in_the_order_in_which_they_follow_each_other() {
        // given
        List<CanonicalEvent> life = List.of(
                event("orders/create", body(TWO_MUGS)),
                event("orders/updated", body(TWO_MUGS)),
                event("orders/updated", body(line(1, 2, 1))),
                event("orders/updated", body(line(1, 3, 2))),
                event("orders/updated", body(line(1, 3, 2) + "," + line(2, 4, 4))),
                event("orders/updated", body(line(1, 3, 0) + "," + line(2, 4, 4))),
                event("orders/updated", body(line(1, 3, 0) + "," + line(2, 4, 0))),
                event("orders/cancelled", cancelled(line(1, 3, 0) + "," + line(2, 4, 0))),
                event("orders/create", body(TWO_MUGS).replace("12:00:00Z\",\"line", "12:00:01Z\",\"line")));

        // then
        assertThat(life).extracting(ShopifySameSecondTest::version).isSorted().doesNotHaveDuplicates();
        assertThat(life).extracting(CanonicalEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void states_that_differ_in_no_pieces_are_two_events_nevertheless() {
        CanonicalEvent first = event("orders/updated", body(TWO_MUGS));
        CanonicalEvent other = event("orders/updated", body(TWO_MUGS).replace("\"#1\"", "\"#1-B\""));

        assertThat(other.id()).isNotEqualTo(first.id());
        assertThat(version(other)).isEqualTo(version(first));
    }

    @Test
    void the_two_webhooks_of_a_cancellation_are_one_event() {
        assertThat(event("orders/updated", cancelled(TWO_MUGS)).id())
                .isEqualTo(event("orders/cancelled", cancelled(TWO_MUGS)).id());
    }

    @Test
    void an_order_of_any_number_of_pieces_stays_within_its_second() {
        CanonicalEvent vast = event("orders/updated", body(line(1, Long.MAX_VALUE / 1_000_000_000_000L, 0)));

        assertThat(version(vast)).isLessThan(version(event("orders/cancelled", cancelled(TWO_MUGS))));
        assertThat(version(vast) / 1_000_000)
                .isEqualTo(Instant.parse("2026-03-01T12:00:00Z").getEpochSecond());
    }

    private static String line(int id, long ordered, long current) {
        return """
                {"id":%d,"sku":"MUG-%d","quantity":%d,"current_quantity":%d,"price":"19.00"}""".formatted(id, id, ordered, current);
    }

    private static String body(String lines) {
        return """
                {"id":5001,"name":"#1","currency":"USD","created_at":"2026-03-01T12:00:00Z",\
                "updated_at":"2026-03-01T12:00:00Z","line_items":[%s]}""".formatted(lines);
    }

    private static String cancelled(String lines) {
        return body(lines).replace("{\"id\":5001", "{\"cancelled_at\":\"2026-03-01T12:00:00Z\",\"id\":5001");
    }

    private static CanonicalEvent event(String topic, String body) {
        InboundRecord inbound = new InboundRecord(
                new ChannelId("shopify-us"),
                "delivery-1",
                topic,
                "5001",
                "application/json",
                body.getBytes(StandardCharsets.UTF_8),
                Instant.parse("2026-03-01T12:00:02Z"),
                null);
        return new ShopifyTranslation().translate(inbound, CHANNEL).get(0);
    }

    private static long version(CanonicalEvent event) {
        return ((OrderState) event.data()).order().version();
    }
}
