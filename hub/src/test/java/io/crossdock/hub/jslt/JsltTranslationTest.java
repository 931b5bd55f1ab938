package io.crossdock.hub.jslt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.hub.channel.ChannelLookup;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

/** What an expression may give, and how its mistakes are told: never with a value of the record. */
class JsltTranslationTest {

    private static final String GOOD = """
            [{"type": "crossdock.stock.counted.v1", "fact": .sku + "@" + .at, "time": .at,
              "data": {"sku": .sku, "location": $channel.locations[0], "onHand": .pieces}}]""";
    private static final String RECORD =
            "{\"sku\": \"A-1\", \"at\": \"2026-01-02T03:04:05Z\", \"pieces\": 7, \"buyer\": \"Alma Sample\"}";
    private static final Channel CHANNEL = new Channel(
            new ChannelId("acme-eu"), "acme", "EUR", List.of(new LocationId("hamburg")), Map.of(), Map.of());

    @Test
    void a_record_becomes_an_event_by_the_channels_words() {
        // when
        List<CanonicalEvent> events = translated(GOOD, RECORD);
        // then
        assertThat(events).hasSize(1);
        StockCounted counted = (StockCounted) events.get(0).data();
        assertThat(counted.location()).isEqualTo(new LocationId("hamburg"));
        assertThat(counted.onHand()).isEqualByComparingTo("7");
        assertThat(events.get(0).time()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    }

    @Test
    void a_shipping_notice_has_its_place_by_its_time() {
        // given
        String expression = """
                [{"type": "crossdock.stock.expected.v1", "fact": .sku + "@" + .at, "time": .at,
                  "data": {"sku": .sku, "document": "ASN-1",
                           "lines": [{"location": $channel.locations[0], "quantity": .pieces}]}}]""";
        // when
        CanonicalEvent event = translated(expression, RECORD).get(0);
        // then
        StockExpected expected = (StockExpected) event.data();
        assertThat(expected.lines())
                .containsExactly(new ExpectedLine(new LocationId("hamburg"), BigDecimal.valueOf(7), null, null));
        assertThat(event.sequence()).isEqualTo(Sequence.of(0, 1_767_323_045_000_000L, 0));
    }

    @Test
    void the_same_fact_gives_the_same_id_and_a_raised_revision_says_so() {
        CanonicalEvent first = translated(GOOD, RECORD).get(0);
        CanonicalEvent again = translated(GOOD, RECORD).get(0);
        CanonicalEvent other =
                translated(GOOD.replace("+ .at", "+ .pieces"), RECORD).get(0);
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(other.id()).isNotEqualTo(first.id());
    }

    @Test
    void no_news_is_an_empty_array() {
        assertThat(translated("[]", RECORD)).isEmpty();
    }

    @Test
    void a_kind_can_be_asked_for() {
        assertThat(translated("if ($kind == \"count\") " + GOOD + " else []", RECORD))
                .hasSize(1);
    }

    @Test
    void an_expression_that_does_not_compile_is_refused_when_it_is_set() {
        assertThatThrownBy(() -> new JsltAction().setEvents("[{\"type\": .type,]"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("does not compile: ")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> new JsltAction().setOffers("unknown-function(.)"))
                .hasMessageContaining("unknown-function");
    }

    @Test
    void an_event_without_fact_type_or_time_is_told() {
        told(GOOD.replace("\"fact\": .sku + \"@\" + .at", "\"fakt\": 1"), "gives no 'fact' to tell two events apart");
        told(GOOD.replace("stock.counted.v1", "stock.counted"), "names no event type of ours");
        told(GOOD.replace("\"time\": .at", "\"time\": .buyer"), "'time' is not an ISO 8601 instant");
        told(GOOD.replace("\"time\": .at", "\"when\": .at"), "'time' is not an ISO 8601 instant");
    }

    @Test
    void what_is_no_array_of_events_is_told() {
        told(".buyer", "the expression gives no array of events");
        told("[.buyer]", "names no event type of ours");
        told("null", "the expression gives no array of events");
    }

    @Test
    void data_that_do_not_fit_are_told_with_the_field_and_without_the_value() {
        told(GOOD.replace("\"onHand\": .pieces", "\"onHand\": .buyer"), "'data': not JSON of StockCounted at onHand");
        told(GOOD.replace("\"onHand\": .pieces", "\"onHand\": {\"x\": .buyer}"), "not JSON of StockCounted at onHand");
        told(
                "[{\"type\": \"crossdock.stock.counted.v1\", \"fact\": \"f\", \"time\": .at}]",
                "'data': JSON null is no StockCounted");
    }

    @Test
    void data_that_break_a_rule_are_told_with_the_rule_and_without_the_value() {
        told(GOOD.replace("$channel.locations[0]", ".buyer"), "data.location.value (String) must match");
        told(GOOD.replace("\"onHand\": .pieces", "\"onHnd\": .pieces"), "data.onHand (null) must not be null");
    }

    @Test
    void an_expression_that_fails_on_a_record_is_told_without_the_value() {
        told(GOOD.replace("\"onHand\": .pieces", "\"onHand\": number(.buyer)"), "the expression fails on it");
        told("[for (.buyer) .]", "the expression fails on it");
        told("error(.buyer)", "the expression fails on it");
    }

    @Test
    void a_kamelet_that_only_knows_offers_says_so_when_it_is_given_records() {
        // given
        JsltAction action = action();
        action.setOffers("{}");
        // then
        assertThatThrownBy(() -> action.translate(inbound(RECORD)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no expression 'events'");
    }

    private static void told(String expression, String what) {
        Failure failure = catchThrowableOfType(Failure.class, () -> translated(expression, RECORD));
        assertThat(failure).as(expression).isNotNull();
        assertThat(failure.kind()).isEqualTo(Failure.Kind.UNMAPPABLE);
        assertThat(failure)
                .hasMessageStartingWith("acme count key-1: ")
                .hasMessageContaining(what)
                .hasMessageNotContaining("Alma");
    }

    @SuppressWarnings("unchecked")
    private static List<CanonicalEvent> translated(String expression, String record) {
        JsltAction action = action();
        action.setEvents(expression);
        return (List<CanonicalEvent>) action.translate(inbound(record));
    }

    private static JsltAction action() {
        DefaultCamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("channels", (ChannelLookup) name -> CHANNEL);
        JsltAction action = new JsltAction();
        action.setCamelContext(context);
        action.setChannel("acme-eu");
        return action;
    }

    private static InboundRecord inbound(String record) {
        return new InboundRecord(
                CHANNEL.id(),
                "id-1",
                "count",
                "key-1",
                "application/json",
                record.getBytes(UTF_8),
                Instant.parse("2026-01-02T03:04:06Z"),
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    }
}
