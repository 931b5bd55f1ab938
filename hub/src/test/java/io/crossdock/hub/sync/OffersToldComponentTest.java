package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.crossdock.backbone.Backbone;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.ReceiptIssued;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.http.FakeSystem;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Listings;
import io.crossdock.spi.Offer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What a channel is told of what changes, and the receipts of it. */
class OffersToldComponentTest extends OffersComponentStories {

    OffersToldComponentTest(Backbone backbone) {
        super(backbone);
    }

    @Test
    void the_channel_ends_with_the_newest_quantity_and_price_of_every_item_and_receipts_say_so() throws Exception {
        // given
        Map<String, Long> newest = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            stock("S-" + i, 1, i);
        }
        CamelContext context = start();
        // when
        for (int i = 0; i < 200; i++) {
            stock("S-" + i, 2, i + 1000);
            newest.put("S-" + i, i + 1000L);
        }
        write(
                topics.prices(),
                Sequence.of(1, 1, 0),
                new PriceChanged(
                        new Sku("S-7"), List.of(new ListPrice("retail", new Money(new BigDecimal("9.90"), "EUR")))),
                Instant.now());
        // then
        awaitShown(newest);
        await().until(() -> status(context).inFlight() == 0 && status(context).pending() == 0);
        assertThat(shown.get(new Sku("S-7")).price()).isEqualTo(new Money(new BigDecimal("9.9"), "EUR"));
        Map<String, ReceiptIssued> receipts = receipts();
        assertThat(receipts).hasSize(200);
        assertThat(receipts.get("S-7").quantity().version()).isEqualTo(2);
        assertThat(receipts.get("S-7").quantity().value()).isEqualByComparingTo("1007");
        assertThat(receipts.get("S-7").price().version())
                .isEqualTo(Sequence.of(1, 1, 0).value());
        assertThat(status(context).confirmed()).isGreaterThanOrEqualTo(200);
        assertThat(status(context).lagP50()).isPositive();
    }

    @Test
    void a_channel_with_keys_of_its_own_is_told_by_them_and_receipts_are_by_ours() throws Exception {
        // given
        Channel own = new Channel(
                FakeSystem.CHANNEL.id(),
                "acme",
                "EUR",
                FakeSystem.CHANNEL.locations(),
                Map.of(),
                Map.of(),
                Listings.of(Map.of(new Sku("A"), new Sku("B00A"), new Sku("C"), new Sku("A"))));
        // when
        start(Map.of(), settings(own, StockPolicy.ALL));
        stock("A", 1, 5);
        stock("B", 1, 6);
        stock("C", 1, 7);
        // then
        awaitShown(Map.of("B00A", 5L, "A", 7L));
        await().untilAsserted(() -> assertThat(receipts()).containsOnlyKeys("A", "C"));
    }

    @Test
    void a_record_that_is_none_of_ours_is_left_aside() throws Exception {
        // given
        producer.send(new ProducerRecord<>(topics.availability(), "X".getBytes(), "{".getBytes()));
        // when
        stock("A", 1, 1);
        start();
        // then
        awaitShown(Map.of("A", 1L));
    }

    @Test
    void a_change_is_on_its_way_at_once() throws Exception {
        // given
        CamelContext context = start();
        await().until(() -> status(context).loaded());
        // when
        for (int i = 1; i <= 100; i++) {
            long quantity = i;
            stock("A", i, quantity);
            producer.flush();
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                Offer offer = shown.get(new Sku("A"));
                return offer != null && offer.quantity() == quantity;
            });
        }
        // then: a few milliseconds on an idle machine, most of them the two hops over Kafka; loose for a busy one
        await().until(() -> status(context).confirmed() >= 100);
        assertThat(status(context).lagP50()).isLessThan(Duration.ofMillis(60));
    }
}
