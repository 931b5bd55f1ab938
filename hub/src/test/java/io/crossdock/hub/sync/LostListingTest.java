package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.Consumed;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.AcceptedOffer;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Listings;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** An offer was accepted, and its item is gone from the channel's table of listings before the offer has its result. */
class LostListingTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ChannelId CHANNEL = new ChannelId("acme-eu");
    private static final Topics TOPICS = new Topics("crossdock");
    private static final Sku LAMP = new Sku("LAMP-1");
    private static final Sku MUG = new Sku("MUG-1");

    private final OfferQueue queue = new OfferQueue(CHANNEL, null, PriceGuard.NONE);

    /** One question that cannot be put in the channel's words would fail all that are asked with it. */
    @Test
    void the_lost_item_is_not_asked_about_and_the_others_are() {
        // given
        Listings listings = Listings.of(Map.of(MUG, new Sku("B-77")));
        Feed feed = feed(listings);
        // when
        feed.accept(accepted(LAMP), NOW);
        feed.accept(accepted(MUG), NOW);
        // then
        List<AcceptedOffer> questions = queue.asking().take(9, NOW).stream()
                .map(acceptance -> acceptance.question(NOW))
                .toList();
        assertThat(new ListedOffers(listings).theirsAccepted(questions))
                .extracting(question -> question.offer().sku())
                .containsExactly(new Sku("B-77"));
    }

    @Test
    void once_it_is_listed_again_it_is_asked_about() {
        // given
        Feed feed = feed(Listings.of(Map.of(MUG, new Sku("B-77"), LAMP, new Sku("B-78"))));
        // when
        feed.accept(accepted(LAMP), NOW);
        // then
        assertThat(queue.asking().take(9, NOW)).hasSize(1);
    }

    private Feed feed(Listings listings) {
        Channel channel = new Channel(CHANNEL, "acme", "EUR", List.of(), Map.of(), Map.of(), listings);
        SyncSettings settings = new SyncSettings(
                channel,
                StockPolicy.ALL,
                PricePolicy.of("retail", "EUR"),
                "10/s",
                10,
                1,
                Duration.ofSeconds(10),
                TOPICS,
                new KafkaClients(Map.of()));
        return new Feed(settings, queue);
    }

    private static ConsumerRecord<byte[], byte[]> accepted(Sku sku) {
        ReceiptIssued receipt = new ReceiptIssued(
                CHANNEL,
                sku,
                null,
                null,
                new ReceiptIssued.AcceptedOffer(
                        "import-1",
                        NOW.minusSeconds(5),
                        NOW.plusSeconds(60),
                        false,
                        new ReceiptIssued.AcceptedQuantity(BigDecimal.TEN, 1, NOW.minusSeconds(6), null),
                        null),
                null);
        String id = CanonicalEvent.idOf("/channels/" + CHANNEL, EventType.of(receipt), sku.value());
        CanonicalEvent event = new CanonicalEvent(id, "/channels/" + CHANNEL, NOW, null, NOW, null, 0, receipt);
        return Consumed.of(TOPICS.receipts(CHANNEL), event);
    }
}
