package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.AvailabilityChanged;
import io.crossdock.canonical.CanonicalData;
import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ItemDescribed;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.LocationId;
import io.crossdock.canonical.LocationStock;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.channel.ChannelText;
import io.crossdock.hub.events.Consumed;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Channel;
import io.crossdock.spi.Failure;
import io.crossdock.spi.Offer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** A policy by category, whatever is read first: what is available, the price, or the item's master data. */
class CategoriesTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ChannelId CHANNEL = new ChannelId("acme-eu");
    private static final Topics TOPICS = new Topics("crossdock");
    private static final LocationId HAMBURG = new LocationId("hamburg");
    private static final Sku LAMP = new Sku("LAMP-1");

    private static final SyncSettings SETTINGS = settings(
            ChannelText.stock("{rules: [{category: outlet, cap: 3}]}"),
            ChannelText.prices("{list: retail, rules: [{category: outlet, factor: 0.5}]}", "EUR"));

    private final OfferQueue queue = queue();
    private final Feed feed = new Feed(SETTINGS, queue);

    private static OfferQueue queue() {
        return new OfferQueue(
                CHANNEL, new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(1)), PriceGuard.NONE);
    }

    @Test
    void the_order_in_which_topics_are_read_makes_no_difference() {
        List<CanonicalEvent> events = new ArrayList<>(
                List.of(available(9, 1), price("10.00", 1), described("lamps", 1), described("outlet", 2)));
        for (int seed = 0; seed < 50; seed++) {
            // given
            Collections.shuffle(events, new Random(seed));
            OfferQueue fresh = queue();
            Feed reader = new Feed(SETTINGS, fresh);
            // when
            events.forEach(event -> reader.accept(consumed(TOPICS.of(event.type()), event), NOW));
            // then
            Offer offer = fresh.take(1, NOW).get(0).offer();
            assertThat(offer.quantity()).isEqualTo(3);
            assertThat(offer.price()).isEqualTo(euros("5.00"));
        }
    }

    @Test
    void an_item_that_changes_its_category_is_offered_anew_under_the_same_version() {
        // given
        read(available(9, 7));
        read(described("lamps", 1));
        Attempt first = queue.take(1, NOW).get(0);
        queue.settled(first, queue.receipt(first, NOW), NOW);
        // when
        read(described("outlet", 2));
        Attempt second = queue.take(1, NOW).get(0);
        // then
        assertThat(first.offer().quantity()).isEqualTo(9);
        assertThat(second.offer().quantity()).isEqualTo(3);
        assertThat(second.quantity().version()).isEqualTo(7);
        assertThat(second.offer().idempotencyKey()).isNotEqualTo(first.offer().idempotencyKey());
    }

    @Test
    void an_older_description_that_comes_again_changes_nothing() {
        // given
        read(available(9, 1));
        read(described("outlet", 2));
        // when
        read(described("lamps", 1));
        // then
        assertThat(queue.take(1, NOW).get(0).offer().quantity()).isEqualTo(3);
    }

    @Test
    void an_item_whose_master_data_is_deleted_has_no_category() {
        // given
        read(available(9, 1));
        read(described("outlet", 2));
        // when
        feed.accept(consumed(TOPICS.items(), null), NOW);
        // then
        assertThat(queue.take(1, NOW).get(0).offer().quantity()).isEqualTo(9);
    }

    @Test
    void what_the_channel_refused_of_another_category_is_not_refused_of_this_one() {
        // given
        read(available(9, 1));
        Attempt refused = queue.take(1, NOW).get(0);
        queue.failed(refused, Failure.rejected("acme", "offers", "LAMP-1", "no"), false, 1, NOW);
        // when
        read(described("outlet", 1));
        // then
        assertThat(queue.take(1, NOW).get(0).offer().quantity()).isEqualTo(3);
    }

    @Test
    void a_policy_that_asks_for_no_category_reads_no_master_data() {
        // given
        Feed plain = new Feed(settings(StockPolicy.ALL, PricePolicy.of("retail", "EUR")), queue);
        // when, then
        assertThat(feed.topics()).contains(TOPICS.items());
        assertThat(plain.topics()).doesNotContain(TOPICS.items());
    }

    private void read(CanonicalEvent event) {
        feed.accept(consumed(TOPICS.of(event.type()), event), NOW);
    }

    /** @param event null for a deletion */
    private static ConsumerRecord<byte[], byte[]> consumed(String topic, CanonicalEvent event) {
        return event == null
                ? Consumed.of(new ProducerRecord<>(topic, LAMP.value().getBytes(StandardCharsets.UTF_8), null))
                : Consumed.of(topic, event);
    }

    private static CanonicalEvent available(long onHand, long version) {
        return event(
                version,
                new AvailabilityChanged(
                        LAMP,
                        version,
                        List.of(new LocationStock(HAMBURG, BigDecimal.valueOf(onHand), BigDecimal.ZERO)),
                        List.of(),
                        false,
                        List.of()));
    }

    private static CanonicalEvent price(String amount, long position) {
        return event(position, new PriceChanged(LAMP, List.of(new ListPrice("retail", euros(amount)))));
    }

    private static CanonicalEvent described(String category, long position) {
        return event(position, new ItemDescribed(LAMP, "A lamp", category, List.of(), false));
    }

    private static CanonicalEvent event(long position, CanonicalData data) {
        String id = CanonicalEvent.idOf("/erp/legacy", EventType.of(data), data.subject() + "@" + position);
        return new CanonicalEvent(id, "/erp/legacy", NOW, Sequence.of(1, position, 0), NOW, null, 0, data);
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), "EUR");
    }

    private static SyncSettings settings(StockPolicy stock, PricePolicy price) {
        Channel channel = new Channel(CHANNEL, "acme", "EUR", List.of(HAMBURG), Map.of(), Map.of());
        return new SyncSettings(
                channel, stock, price, "10/s", 10, 1, Duration.ofSeconds(10), TOPICS, new KafkaClients(Map.of()));
    }
}
