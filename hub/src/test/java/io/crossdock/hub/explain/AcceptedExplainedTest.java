package io.crossdock.hub.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.Consumed;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.explain.Explanation.Side;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.CatalogItem;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.hub.sync.OfferView;
import io.crossdock.hub.sync.SyncSettings;
import io.crossdock.spi.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is told of an item of which the channel has accepted 5 pieces and not said what became of them. */
class AcceptedExplainedTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ChannelId CHANNEL = new ChannelId("acme-eu");
    private static final Sku LAMP = new Sku("LAMP-1");
    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final SyncSettings SETTINGS = new SyncSettings(
            new Channel(CHANNEL, "acme", "EUR", List.of(HAMBURG), Map.of(), Map.of()),
            StockPolicy.ALL,
            PricePolicy.of("retail", "EUR"),
            "10/s",
            10,
            1,
            Duration.ofSeconds(10),
            new Topics("crossdock"),
            new KafkaClients(Map.of()));

    @Test
    void what_is_wanted_is_accepted_since_then_and_sent_again_without_a_result() {
        // when
        Side side = explained(5, false);
        // then
        assertThat(side.state()).isEqualTo("accepted");
        assertThat(side.why())
                .isEqualTo("the channel accepted it at 2026-03-01T12:00:00Z as import-1 and has not said what became of"
                        + " it; without a result it is sent again after 2026-03-01T12:30:00Z");
    }

    @Test
    void something_newer_waits_for_that_result_and_says_since_when_and_until_when() {
        // when
        Side side = explained(4, false);
        // then
        assertThat(side.state()).isEqualTo("waiting");
        assertThat(side.why())
                .isEqualTo("it waits for an earlier offer of the item: the channel accepted it at 2026-03-01T12:00:00Z"
                        + " as import-1 and has not said what became of it; without a result the newest is sent after"
                        + " 2026-03-01T12:30:00Z");
    }

    @Test
    void where_the_channel_lets_newer_offers_overtake_it_waits_for_nothing() {
        // when
        Side side = explained(4, true);
        // then
        assertThat(side.state()).isEqualTo("waiting");
        assertThat(side.why()).isEqualTo("it waits to be told, or is being told now");
    }

    private static Side explained(long pieces, boolean overtakable) {
        AvailabilityChanged available = new AvailabilityChanged(
                LAMP,
                2,
                List.of(new LocationStock(HAMBURG, BigDecimal.valueOf(pieces), BigDecimal.ZERO)),
                List.of(),
                false,
                List.of());
        ReceiptIssued.AcceptedOffer accepted = new ReceiptIssued.AcceptedOffer(
                "import-1",
                NOON,
                NOON.plus(Duration.ofMinutes(30)),
                overtakable,
                new ReceiptIssued.AcceptedQuantity(BigDecimal.valueOf(5), 1, NOON, null),
                null);
        OfferView view = new OfferView(SETTINGS, NOON.plusSeconds(60));
        view.accept(consumed(SETTINGS.topics().availability(), available));
        view.accept(consumed(
                SETTINGS.topics().receipts(CHANNEL), new ReceiptIssued(CHANNEL, LAMP, null, null, accepted, null)));
        return new ChannelSide(SETTINGS, new CatalogItem(LAMP, ""), Optional.empty())
                .explain(available, null, view.of(0, LAMP).orElseThrow(), NOON.plusSeconds(60))
                .quantity();
    }

    private static ConsumerRecord<byte[], byte[]> consumed(String topic, CanonicalData data) {
        String id = CanonicalEvent.idOf("/erp/legacy", EventType.of(data), data.toString());
        return Consumed.of(topic, new CanonicalEvent(id, "/erp/legacy", NOON, null, NOON, null, 0, data));
    }
}
