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
import io.crossdock.spi.OfferResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What a channel is told of what changes, and the receipts of it. */
class OffersToldComponentTest extends OffersComponentStories {

    /** Of a channel's session that has nothing to do; by half of it anything would be late, on average, that waited for its end. */
    private static final Duration WAIT = Duration.ofMillis(200);

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
        Map<Long, Long> told = new ConcurrentHashMap<>();
        taking = offer -> {
            told.put(offer.quantity(), System.nanoTime());
            return OfferResult.confirmed(offer.sku());
        };
        CamelContext context = start();
        await().until(() -> status(context).loaded());
        List<Long> kafkaNanos = new ArrayList<>();
        List<Long> hubNanos = new ArrayList<>();
        try (Consumer<byte[], byte[]> idle = clients.consumer(topics.group("test", "idle"), Map.of())) {
            List<TopicPartition> partitions = Stream.of(0, 1)
                    .map(partition -> new TopicPartition(topics.availability(), partition))
                    .toList();
            idle.assign(partitions);
            idle.seekToEnd(partitions);
            partitions.forEach(idle::position);
            // when
            for (long i = 1; i <= 100; i++) {
                long quantity = i;
                long written = System.nanoTime();
                stock("A", i, quantity);
                producer.flush();
                assertThat(idle.poll(PATIENCE).count()).isEqualTo(1);
                kafkaNanos.add(System.nanoTime() - written);
                await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> told.containsKey(quantity));
                hubNanos.add(told.get(quantity) - written);
            }
        }
        // then: whatever Kafka takes on this machine just now, the hub adds less than a wait of its own to it
        await().until(() -> status(context).confirmed() >= 100);
        assertThat(median(hubNanos))
                .isLessThan(median(kafkaNanos).multipliedBy(3).plus(WAIT.dividedBy(2)));
    }

    private static Duration median(List<Long> nanos) {
        return Duration.ofNanos(
                nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow());
    }
}
