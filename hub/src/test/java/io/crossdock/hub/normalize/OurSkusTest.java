package io.crossdock.hub.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.Component;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ExpectedLine;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.Order;
import io.crossdock.canonical.OrderCancelled;
import io.crossdock.canonical.OrderChanged;
import io.crossdock.canonical.OrderId;
import io.crossdock.canonical.OrderLine;
import io.crossdock.canonical.OrderPlaced;
import io.crossdock.canonical.OrderShipped;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.QuantityLine;
import io.crossdock.canonical.ReturnReceived;
import io.crossdock.canonical.ReturnRequested;
import io.crossdock.canonical.Sku;
import io.crossdock.canonical.StockCounted;
import io.crossdock.canonical.StockExpected;
import io.crossdock.canonical.StockMoved;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.InboundRecord;
import io.crossdock.spi.Json;
import io.crossdock.spi.Listings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A channel that calls our items by other keys. */
class OurSkusTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ChannelId ACME = new ChannelId("acme-eu");
    private static final OrderId ORDER = OrderId.of(ACME, "1001");
    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final Sku THEIRS = new Sku("B00LAMP1");
    private static final Sku OURS = new Sku("LAMP-1");
    private static final InboundRecord RECORD =
            new InboundRecord(ACME, "m-1", "order", "1001", "application/json", new byte[0], NOON, null);

    @Test
    void whatever_names_an_item_names_ours_and_all_else_stays() {
        Money price = new Money(new BigDecimal("9.90"), "EUR");
        List<QuantityLine> shipped = List.of(new QuantityLine("1", THEIRS, BigDecimal.ONE));
        List<CanonicalData> all = List.of(
                new OrderPlaced(order()),
                new OrderChanged(order()),
                new OrderCancelled(order()),
                new OrderShipped(ORDER, "s-1", shipped, "dhl", "00340"),
                new ReturnRequested("r-1", ORDER, shipped),
                new ReturnReceived("r-1", ORDER, HAMBURG, shipped),
                new StockCounted(THEIRS, HAMBURG, BigDecimal.TEN, NOON.minusSeconds(60)),
                new PriceChanged(THEIRS, List.of(new ListPrice("retail", price)), NOON.plusSeconds(86_400)),
                new ItemDescribed(THEIRS, "Desk lamp", "outlet", List.of(new Component(THEIRS, BigDecimal.ONE)), false),
                new StockExpected(THEIRS, "ASN-1", List.of(new ExpectedLine(HAMBURG, BigDecimal.TEN, NOON, "PO-1"))),
                new StockMoved("m-1", THEIRS, HAMBURG, BigDecimal.ONE, StockMoved.Reason.SOLD, ORDER));
        for (CanonicalData data : all) {
            // given
            CanonicalEvent event = event(data);
            // when
            CanonicalEvent ours =
                    new OurSkus(RECORD, channel(OURS)).in(List.of(event)).get(0);
            // then
            assertThat(json(ours)).isEqualTo(json(event).replace("B00LAMP1", "LAMP-1"));
            assertThat(json(ours)).contains("LAMP-1");
            assertThat(ours.id()).isEqualTo(event.id());
            assertThat(ours.sequence()).isEqualTo(event.sequence());
        }
    }

    @Test
    void a_key_in_no_row_waits_as_a_dead_letter_until_somebody_says_what_it_is() {
        // given
        OurSkus skus = new OurSkus(RECORD, channel(new Sku("LAMP-2")));
        Channel other = new Channel(
                ACME,
                "acme",
                "EUR",
                List.of(HAMBURG),
                Map.of(),
                Map.of(),
                Listings.of(Map.of(OURS, new Sku("B00LAMP9"))));
        // when, then
        assertThat(skus.in(List.of(event(new OrderPlaced(order()))))).hasSize(1);
        assertThatThrownBy(() -> new OurSkus(RECORD, other).in(List.of(event(new OrderPlaced(order())))))
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.kind()).isEqualTo(Failure.Kind.UNMAPPABLE))
                .hasMessage("acme order 1001: no row of the channel's listings has the listing 'B00LAMP1'");
    }

    @Test
    void a_channel_without_a_table_has_our_skus() {
        // given
        Channel plain = new Channel(ACME, "acme", "EUR", List.of(HAMBURG), Map.of(), Map.of());
        List<CanonicalEvent> events = List.of(event(new OrderPlaced(order())));
        // when, then
        assertThat(new OurSkus(RECORD, plain).in(events)).isSameAs(events);
    }

    private static Channel channel(Sku ours) {
        return new Channel(
                ACME, "acme", "EUR", List.of(HAMBURG), Map.of(), Map.of(), Listings.of(Map.of(ours, THEIRS)));
    }

    private static Order order() {
        OrderLine line = new OrderLine("1", THEIRS, BigDecimal.ONE, null, HAMBURG);
        return new Order(ORDER, ACME, "#1001", 1, NOON, "EUR", List.of(), List.of(line), null);
    }

    private static CanonicalEvent event(CanonicalData data) {
        String id = CanonicalEvent.idOf("/channels/acme-eu", EventType.of(data), data.subject());
        return new CanonicalEvent(id, "/channels/acme-eu", NOON, null, NOON, null, 1, data);
    }

    private static String json(CanonicalEvent event) {
        return new String(Json.write(event.data()), StandardCharsets.UTF_8);
    }
}
