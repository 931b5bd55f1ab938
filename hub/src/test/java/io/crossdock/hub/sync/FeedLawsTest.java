package io.crossdock.hub.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossdock.canonical.CanonicalEvent;
import io.crossdock.canonical.ChannelId;
import io.crossdock.canonical.EventType;
import io.crossdock.canonical.ListPrice;
import io.crossdock.canonical.Money;
import io.crossdock.canonical.PriceChanged;
import io.crossdock.canonical.Sequence;
import io.crossdock.canonical.Sku;
import io.crossdock.hub.events.Consumed;
import io.crossdock.hub.events.Recency;
import io.crossdock.hub.events.Topics;
import io.crossdock.hub.kafka.KafkaClients;
import io.crossdock.hub.policy.PriceGuard;
import io.crossdock.hub.policy.PricePolicy;
import io.crossdock.hub.policy.StockPolicy;
import io.crossdock.spi.Channel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Replays of old prices, and of wrong translations, never set a channel's price back. */
class FeedLawsTest {

    private static final int SEEDS = Boolean.getBoolean("crossdock.long") ? 10_000 : 200;
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final ChannelId CHANNEL = new ChannelId("acme-eu");
    private static final Topics TOPICS = new Topics("crossdock");

    @Test
    void prices_one_to_five_times_in_any_order_end_as_the_newest_of_the_highest_revision() {
        for (int seed = 0; seed < SEEDS; seed++) {
            // given
            Random random = new Random(seed);
            Map<Sku, CanonicalEvent> newest = new HashMap<>();
            List<CanonicalEvent> delivered = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                CanonicalEvent event = price(random.nextInt(3), random.nextInt(5), random.nextInt(3));
                newest.merge(
                        new Sku(event.subject()),
                        event,
                        (one, other) -> Recency.of(one).compareTo(Recency.of(other)) >= 0 ? one : other);
                delivered.addAll(Collections.nCopies(1 + random.nextInt(5), event));
            }
            Collections.shuffle(delivered, random);
            OfferQueue queue = new OfferQueue(
                    CHANNEL,
                    new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10), new Random(seed)),
                    PriceGuard.NONE);
            Feed feed = new Feed(settings(), queue);
            Map<Sku, Money> shown = new HashMap<>();
            // when
            for (CanonicalEvent event : delivered) {
                feed.accept(Consumed.of(TOPICS.prices(), event), NOW);
                if (random.nextInt(4) == 0) {
                    push(queue, shown);
                }
            }
            push(queue, shown);
            // then
            newest.forEach((sku, event) -> assertThat(shown.get(sku)).isEqualTo(amount(event)));
        }
    }

    private static void push(OfferQueue queue, Map<Sku, Money> shown) {
        for (Attempt attempt : queue.take(10, NOW)) {
            shown.put(attempt.offer().sku(), attempt.offer().price());
            Receipt receipt = queue.receipt(attempt, NOW);
            queue.settled(attempt, receipt, NOW);
            // as its receipt is read back from the topic, which knows of no revision
            queue.confirm(
                    0,
                    attempt.offer().sku(),
                    Receipt.read(0, receipt.event(CHANNEL, attempt.offer().sku())),
                    NOW);
        }
    }

    private static Money amount(CanonicalEvent event) {
        return ((PriceChanged) event.data()).prices().get(0).price();
    }

    private static CanonicalEvent price(int item, int commit, int revision) {
        Money amount = new Money(new BigDecimal(commit + "." + revision + "1"), "EUR");
        PriceChanged data = new PriceChanged(new Sku("S-" + item), List.of(new ListPrice("retail", amount)));
        String id = CanonicalEvent.idOf("/erp/legacy", EventType.PRICE_CHANGED, item + "@" + commit);
        return new CanonicalEvent(id, "/erp/legacy", NOW, Sequence.of(1, commit, 0), NOW, null, revision, data);
    }

    private static SyncSettings settings() {
        Channel channel = new Channel(CHANNEL, "acme", "EUR", List.of(), Map.of(), Map.of());
        return new SyncSettings(
                channel,
                StockPolicy.ALL,
                PricePolicy.of("retail", "EUR"),
                "10/s",
                10,
                1,
                Duration.ofSeconds(10),
                TOPICS,
                new KafkaClients(Map.of()));
    }
}
